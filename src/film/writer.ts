/** Writes packets into the film's file and its index as they come, and the moov at the end. */

import type { ByteFile } from '../base/file/byte-file';
import { crc32 } from '../base/file/crc32';
import { ReadBack } from '../base/file/read-back';
import type { Packet, Track } from '../base/flow';
import type { ParameterSets } from '../base/h264/avcc';
import {
  canFollow,
  freeSetId,
  fromPacket,
  sameTrack,
  setsOf,
  toPacket,
  unknownOf,
  withSets,
} from '../base/h264/parameter-sets';
import { Trouble } from '../base/trouble';
import { freeHeader, mdatHeader, mdatHeaderBytes } from './bytes';
import { makeChapters } from './chapters/chapters';
import { makeFtyp, makeMoov } from './container';
import type { Chapter, FilmFacts, FilmHead, FilmWriter } from './contract';
import { encodeHead, encodeRecord, type IndexHead, type IndexRecord, readIndex, recordBytes } from './index-file';
import type { FilmOffset } from './recover';

/** Worst case in the moov: 4 bytes size, 8 each for a time and a B-frame's offset, the rest key frames and chunks. */
const moovBytesPerPacket = 21;
/** Headers, codec description and tags. */
const moovBytesBesides = 4096;
/** A film of a day of 15 pictures a second needs 27 MB. For one that is said to become longer, no room is kept. */
const mostReservedBytes = 64 << 20;

/** What the film was before the group began. */
interface Group {
  readonly frames: number;
  readonly filmAt: number;
  readonly lastUs: number;
  readonly sequence: number;
}

