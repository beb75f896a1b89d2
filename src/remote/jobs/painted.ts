/** A picture that a worker paints on a canvas of the page, until it is closed. */
import { transfer } from 'comlink';
import type { PaintedFrame } from '../../record/record';
import { type RemoteDoor, startWorker } from '../run-in-worker';

export interface OpenFrame extends PaintedFrame {
  close(): void;
}

/** `ask` opens it in a worker of its own. Rejects with the Trouble that prevents it. */
export async function openPainted(
  canvas: HTMLCanvasElement,
  ask: (door: RemoteDoor, surface: OffscreenCanvas) => Promise<PaintedFrame>,
): Promise<OpenFrame> {
  const worker = startWorker();
  const surface = canvas.transferControlToOffscreen();
  try {
    const frame = await ask(worker.door, transfer(surface, [surface]));
    return { paint: (look) => frame.paint(look), close: worker.end };
  } catch (error) {
    worker.end();
    throw error;
  }
}
