/** The pictures of the last seconds, on a tape of which the oldest are dropped: a film may begin with them. */
import type { Camera } from '../../../base/camera';
import type { Jpeg, SizePx } from '../../../base/flow';
import { type Tally, tallySince } from '../../../base/library';
import type { Deck, Recording } from '../../../deck/deck';
import { shownSize } from '../../../draw/draw';
import { floorBytes, type InRing, keptFrom, mostRingBytes } from '../../when/when';
import { createRing, type Kept } from './take';

/** Less room than this is none for a ring. */
const leastBytes = 1024 * 1024;

/** A slower camera is called lost. */
const standsMs = 10_000;

interface Held extends InRing {
  readonly sequence: number;
  /** What had been counted before it came. */
  readonly before: Tally;
}

interface Turning {
  readonly recording: Recording;
  readonly pictures: readonly Held[];
  readonly size: SizePx | undefined;
}

export interface RingTools {
  readonly deck: Promise<Deck>;
  readonly camera: Camera;
}

export interface Ring {
  /** How much of the last `wantedMs` it holds. */
  lengthMs(now: number, wantedMs: number): number;
  /** For want of room it goes back less far than was asked for. */
  readonly isShort: boolean;
  /**
   * Resolves when the picture is on the tape, and older ones than `from` are off it. Never rejects: pictures that nobody has asked
   * for yet are no reason to stop anything. `before`: what had been counted before this one came.
   */
  accept(jpeg: Jpeg, before: Tally, from: number): Promise<void>;
  /** The room on the disk has changed. */
  measure(): Promise<void>;
  /**
   * Hands over what was on the screen at `from` and what came later; the ring begins anew. Undefined when it is empty. Of a camera
   * that is lost only what came later: its last picture may be hours old.
   */
  handOver(from: number, now: number, counted: Tally, isLive: boolean): Promise<Kept | undefined>;
  /** Leaves nothing behind. */
  drop(): Promise<void>;
}

export function openRing({ deck, camera }: RingTools): Ring {
  let turning: Turning | undefined;
  let isShort = false;
  /** Undefined until the room has been measured. */
  let mostBytes: number | undefined;
  /** A picture is on its way to the tape, and nobody may take the tape from under it. */
  let busy: Promise<void> = Promise.resolve();

  async function measure(): Promise<void> {
    const { freeBytes } = await (await deck).room();
    mostBytes = mostRingBytes(freeBytes, turning?.recording.tape.sizeBytes ?? 0, floorBytes);
  }

  async function keep(jpeg: Jpeg, before: Tally, from: number): Promise<void> {
    if (mostBytes === undefined) await measure();
    if (mostBytes! < leastBytes) {
      isShort = true;
      return drop();
    }
    const { recording, pictures, size } = (turning ??= {
      recording: await createRing(await deck, camera),
      pictures: [],
      size: undefined,
    });
    const sequence = await recording.tape.append(jpeg);
    const shown = shownSize(jpeg);
    // A film has one size: what came in another one could not be in it.
    const isOther = size && (size.widthPx !== shown.widthPx || size.heightPx !== shown.heightPx);
    const { arrivedAt, bytes } = jpeg;
    const all = [...(isOther ? [] : pictures), { sequence, arrivedAt, sizeBytes: bytes.length, before }];
    const [wanted, fitting] = [Number.POSITIVE_INFINITY, mostBytes!].map((most) =>
      keptFrom(all, from, arrivedAt, most),
    );
    // Full once, it stays full by one picture more or less.
    isShort = fitting! > wanted! || (isShort && all[0]!.arrivedAt > from);
    const kept = all.slice(Math.min(all.length - 1, fitting!));
    turning = { recording, pictures: kept, size: shown };
    await recording.tape.dropBefore(kept[0]!.sequence);
  }

  async function drop(): Promise<void> {
    const gone = turning?.recording;
    turning = undefined;
    if (gone) await forget(await deck, gone);
  }

  return {
    lengthMs(now, wantedMs) {
      const [first, last] = [turning?.pictures[0], turning?.pictures.at(-1)];
      if (!first || !last) return 0;
      // A picture stands until the next one comes; that of a camera that is lost does not.
      const until = now - last.arrivedAt < standsMs ? now : last.arrivedAt;
      return Math.max(0, until - Math.max(first.arrivedAt, now - wantedMs));
    },
    get isShort() {
      return isShort;
    },
    accept(jpeg, before, from) {
      busy = keep(jpeg, before, from).catch(async () => {
        // Tried again when the room has been measured anew.
        mostBytes = 0;
        isShort = true;
        await drop().catch(() => undefined);
      });
      return busy;
    },
    measure,
    async handOver(from, now, counted, isLive) {
      await busy;
      const { recording, pictures } = turning ?? {};
      if (!recording || !pictures) return undefined;
      const recent = pictures.slice(keptFrom(pictures, from, now, Number.POSITIVE_INFINITY));
      const kept = isLive ? recent : recent.filter(({ arrivedAt }) => arrivedAt > from);
      const [first] = kept;
      if (!first) {
        await drop();
        return undefined;
      }
      turning = undefined;
      return {
        recording,
        firstSequence: first.sequence,
        beganAt: Math.max(from, first.arrivedAt),
        arrivals: kept.map(({ arrivedAt }) => arrivedAt),
        tally: tallySince(counted, first.before),
      };
    },
    async drop() {
      await busy;
      isShort = false;
      await drop();
    },
  };
}

async function forget(deck: Deck, recording: Recording): Promise<void> {
  await recording.close();
  await deck.forget(recording.id);
}