export class Mp4Writer implements FilmWriter {
  readonly #film: ByteFile;
  readonly #index: ByteFile;
  readonly #head: FilmHead;
  #layout: IndexHead | undefined;
  #frames = 0;
  #lastUs = -1;
  #filmAt = 0;
  #indexAt = 0;
  #records = 0;
  /** Parameter sets of further encoders, and where in the film they lie. */
  #further: readonly { readonly at: number; readonly sets: ParameterSets }[] = [];
  /** The track of the packet before. */
  #lastTrack: Track | undefined;
  /** The group of pictures that is being written: where a rewind goes. */
  #group: Group | undefined;
  #safeSequence = 0;
  readonly #readBack: ReadBack;
  readonly #indexReadBack: ReadBack;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(film: ByteFile, index: ByteFile, head: FilmHead, place?: FilmOffset) {
    this.#film = film;
    this.#index = index;
    this.#head = head;
    this.#readBack = new ReadBack(film);
    this.#indexReadBack = new ReadBack(index);
    if (!place) return;
    this.#layout = place.head;
    this.#frames = place.frames;
    this.#lastUs = place.lastUs;
    this.#filmAt = place.filmAt;
    this.#readBack.startAt(place.filmAt);
    this.#indexAt = place.indexAt;
    this.#indexReadBack.startAt(place.indexAt);
    this.#records = place.records;
    this.#safeSequence = place.sequence;
    this.#turn = this.#readFurther(place);
    this.#turn.catch(() => {});
  }

  /** Resolves when everything is known about a resumed film. */
  async ready(): Promise<void> {
    await this.#turn;
  }

  get track(): Track | undefined {
    return this.#layout?.track;
  }

  get frames(): number {
    return this.#frames;
  }

  get sizeBytes(): number {
    return this.#filmAt;
  }

  get lastTimestampUs(): number {
    return this.#lastUs;
  }

  get freeSetId(): number {
    return freeSetId(this.#knownSets());
  }

  get safeSequence(): number {
    return this.#safeSequence;
  }

  add(packet: Packet, track: Track): Promise<void> {
    return this.#inTurn(async () => {
      this.#refuse(packet, track);
      if (this.#frames === 0) await this.#begin(this.#head.track ?? track);
      const bytes = await this.#withSets(packet, track);
      await this.#film.write(this.#filmAt, bytes);
      await this.#note({
        kind: packet.key ? 'key' : 'delta',
        size: bytes.length,
        at: this.#filmAt,
        timeUs: packet.timestampUs,
        sequence: packet.sequence,
        bytesCrc: crc32(bytes),
      });
      if (packet.key) {
        const { sequence } = packet;
        this.#group = { frames: this.#frames, filmAt: this.#filmAt, lastUs: this.#lastUs, sequence };
      }
      this.#frames++;
      this.#lastUs = Math.max(this.#lastUs, packet.timestampUs);
      this.#filmAt += bytes.length;
      this.#readBack.add(bytes);
    });
  }

  flush(): Promise<void> {
    return this.#inTurn(() => this.#flush());
  }

  rewind(): Promise<void> {
    return this.#inTurn(async () => {
      const group = this.#group;
      if (!group) return;
      await this.#flush();
      const { frames, filmAt, lastUs, sequence } = group;
      await this.#note({ kind: 'rewound', size: frames, at: filmAt, timeUs: 0, sequence, bytesCrc: 0 });
      await this.#index.flush();
      this.#group = undefined;
      this.#frames = frames;
      this.#lastUs = lastUs;
      this.#filmAt = filmAt;
      this.#readBack.startAt(filmAt);
      this.#further = this.#further.filter(({ at }) => at < filmAt);
      this.#lastTrack = undefined;
      await this.#film.truncate(filmAt);
    });
  }

  finish(endUs: number, chapters: readonly Chapter[] = []): Promise<FilmFacts> {
    return this.#inTurn(async () => {
      await this.#readBack.check();
      const ledger = await readIndex(this.#index);
      if (!ledger || this.#frames === 0) throw new Trouble('film/failed', 'a film without a packet');
      const { packets, head } = ledger;
      if (packets.count !== this.#frames) {
        throw new Trouble('film/failed', `${this.#frames} packets were added, ${packets.count} are in the index`);
      }
      const track = withSets(
        head.track,
        this.#further.map(({ sets }) => sets),
      );
      const made = makeChapters(chapters, endUs, this.#filmAt);
      const moov = await makeMoov(track, { ...this.#head, chapters: made }, packets, head.payloadAt, endUs);
      const first = moov.length + 8 <= head.reservedBytes;
      const behindAt = this.#filmAt + (made?.text.length ?? 0);
      const moovAt = first ? head.payloadAt - mdatHeaderBytes - head.reservedBytes : behindAt;
      await this.#film.truncate(this.#filmAt);
      if (made) await this.#film.write(this.#filmAt, made.text);
      await this.#film.write(moovAt, moov);
      if (first) await this.#film.write(moovAt + moov.length, freeHeader(head.reservedBytes - moov.length));
      await this.#film.write(head.payloadAt - mdatHeaderBytes, mdatHeader(packets.payloadBytes));
      await this.#film.flush();
      await this.#readBack.checkBytes(moovAt, moov);
      if (made) await this.#readBack.checkBytes(this.#filmAt, made.text);
      return { frames: packets.count, durationMs: (endUs - packets.timeUs(0)) / 1000, sizeBytes: this.#film.sizeBytes };
    });
  }

  #refuse(packet: Packet, track: Track): void {
    const why = this.#objection(packet, track);
    if (why) throw new Trouble('film/failed', `packet of tape record ${packet.sequence}: ${why}`);
  }

  #objection(packet: Packet, track: Track): string | undefined {
    if (packet.bytes.length === 0) return 'no bytes';
    if (!(packet.timestampUs >= 0 && packet.timestampUs < Number.MAX_SAFE_INTEGER)) return `time ${packet.timestampUs}`;
    if (!packet.key && !this.#group) return 'a group of pictures must begin with a key frame';
    // The first packet says what the film is of, unless that was said before.
    const film = this.#frames > 0 ? this.#track : this.#head.track;
    if (film && !this.#takes(film, track, packet.key)) return 'another track than the film has';
    return undefined;
  }

  get #track(): Track | undefined {
    return this.#layout?.track ?? this.#head.track;
  }

  #knownSets(): readonly ParameterSets[] {
    const own = this.#track && setsOf(this.#track);
    return own ? [own, ...this.#further.map(({ sets }) => sets)] : [];
  }

  /** Whether a packet of this track can come next. */
  #takes(film: Track, track: Track, key: boolean): boolean {
    if (track === this.#lastTrack || sameTrack(track, film)) return true;
    const sets = setsOf(track);
    if (!sets || track.widthPx !== film.widthPx || track.heightPx !== film.heightPx) return false;
    const known = this.#knownSets();
    const more = unknownOf(known, sets);
    return !more || (key && known.length > 0 && canFollow(known, more));
  }

  /** The first packet of a further encoder brings its parameter sets along, so that they survive with the film. */
  async #withSets(packet: Packet, track: Track): Promise<Uint8Array> {
    if (track === this.#lastTrack) return packet.bytes;
    const sets = setsOf(track);
    this.#lastTrack = track;
    const more = sets && unknownOf(this.#knownSets(), sets);
    if (!more) return packet.bytes;
    const inBand = toPacket(more);
    const { sequence } = packet;
    await this.#note({ kind: 'sets', size: inBand.length, at: this.#filmAt, timeUs: 0, sequence, bytesCrc: 0 });
    this.#further = [...this.#further, { at: this.#filmAt, sets: more }];
    const bytes = new Uint8Array(inBand.length + packet.bytes.length);
    bytes.set(inBand);
    bytes.set(packet.bytes, inBand.length);
    return bytes;
  }

  async #readFurther({ sets }: FilmOffset): Promise<void> {
    for (const { at, sizeBytes } of sets) {
      const bytes = new Uint8Array(sizeBytes);
      await this.#film.read(at, bytes);
      this.#further = [...this.#further, { at, sets: fromPacket(bytes) }];
    }
  }

  /** ftyp, room for the moov if any, room for the mdat's header; the head of the index. */
  async #begin(track: Track): Promise<void> {
    const expectedFrames = this.#head.expectedFrames ?? 0;
    const roomBytes = expectedFrames > 0 ? moovBytesBesides + Math.ceil(expectedFrames) * moovBytesPerPacket : 0;
    const reservedBytes = roomBytes <= mostReservedBytes ? roomBytes : 0;
    const ftyp = await makeFtyp(track);
    const layout = { track, payloadAt: ftyp.length + reservedBytes + mdatHeaderBytes, reservedBytes };
    const head = encodeHead(layout);
    await this.#film.truncate(0);
    await this.#film.write(0, ftyp);
    if (reservedBytes > 0) await this.#film.write(ftyp.length, freeHeader(reservedBytes));
    await this.#film.write(layout.payloadAt - mdatHeaderBytes, mdatHeader(0));
    await this.#index.truncate(0);
    await this.#index.write(0, head);
    await this.#index.flush();
    this.#layout = layout;
    this.#filmAt = layout.payloadAt;
    this.#readBack.startAt(layout.payloadAt);
    this.#indexAt = head.length;
    this.#indexReadBack.startAt(head.length);
    this.#records = 0;
  }

  /**
   * The film before the index: a record that says "safe" is never safer than what it speaks of. Tape is deleted for what is
   * called safe, and no flush() is proof of anything on a full disk (docs/tape.md), so it is read back.
   */
  async #flush(): Promise<void> {
    await this.#film.flush();
    await this.#readBack.check();
    if (this.#group) {
      const { sequence } = this.#group;
      await this.#note({ kind: 'safe', size: this.#frames, at: this.#filmAt, timeUs: 0, sequence, bytesCrc: 0 });
    }
    await this.#index.flush();
    await this.#indexReadBack.check();
    if (this.#group) this.#safeSequence = this.#group.sequence;
  }

  async #note(record: IndexRecord): Promise<void> {
    const bytes = encodeRecord(this.#records, record);
    await this.#index.write(this.#indexAt, bytes);
    this.#indexReadBack.add(bytes);
    this.#indexAt += recordBytes;
    this.#records++;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => {});
    return result;
  }
}
