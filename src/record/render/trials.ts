/**
 * Keeps a browser's fault from costing a recording twice. Some native parts can end the page's whole process, and then nothing is
 * left to say so (WebKitGTK 2.50 in VideoEncoder.isConfigSupported, https://github.com/WebKit/WebKit/pull/70249). So "trying"
 * is written down before such a part is called and taken back after. Who finds it while nobody is trying knows how that
 * ended, and leaves the part out for as long as the browser stays this version.
 */
import type { Deck } from '../../deck/deck';
import type { Risk } from '../contract';

const risks: readonly Risk[] = ['webcodecs', 'image-decoder'];

/** One document for each risk. */
interface Trial {
  /** navigator.userAgent: another version is tried again. */
  readonly browser: string;
  readonly state: 'trying' | 'passed' | 'out';
  /** The opening of the page that tried. */
  readonly page: string;
  /** The person knows that it is out. */
  readonly told: boolean;
}

/** The opening of the page that asks. */
export interface Visitor {
  readonly browser: string;
  readonly page: string;
  /** Openings of the page that were left or loaded again: no fault ended those. */
  readonly left: readonly string[];
}

export type Verdict = 'untried' | 'passed' | 'ended-page' | 'out';

/** What is known of a risk, from what is kept of it. Asked by whoever holds the risk's lock: nobody else is trying. Pure. */
export function judge(kept: unknown, visitor: Visitor): Verdict {
  if (!isTrial(kept) || kept.browser !== visitor.browser) return 'untried';
  if (kept.state !== 'trying') return kept.state;
  // In this very page it was a worker that was ended, as a cancelled import's is.
  return kept.page === visitor.page || visitor.left.includes(kept.page) ? 'untried' : 'ended-page';
}

function isTrial(kept: unknown): kept is Trial {
  if (typeof kept !== 'object' || kept === null) return false;
  const { browser, state, page } = kept as Partial<Trial>;
  return typeof browser === 'string' && typeof page === 'string' && /^(?:trying|passed|out)$/.test(String(state));
}

/** An encoder's check gives up after half a minute; a lease of a page that has died is free after five seconds. */
const patienceMs = 45_000;

export interface Trials {
  /** Whether the risk has ended a page of this browser version. Waits for a trial that is going on. */
  isOut(risk: Risk): Promise<boolean>;
  /** The work's result; undefined without any work where the risk is out. */
  attempt<T>(risk: Risk, work: () => Promise<T>): Promise<T | undefined>;
  /** Whether an attempt has been survived in this browser version. */
  hasPassed(risk: Risk): Promise<boolean>;
  /** Those that are out and were never told of: each is told once. */
  untold(): Promise<readonly Risk[]>;
}

const documentOf = (risk: Risk): string => `trial-${risk}`;

/** Where nothing can be written down, the risk is taken: a recording must not wait for a full disk. */
export function openTrials(deck: Deck, visitor: Visitor = thisVisitor()): Trials {
  const read = (risk: Risk) => deck.read<unknown>(documentOf(risk)).catch(() => undefined);
  const write = (risk: Risk, state: Trial['state'], told = false) =>
    deck.write(documentOf(risk), { browser: visitor.browser, state, page: visitor.page, told } satisfies Trial);
  const alone = <T>(risk: Risk, work: () => Promise<T>) => deck.alone(documentOf(risk), patienceMs, work);

  /** Within the lock. */
  const findOut = async (risk: Risk): Promise<boolean> => {
    const verdict = judge(await read(risk), visitor);
    if (verdict === 'ended-page') await write(risk, 'out').catch(() => undefined);
    return verdict === 'ended-page' || verdict === 'out';
  };

  return {
    // Who cannot get the lock cannot know: a risk that somebody has been trying for so long is better left alone.
    isOut: (risk) => alone(risk, () => findOut(risk)).catch(() => true),
    async attempt(risk, work) {
      let begun = false;
      try {
        return await alone(risk, async () => {
          if (await findOut(risk)) return undefined;
          await write(risk, 'trying').catch(() => undefined);
          begun = true;
          try {
            return await work();
          } finally {
            await write(risk, 'passed').catch(() => undefined);
          }
        });
      } catch (error) {
        if (begun) throw error;
        return undefined;
      }
    },
    hasPassed: async (risk) => judge(await read(risk), visitor) === 'passed',
    async untold() {
      const told = await Promise.all(
        risks.map((risk) =>
          alone(risk, async () => {
            if (!(await findOut(risk))) return [];
            if ((await deck.read<Trial>(documentOf(risk)))?.told) return [];
            await write(risk, 'out', true);
            return [risk];
          }).catch(() => []),
        ),
      );
      return told.flat();
    },
  };
}

/** A worker's name tells which opening of the page it serves, and which earlier ones were left (remote/live/visits.ts). */
export function thisVisitor({
  name = '',
  navigator,
}: {
  name?: string;
  navigator?: { userAgent: string };
} = globalThis): Visitor {
  const [, page = '', ...left] = name.split(' ');
  return { browser: navigator?.userAgent ?? '', page, left };
}
