/** What tabs and workers of this app tell each other: the library has changed, this recording runs, stop that one. */

type Word =
  | { readonly kind: 'changed' }
  | ({ readonly kind: 'running' } & Running)
  | { readonly kind: 'stop'; readonly filmId: string };

/** A recording as other tabs see it. */
export interface Running {
  readonly filmId: string;
  readonly elapsedMs: number;
  readonly frames: number;
  readonly sizeBytes: number;
}

const name = 'snapreel';

/** A channel does not hear itself, so whoever tells opens one of its own. */
function tell(word: Word): void {
  const channel = new BroadcastChannel(name);
  channel.postMessage(word);
  channel.close();
}

export const tellChange = (): void => tell({ kind: 'changed' });
export const tellRunning = (running: Running): void => tell({ kind: 'running', ...running });
export const askToStop = (filmId: string): void => tell({ kind: 'stop', filmId });

/** Calls back for every word of one kind; returns a function that ends it. */
export function listen<K extends Word['kind']>(kind: K, heard: (word: Extract<Word, { kind: K }>) => void): () => void {
  const channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }: MessageEvent<Word>) => {
    if (data.kind === kind) heard(data as Extract<Word, { kind: K }>);
  };
  return () => channel.close();
}
