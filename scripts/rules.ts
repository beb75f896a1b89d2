/** Source files in, breaches of the house rules out (docs/architecture.md); scripts/check.ts runs them. */
import { posix } from 'node:path';
import { importsOf, lineAt, type SourceFile, withoutComments } from './source';

export interface Breach {
  readonly path: string;
  readonly line: number;
  readonly what: string;
}

type Rule = (file: SourceFile) => readonly Breach[];

/** In the order of the flow, which is the order of imports: each room may import from those before it. */
const rooms = ['base', 'capture', 'check', 'deck', 'draw', 'encode', 'film', 'record', 'ui'] as const;
/** They meet in base and record, never each other. */
const stages: readonly string[] = ['capture', 'check', 'deck', 'draw', 'encode', 'film'];
/** What ui may see. */
const shownToUi: readonly string[] = ['base', 'record', 'ui'];

/** A library has one owner; a name that ends with a slash stands for all packages of that scope. */
const owners: Readonly<Record<string, readonly string[]>> = {
  mediabunny: ['encode', 'film'],
  '@ffmpeg/': ['encode'],
  comlink: ['record'],
  'client-zip': ['record'],
  preact: ['ui', 'main'],
  '@preact/': ['ui'],
  uqr: ['ui'],
  'workbox-window': ['ui'],
  'workbox-precaching': ['sw'],
  'workbox-routing': ['sw'],
};

