/** What the journey through the three engines takes each through, and what it last showed: docs/browsers.md is made of it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EngineName, engineNames } from './engine';

export const journeySteps = {
  add: 'a camera is added with its address alone',
  live: 'its live picture moves',
  back: 'a page that is left lets its camera go, and Back shows it again',
  record: 'Record: pictures are counted',
  stop: 'Stop leads to the film',
  play: 'the film plays',
  save: 'Save: an MP4 with every picture the camera sent',
  recover: 'killed while it records: what the page had told of is finished and plays',
  import: 'pictures become a film',
  look: 'a mirrored picture is recorded mirrored',
  cut: 'a part is cut out, exact to the picture',
  wall: 'two cameras are recorded side by side',
  plain: 'plain http in a LAN: what is missing is said; recorded, saved, killed and recovered',
} as const satisfies Record<string, string>;

export type JourneyStep = keyof typeof journeySteps;

/** In the order of the journey. */
export const stepNames = Object.keys(journeySteps) as readonly JourneyStep[];

export interface EngineResult {
  readonly version: string;
  /** In the order of the journey; after one that failed none was reached. */
  readonly steps: Readonly<Partial<Record<JourneyStep, 'passed' | 'failed'>>>;
}

export type Results = Readonly<Partial<Record<EngineName, EngineResult>>>;

/** Where the test is that the results are of, without folder and ending. */
export const journeyOfEngines = 'journey/three-engines';

const path = join(import.meta.dirname, 'results.json');

export const readResults = (): Results => JSON.parse(readFileSync(path, 'utf8')) as Results;

/** What an engine that is not on this machine has shown elsewhere stays. */
export function writeResult(engine: EngineName, result: EngineResult): void {
  const results = { ...readResults(), [engine]: result };
  const sorted = engineNames.flatMap((name) => (results[name] ? [[name, results[name]]] : []));
  writeFileSync(path, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
}
