/** Finished films on a disk, to cut parts out of: x264's, with pictures decoded before they are shown, and a camera's own JPEGs. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Jpeg, Packet, Track } from '../../../src/base/flow';
import { emptyTally, type FilmSummary } from '../../../src/base/library';
import { defaultRecordingOptions, type RecordingOptions } from '../../../src/base/options';
import { type Deck, openDeck } from '../../../src/deck/deck';
import { createFilm, jpegCodec } from '../../../src/film/film';
import type { CutWish, PictureRange } from '../../../src/record/jobs/contract';
import { cutFilm } from '../../../src/record/jobs/cut/cut';
import { FolderDisk, type Harm } from '../../support/folder-disk';
import { tempFolder } from '../deck/scenes';
import { recorded } from '../film/packets';
import { picture } from './ringing';

export const startedAt = Date.UTC(2026, 4, 3, 14, 3, 21, 400);
const sizes = { chunkBytes: 65_536, reserveBytes: 0 };
const camera = { id: 'gate', name: 'Gate', family: 'generic', askedFps: 15 };

export interface Made {
  readonly deck: Deck;
  readonly row: FilmSummary;
  readonly packets: readonly Packet[];
  /** When each picture is shown, in order. */
  readonly timesUs: readonly number[];
  cut(part: PictureRange | readonly PictureRange[], instead?: boolean): Promise<readonly FilmSummary[]>;
}

export interface MakeOptions {
  readonly packets: readonly Packet[];
  readonly track: Track;
  readonly endUs: number;
  readonly options?: Partial<RecordingOptions>;
  readonly row?: Partial<FilmSummary>;
  readonly journal?: string;
  readonly harm?: Harm;
  /** Of its tape, where originals are kept. */
  readonly original?: (at: number) => Jpeg;
  /** That other films are in already. */
  readonly deck?: Deck;
}

/** A finished film as a recording leaves it. */
export async function make(wanted: MakeOptions): Promise<Made> {
  const { packets, track, endUs, options, row: more, journal, harm, original = picture } = wanted;
  const deck = wanted.deck ?? (await openDeck(new FolderDisk(tempFolder(), harm && { harm }), sizes));
  const all = { ...defaultRecordingOptions, name: 'Night', ...options };
  const recording = await deck.create({ camera, options: all, expectedFps: 15 });
  const film = await createFilm(recording.film, recording.filmIndex, { title: camera.name, startedAt });
  for (const packet of packets) await film.add(packet, track);
  const facts = await film.finish(endUs);
  if (journal) await recording.appendJournal(journal);
  if (all.keepOriginals) for (let at = 0; at < packets.length; at++) await recording.tape.append(original(at));
  await recording.describe({
    id: recording.id,
    name: 'Night',
    cameraId: camera.id,
    cameraName: camera.name,
    state: 'finished',
    startedAt,
    widthPx: track.widthPx,
    heightPx: track.heightPx,
    protected: false,
    mimeType: track.codec === jpegCodec ? 'video/quicktime' : 'video/mp4',
    engine: 'webcodecs',
    tally: { ...emptyTally, shots: packets.length, frames: packets.length },
    gaps: [],
    ...facts,
    ...more,
  });
  await recording.settle();
  await recording.close();
  const row = (await deck.list()).find(({ id }) => id === recording.id)!;
  return {
    deck,
    row,
    packets,
    timesUs: packets.map(({ timestampUs }) => timestampUs).sort((a, b) => a - b),
    async cut(part, instead = false) {
      const wish: CutWish = { filmId: row.id, parts: [part].flat() as PictureRange[], instead };
      const ids = await cutFilm(deck, wish, () => undefined);
      const rows = await deck.list();
      return ids.map((id) => rows.find((one) => one.id === id)!);
    },
  };
}

export async function h264(more: Partial<MakeOptions> = {}): Promise<Made> {
  return make({ ...(await recorded()), ...more });
}

/** Unevenly timed, with a pause of a minute in the middle. */
export function jpegs(count = 50, more: Partial<MakeOptions> = {}): Promise<Made> {
  const track = { codec: jpegCodec, widthPx: 64, heightPx: 48, description: new Uint8Array() };
  const packets = Array.from({ length: count }, (_, sequence): Packet => {
    const timestampUs = sequence * 100_000 + ((sequence * 7919) % 20_011) + (sequence > 25 ? 60_000_000 : 0);
    return { stage: 'packet', bytes: picture(sequence).bytes, timestampUs, key: true, sequence };
  });
  return make({ packets, track, endUs: packets.at(-1)!.timestampUs + 100_000, ...more });
}

export const bytesOf = async (deck: Deck, id: string) => new Uint8Array(await (await deck.film(id)).arrayBuffer());

/** Checksums of the frames that ffmpeg decodes. */
export function decodedSums(bytes: Uint8Array): readonly string[] {
  const path = join(tempFolder(), 'film.mp4');
  writeFileSync(path, bytes);
  const run = spawnSync('ffmpeg', ['-v', 'error', '-i', path, '-fps_mode', 'passthrough', '-f', 'framemd5', '-'], {
    encoding: 'utf8',
  });
  if (run.stderr !== '') throw new Error(run.stderr);
  return run.stdout
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => line.split(',').at(-1)!.trim());
}

export const minuteMs = 60_000;

/** The same camera's, so many minutes after the first one. */
export const later = (first: Made, minutes: number, more: Partial<MakeOptions> = {}): Partial<MakeOptions> => ({
  deck: first.deck,
  ...more,
  row: { startedAt: startedAt + minutes * minuteMs, ...more.row },
});
