/** Sends a viewer the pictures it asked for, with the faults that are switched on. */
import { damage, type Fault, type FaultName, strikes } from './faults';
import type { SimTime, Source, Taken } from './source';
import type { Wire } from './wire';

/** What everything that sends pictures needs of the camera. */
export interface Camera {
  readonly time: SimTime;
  readonly source: Source;
  readonly faults: readonly Fault[];
  /** Closes all connections and refuses new ones for so long. */
  down(ms: number): Promise<void>;
}

export interface SizePx {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Bytes before and after a picture of so many bytes. */
export type Wrap = (sizeBytes: number, taken: Taken) => { readonly before: string; readonly after: string };

const harmless: ReadonlySet<FaultName> = new Set([
  'surplus-nulls',
  'no-eoi',
  'slow',
  'half-rate',
  'duplicates',
  'stall',
]);
const inPictures: ReadonlySet<FaultName> = new Set([
  ...harmless,
  'cut-short',
  'partial-with-eoi',
  'reset',
  'down-and-back',
]);
const slowSteps = 10;

/** Sends one picture; resolves with it, for a repeat to come. */
export async function sendPicture(
  camera: Camera,
  wire: Wire,
  size: SizePx,
  wrap: Wrap,
  last: Taken | undefined,
): Promise<Taken> {
  const { time, source } = camera;
  const struck = camera.faults.filter((fault) => inPictures.has(fault.name) && strikes(fault, source.sent));
  const find = (name: FaultName) => struck.find((fault) => fault.name === name);
  const stall = find('stall');
  if (stall) await time.sleep(stall.ms ?? 15_000, wire.gone);
  const repeated = find('duplicates') ? last : undefined;
  const taken = repeated ?? source.take(size.widthPx, size.heightPx);
  const jpeg = damage(taken.jpeg, struck);
  const { before, after } = wrap(jpeg.length, taken);
  const bytes = Buffer.concat([Buffer.from(before, 'latin1'), jpeg, Buffer.from(after, 'latin1')]);
  const applied = struck.filter(({ name }) => name !== 'half-rate' && (name !== 'duplicates' || repeated));
  const note = () =>
    source.note(taken, {
      connection: wire.connection,
      fault: applied.map(({ name }) => name).join(' '),
      whole: applied.every(({ name }) => harmless.has(name) || name === 'down-and-back'),
      sizeBytes: jpeg.length,
    });
  if (wire.gone.aborted) return taken;
  const slow = find('slow');
  if (find('reset')) {
    await wire.send(bytes.subarray(0, before.length + Math.floor(jpeg.length / 2)));
    note();
    // Give the bytes time to leave: RST throws away what is still in the kernel.
    await time.sleep(50, wire.gone);
    wire.reset();
  } else if (slow) {
    const part = Math.ceil(bytes.length / slowSteps);
    for (let at = 0; at < bytes.length; at += part) {
      if (at > 0) await time.sleep((slow.ms ?? 400) / slowSteps, wire.gone);
      await wire.send(bytes.subarray(at, at + part));
    }
    note();
  } else {
    note();
    await wire.send(bytes);
  }
  const down = find('down-and-back');
  if (down) await camera.down(down.ms ?? 3000);
  return taken;
}

/** Pictures on a grid of `intervalMs` without drift until the viewer goes; what the viewer is too slow for is left out. */
export async function sendStream(
  camera: Camera,
  wire: Wire,
  size: SizePx,
  intervalMs: number,
  head: string,
  wrap: Wrap,
): Promise<void> {
  const { time } = camera;
  await wire.send(head);
  let dueAt = time.now();
  let last: Taken | undefined;
  while (!wire.gone.aborted) {
    last = await sendPicture(camera, wire, size, wrap, last);
    const half = camera.faults.some(({ name }) => name === 'half-rate');
    const gapMs = intervalMs * (half ? 2 : 1);
    const now = time.now();
    dueAt += gapMs * Math.max(1, Math.ceil((now - dueAt) / gapMs));
    await time.sleep(dueAt - now, wire.gone);
  }
}
