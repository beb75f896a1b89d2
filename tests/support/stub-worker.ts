/** Workers of this thread: what is asked of them goes through real ports, as comlink sends it. */
import { expose } from 'comlink';
import { vi } from 'vitest';

export interface StubWorker {
  postMessage(message: unknown, transfer: Transferable[]): void;
  terminate(): void;
}

/** What of a Worker comlink and the page use. */
export function workerOf(door: object): StubWorker {
  const { port1, port2 } = new MessageChannel();
  expose(door, port2);
  port1.start();
  return {
    addEventListener: (...options: Parameters<MessagePort['addEventListener']>) => port1.addEventListener(...options),
    removeEventListener: () => undefined,
    postMessage: (message, transfer) => port1.postMessage(message, transfer),
    terminate: () => port1.close(),
  } as StubWorker;
}

/** Each `new Worker` is made so, in a page that is never left. */
export function stubWorkers(make: () => StubWorker): void {
  function StubbedWorker() {
    return make();
  }
  vi.stubGlobal('Worker', StubbedWorker);
  const page = new EventTarget();
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
}