const storageWords = /\b(?:navigator\s*\.\s*storage|indexedDB|localStorage|sessionStorage)\b/g;
const fetching = /(?<![.\w])(?:(?:globalThis|self|window)\s*\.\s*)?fetch\s*\(/g;
/** Those that fetch something else than a camera, and the page's own fetch that ferries for capture. */
const mayFetch: readonly string[] = ['src/encode/ffmpeg/core.ts', 'src/record/ferry.ts', 'src/remote/greeting.ts'];
const mayKeepState: readonly string[] = ['src/record/worker.ts', 'src/ui/model/model.ts'];
const mutable =
  /^(?:export\s+)?(?:(?:let|var)\s+\w+|const\s+\w+\s*(?::(?!\s*Readonly|\s*readonly)[^=]*)?=\s*(?:new\s+(?:Weak)?(?:Map|Set)\b|\[\s*\]|\{\s*\}))/gm;
const looseEnds = /\bTO[D]O\b|\bFIX[M]E\b|@ts-(?:ignore|nocheck)\b|\b(?:test|it|describe)(?:\.\w+)*\.(?:skip|only)\b/g;
const emptyNames = /^(?:index|utils?|helpers?|misc|common|manager|services?)\.\w+$/;
const mostLines = 300;

/** 'film' for src/film/tables.ts, 'main' for src/main.tsx; undefined outside src/. */
function roomOf(path: string): string | undefined {
  const [top, next = ''] = path.split('/');
  return top === 'src' ? next.replace(/\.tsx?$/, '') : undefined;
}

/** Where a relative import leads, without extension: 'src/base/flow'. */
function target(file: SourceFile, from: string): string | undefined {
  return from.startsWith('.') ? posix.join(posix.dirname(file.path), from) : undefined;
}

function imports(file: SourceFile, judge: (from: string, to: string | undefined) => string | undefined): Breach[] {
  return importsOf(file).flatMap(({ from, line }) => {
    const what = judge(from, target(file, from));
    return what ? [{ path: file.path, line, what }] : [];
  });
}

/** Rule 1: a room imports from itself and from rooms before it; stages never from one another; ui sees record and base. */
const order: Rule = (file) => {
  const room = roomOf(file.path);
  if (room === undefined) return [];
  return imports(file, (_, to) => {
    const other = to && roomOf(to);
    if (!other || other === room) return undefined;
    if (room === 'sw') return 'the service worker imports from no room';
    if (room === 'main') return shownToUi.includes(other) ? undefined : 'main hands record to ui';
    const [here, there] = [rooms.indexOf(room as never), rooms.indexOf(other as never)];
    if (here < 0) return `src/${room} is no room`;
    if (there < 0 || there > here) return `${room} may not import from ${other}: it comes later in the flow`;
    if (stages.includes(room) && stages.includes(other))
      return `the stages ${room} and ${other} meet in base and record only`;
    if (room === 'ui' && !shownToUi.includes(other)) return `ui sees base and record only, not ${other}`;
    return undefined;
  });
};

/** Rule 2: one door a room, the file named like the folder; base is open. Tests may look behind doors. */
const door: Rule = (file) => {
  const room = roomOf(file.path);
  if (room === undefined) return [];
  return imports(file, (_, to) => {
    const other = to && roomOf(to);
    if (!other || other === room || other === 'base') return undefined;
    return to === `src/${other}/${other}` ? undefined : `${other} has one door: ../${other}/${other}`;
  });
};

/** Rule 3: a library has one owner room. */
const owner: Rule = (file) => {
  const room = roomOf(file.path);
  if (room === undefined) return [];
  return imports(file, (from, to) => {
    if (to !== undefined) return undefined;
    const name = Object.keys(owners).find(
      (key) => from === key || from.startsWith(key.endsWith('/') ? key : `${key}/`),
    );
    if (!name) return `${from} has no owner room: name one in scripts/rules.ts`;
    return owners[name]!.includes(room) ? undefined : `${name} belongs to ${owners[name]!.join(' and ')}`;
  });
};

/** src/ is imported without file extensions; the proxy stands on its own. */
const spelling: Rule = (file) =>
  imports(file, (from, to) => {
    if (file.path.startsWith('src/') && /\.tsx?$/.test(from)) return 'imports in src have no file extension';
    if (file.path.startsWith('proxy/') && to?.startsWith('src/')) return 'the proxy imports nothing from src';
    return undefined;
  });

function found(file: SourceFile, text: string, pattern: RegExp, what: string): Breach[] {
  return [...text.matchAll(pattern)].map((match) => ({ path: file.path, line: lineAt(text, match.index), what }));
}

/** Rule 3, the platform's part: only deck touches storage, only capture fetches from cameras. */
const platform: Rule = (file) => {
  const room = roomOf(file.path);
  if (room === undefined) return [];
  const code = withoutComments(file.text);
  const storage = room === 'deck' ? [] : found(file, code, storageWords, 'only deck touches storage');
  const free = room === 'capture' || mayFetch.includes(file.path);
  return [...storage, ...(free ? [] : found(file, code, fetching, 'only capture fetches'))];
};

/** Rule 4: no mutable state at module level. */
const state: Rule = (file) => {
  if (roomOf(file.path) === undefined || mayKeepState.includes(file.path)) return [];
  return found(file, withoutComments(file.text), mutable, 'no state at module level; Readonly for what never changes');
};

/** A file says in its first line what goes in and what comes out, has a name that means something, and fits a mind. */
const shape: Rule = ({ path, text }) => {
  const lines = text.trimEnd().split('\n').length;
  return [
    ...(emptyNames.test(posix.basename(path)) ? [{ path, line: 1, what: 'a name that says nothing' }] : []),
    ...(text.startsWith('/**') || text.startsWith('#!') ? [] : [{ path, line: 1, what: 'no door comment' }]),
    ...(lines > mostLines ? [{ path, line: mostLines, what: `${lines} lines: a stage is missing` }] : []),
  ];
};

const loose: Rule = (file) => found(file, file.text, looseEnds, 'a loose end');

const rules: readonly Rule[] = [order, door, owner, spelling, platform, state, shape, loose];

export function breachesOf(files: readonly SourceFile[]): readonly Breach[] {
  return files.flatMap((file) => rules.flatMap((rule) => rule(file)));
}
