/** A worker that hangs while it finishes a film, in fast motion: it is ended, the other engine is asked, and the person is told. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { codeOf, Trouble } from '../../../src/base/trouble';
import type { FinishProgress } from '../../../src/record/record';
import { finishInWorker } from '../../../src/remote/jobs/finisher';
import type { StartedWorker } from '../../../src/remote/run-in-worker';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Tell = (progress: FinishProgress) => void;
type Behaviour = (tell: Tell) => Promise<void>;

const told = (done: number, engine: FinishProgress['engine']): FinishProgress => ({
  done,
  engine,
  coreLoad: undefined,
  again: false,
});

/** Tells once a second until it has finished after so many. */
const beating =
  (seconds: number): Behaviour =>
  (tell) =>
    new Promise((resolve) => {
      let second = 0;
      const timer = setInterval(() => {
        tell(told(second / seconds, 'ffmpeg'));
        if (++second < seconds) return;
        clearInterval(timer);
        resolve();
      }, 1000);
    });

const hangs =
  (engine: FinishProgress['engine']): Behaviour =>
  (tell) => {
    if (engine !== 'none') tell(told(0.4, engine));
    return new Promise<void>(() => {});
  };

const cases: readonly {
  readonly what: string;
  readonly workers: readonly Behaviour[];
  readonly outcome: string;
  /** What each worker was told had hung. */
  readonly hung: readonly (string | undefined)[];
}[] = [
  { what: 'takes two hours', workers: [beating(7200)], outcome: 'finished', hung: [undefined] },
  { what: 'never says a word', workers: [hangs('none'), beating(5)], outcome: 'finished', hung: [undefined, 'none'] },
  { what: 'hangs in ffmpeg', workers: [hangs('ffmpeg'), beating(5)], outcome: 'finished', hung: [undefined, 'ffmpeg'] },
  {
    what: 'hangs in WebCodecs',
    workers: [hangs('webcodecs'), beating(5)],
    outcome: 'finished',
    hung: [undefined, 'webcodecs'],
  },
  {
    what: 'hangs with both engines',
    workers: [hangs('webcodecs'), hangs('ffmpeg')],
    outcome: 'encode/silent',
    hung: [undefined, 'webcodecs'],
  },
  {
    what: 'fails aloud',
    workers: [() => Promise.reject(new Trouble('deck/full'))],
    outcome: 'deck/full',
    hung: [undefined],
  },
  {
    what: 'hangs, and its other engine fails aloud',
    workers: [hangs('none'), () => Promise.reject(new Trouble('encode/unavailable'))],
    outcome: 'encode/unavailable',
    hung: [undefined, 'none'],
  },
];

test.each(cases)('C18 C19 a worker that $what: $outcome', async ({ workers, outcome, hung }) => {
  const asked: (string | undefined)[] = [];
  let alive = 0;
  const start = () => {
    const behaviour = workers[asked.length]!;
    alive++;
    let ended = false;
    const end = () => {
      if (!ended) alive--;
      ended = true;
    };
    const finishFilm = (_: string, tell: Tell, engine: string | undefined) => {
      asked.push(engine);
      return behaviour((progress) => {
        if (!ended) tell(progress);
      });
    };
    return { door: { finishFilm }, end } as unknown as StartedWorker;
  };
  const result = finishInWorker('id', () => undefined, start).then(() => 'finished', codeOf);
  await vi.advanceTimersByTimeAsync(outcome === 'finished' && workers.length === 1 ? 7_300_000 : 70_000);
  expect(await result).toBe(outcome);
  expect(asked).toEqual(hung);
  expect(alive).toBe(0);
});
