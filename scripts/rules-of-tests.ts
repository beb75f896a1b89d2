/** What keeps tests honest: nothing is left out silently, tried at random or slept through, and no path is guessed. */
import { posix } from 'node:path';
import { importsOf, lineAt, type SourceFile, withoutComments } from './source';

interface Ban {
  readonly pattern: RegExp;
  readonly what: string;
  /** Files that may. */
  readonly but?: readonly string[];
}

const decider = 'tests/support/tools.ts';
const around = `only ${decider} decides what a missing program means: describeWith, testWith, judgeWith`;

const bans: readonly Ban[] = [
  { pattern: /\b(?:run|skip)If\b/g, what: around },
  { pattern: /(?<!\b(?:test|it|describe)(?:\.\w+)*\.)\bskip\s*[(}:]/g, what: around, but: [decider] },
  // A judge, a program or a browser that may be missing: if (probe), if (!hasFfmpeg && …), hasDjpeg ? … : …
  {
    pattern: /\bif\s*\(\s*!?\s*(?:probe|judge|has[A-Z]\w*|missing[A-Z]?\w*|\w*[iI]nstalled\w*)\s*(?:\)|&&|\|\|)/g,
    what: around,
    but: [decider],
  },
  { pattern: /\b(?:has[A-Z]\w*|isInstalled\w*)\s*\?[^.?]/g, what: around, but: [decider] },
  { pattern: /\breturn\s+console\.\w+\(/g, what: 'a test that ends with a word on the console is a skip' },
  { pattern: /\bMath\.random\b/g, what: 'chance comes from a printed seed: tests/support/random.ts' },
  { pattern: /\bwaitForTimeout\b/g, what: 'wait for a condition, not for a time' },
];
/** For scripts, too. */
const programPath: Ban = {
  pattern: /['"`]\/(?:usr\/(?:local\/)?|opt\/)?s?bin\/(?!sh\b)/g,
  what: 'paths of programs stand in tests/support/programs.ts',
  but: ['tests/support/programs.ts'],
};

export function unfairTests(file: SourceFile): { path: string; line: number; what: string }[] {
  // Its samples are what is banned.
  const isTest = file.path.startsWith('tests/') && file.path !== 'tests/unit/scripts/rules-of-tests.test.ts';
  const isScript = file.path.startsWith('scripts/') && file.path !== 'scripts/rules-of-tests.ts';
  const code = withoutComments(file.text);
  const banned = [...(isTest ? bans : []), ...(isTest || isScript ? [programPath] : [])].flatMap(
    ({ pattern, what, but }) =>
      but?.includes(file.path)
        ? []
        : [...code.matchAll(pattern)].map(({ index }) => ({ path: file.path, line: lineAt(code, index), what })),
  );
  return [...banned, ...(isScript ? borrowed(file) : [])];
}

/** What scripts and tests share is in tests/support. */
function borrowed(file: SourceFile): { path: string; line: number; what: string }[] {
  return importsOf(file).flatMap(({ from, line }) => {
    const to = from.startsWith('.') ? posix.join(posix.dirname(file.path), from) : '';
    const isTheirs = to.startsWith('tests/') && !to.startsWith('tests/support/');
    return isTheirs ? [{ path: file.path, line, what: 'scripts take from tests/support only' }] : [];
  });
}
