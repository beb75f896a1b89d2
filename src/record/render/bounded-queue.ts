/** A queue of bounded length that does one piece of work after the other: the back-pressure of the render loop. */

export interface BoundedQueue {
  /** Resolves when there is room for more; rejects with the error of an earlier piece. */
  add(work: () => Promise<void>): Promise<void>;
  /** Resolves when everything added is done. */
  drain(): Promise<void>;
}

export function openBoundedQueue(depth: number): BoundedQueue {
  const waiting: Promise<void>[] = [];
  let last = Promise.resolve();
  return {
    async add(work) {
      last = last.then(work);
      // Whoever awaits the piece in waiting gets the error; without this a browser would also report it as unhandled.
      last.catch(() => undefined);
      waiting.push(last);
      if (waiting.length > depth) await waiting.shift();
    },
    drain: () => last,
  };
}
