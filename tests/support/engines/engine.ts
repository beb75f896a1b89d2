/** What every engine is driven by: a handful of ways to act in a page. What a person does is built on these, once (person.ts). */

export const engineNames = ['chromium', 'firefox', 'webkit'] as const;
export type EngineName = (typeof engineNames)[number];

/** By whoever starts one, since the test file began (started.ts). */
export const startedEngines = new Set<EngineName>();

/** The text of a function that finds an element in the page, and what it is given; it gives null where there is none. */
export interface Find {
  readonly find: (given: never) => Element | null;
  readonly given: unknown;
}

export interface Engine {
  readonly name: string;
  readonly version: string;
  goTo(url: string): Promise<void>;
  /** Runs a function in the page; it knows nothing of the file it is written in, and `given` and what it gives are JSON. */
  run<T, G>(work: (given: G) => T | Promise<T>, given: G): Promise<T>;
  /** Presses an element as a finger or mouse does. False where there is none yet. */
  press(target: Find): Promise<boolean>;
  /** Types into a field that is empty. */
  type(target: Find, text: string): Promise<boolean>;
  /** Gives files to a field for them. */
  upload(target: Find, paths: readonly string[]): Promise<boolean>;
  /** The path of the file that comes of it. */
  download(act: () => Promise<void>): Promise<string>;
  /** SIGKILL to the browser, as a dead battery would, and the same profile opened again. */
  die(): Promise<void>;
  close(): Promise<void>;
}
