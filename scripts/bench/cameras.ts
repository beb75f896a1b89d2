/** Cheap cameras in a process of their own, so that their work is not taken for the browser's. */
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Replayed, startReplay } from '../../sim/replay';
import { type FrameSet, makeFrames } from './frames';

export interface Cameras {
  readonly pid: number;
  readonly origin: string;
  /** What camera `at` was due to its newest viewer, until now. */
  log(at: number): Promise<readonly Replayed[]>;
  close(): void;
}

interface Order {
  readonly paths: readonly string[];
  readonly fps: number;
}

/** Twenty seconds of the bench's scene, whose strips number the pictures. */
export async function openCameras(fps: number, frames: FrameSet = makeFrames(640, 480, 300)): Promise<Cameras> {
  const child = fork(fileURLToPath(import.meta.url), ['--serve']);
  const reply = <T>() => new Promise<T>((resolve) => child.once('message', (message) => resolve(message as T)));
  child.send({ paths: frames.paths, fps } satisfies Order);
  const origin = await reply<string>();
  return {
    pid: child.pid!,
    origin,
    log: (at) => {
      child.send(at);
      return reply();
    },
    close: () => void child.kill(),
  };
}

if (process.argv[2] === '--serve')
  process.once('message', async ({ paths, fps }: Order) => {
    const replay = await startReplay({ pictures: paths.map((path) => readFileSync(path)), fps });
    process.on('message', (camera: number) => process.send!(replay.log(camera)));
    process.send!(replay.origin);
  });
