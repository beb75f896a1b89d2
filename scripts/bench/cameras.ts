/** Cheap cameras in a process of their own, so that their work is not taken for the browser's. */
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Replayed, startReplay } from '../../sim/replay';
import { type FrameSet, makeFrames } from './frames';

export interface Cameras {
  readonly pid: number;
  /** One for each: browsers open six connections to a host, and cameras are many hosts. */
  readonly origins: readonly string[];
  /** What camera `at` was due to its newest viewer, until now. */
  log(at: number): Promise<readonly Replayed[]>;
  close(): void;
}

interface Order {
  readonly paths: readonly string[];
  readonly fps: number;
  readonly count: number;
}

/** Twenty seconds of the bench's scene, whose strips number the pictures. */
export async function openCameras(
  count: number,
  fps: number,
  frames: FrameSet = makeFrames(640, 480, 300),
): Promise<Cameras> {
  const child = fork(fileURLToPath(import.meta.url), ['--serve']);
  const reply = <T>() => new Promise<T>((resolve) => child.once('message', (message) => resolve(message as T)));
  child.send({ paths: frames.paths, fps, count } satisfies Order);
  const origins = await reply<string[]>();
  return {
    pid: child.pid!,
    origins,
    log: (at) => {
      child.send(at);
      return reply();
    },
    close: () => void child.kill(),
  };
}

if (process.argv[2] === '--serve')
  process.once('message', async ({ paths, fps, count }: Order) => {
    const pictures = paths.map((path) => readFileSync(path));
    const replays = await Promise.all(Array.from({ length: count }, () => startReplay({ pictures, fps })));
    process.on('message', (camera: number) => process.send!(replays[camera]!.log));
    process.send!(replays.map(({ origin }) => origin));
  });
