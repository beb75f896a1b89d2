/** The house rules of docs/architecture.md; scripts/check.ts runs them. */
import { posix } from 'node:path';
import { tooYoung } from './rules-of-age';
import { unfairTests } from './rules-of-tests';
import { importsOf, lineAt, type SourceFile, withoutComments } from './source';

export interface Breach {
  readonly path: string;
  readonly line: number;
  readonly what: string;
}

type Rule = (file: SourceFile) => readonly Breach[];

/** In the order of the flow, which is the order of imports: each room may import from those before it. */
const rooms = [
  'base',
  'capture',
  'check',
  'notice',
  'deck',
  'draw',
  'encode',
  'film',
  'record',
  'remote',
  'ui',
] as const;
/** They meet in base and record, never each other. */
const stages: readonly string[] = ['capture', 'check', 'notice', 'deck', 'draw', 'encode', 'film'];
/** The page's side of the wall: what runs in the window. All other rooms run in workers (tsconfig.worker.json). */
const page: readonly string[] = ['remote', 'ui'];
/** What a room of the page may see, itself apart. */
const shownToPage: Readonly<Record<string, readonly string[]>> = { remote: ['base', 'record'], ui: ['base', 'remote'] };
/** Sub-rooms that later ones of the same room may look into; all others have one door. */
const layers: Readonly<Record<string, readonly string[]>> = { ui: ['look', 'words', 'model', 'parts', 'screens'] };
const mostFiles = 12;

/** A library has one owner; a name that ends with a slash stands for all packages of that scope. */
const owners: Readonly<Record<string, readonly string[]>> = {
  mediabunny: ['encode', 'film'],
  '@ffmpeg/': ['encode'],
  comlink: ['record', 'remote'],
  'client-zip': ['remote', 'record'],
  gifenc: ['encode'],
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
const mayFetch: readonly string[] = [
  'src/encode/ffmpeg/fetch-core.ts',
  'src/record/ferry.ts',
  'src/record/token.ts',
  'src/remote/greeting.ts',
  'src/remote/jobs/network.ts',
  'src/remote/token-link.ts',
  'src/remote/live/reach.ts',
];
/** Asks for what only a window may ask for. */
const mayAskStorage: readonly string[] = [
  'src/remote/language.ts',
  'src/remote/live/storage.ts',
  'src/remote/live/visits.ts',
];
const mayKeepState: readonly string[] = ['src/record/worker.ts', 'src/ui/model/model.ts', 'src/ui/language.ts'];
const mutable =
  /^(?:export\s+)?(?:(?:let|var)\s+\w+|const\s+\w+\s*(?::(?!\s*Readonly|\s*readonly)[^=]*)?=\s*(?:new\s+(?:Weak)?(?:Map|Set)\b|\[\s*\]|\{\s*\}))/gm;
const looseEnds = /\bTO[D]O\b|\bFIX[M]E\b|@ts-(?:ignore|nocheck)\b|\b(?:test|it|describe)(?:\.\w+)*\.(?:skip|only)\b/g;
const emptyNames = /^(?:index|utils?|helpers?|misc|common|manager|services?)\.\w+$/;
const mostLines = 300;
const mostFunctionLines = 100;

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

/** Rule 1: a room imports from itself and from rooms before it; stages never from one another; ui sees remote and base. */
const order: Rule = (file) => {
  const room = roomOf(file.path);
  if (room === undefined) return [];
  return imports(file, (_, to) => {
    const other = to && roomOf(to);
    if (!other || other === room) return undefined;
    if (room === 'sw') return 'the service worker imports from no room';
    if (room === 'main') return page.includes(other) ? undefined : 'main hands remote to ui';
    const [here, there] = [rooms.indexOf(room as never), rooms.indexOf(other as never)];
    if (here < 0) return `src/${room} is no room`;
    if (there < 0 || there > here) return `${room} may not import from ${other}: it comes later in the flow`;
    if (stages.includes(room) && stages.includes(other))
      return `the stages ${room} and ${other} meet in base and record only`;
    const shown = shownToPage[room];
    if (shown && !shown.includes(other)) return `${room} sees ${shown.join(' and ')} only, not ${other}`;
    return undefined;
  });
};

/** ['ui', 'screens', 'live'] for src/ui/screens/live/view.tsx. */
function foldersOf(path: string): readonly string[] {
  return posix.dirname(path).split('/').slice(1);
}

/**
 * Rule 2: one door a room and a sub-room, the file named like the folder; base is open. A file may look into every folder it
 * stands in, and from the root of a room into its sub-rooms. Tests may look behind doors.
 */
const door: Rule = (file) => {
  const room = roomOf(file.path);
  if (room === undefined || room === 'main' || room === 'sw') return [];
  const here = foldersOf(file.path);
  return imports(file, (_, to) => {
    if (!to?.startsWith('src/')) return undefined;
    const there = foldersOf(to);
    const other = there[0]!;
    if (other === 'base') return undefined;
    if (other !== room)
      return to === `src/${other}/${other}` ? undefined : `${other} has one door: ../${other}/${other}`;
    return sideDoor(to, here, there);
  });
};

function sideDoor(to: string, here: readonly string[], there: readonly string[]): string | undefined {
  const shared = there.findIndex((folder, depth) => folder !== here[depth]);
  // The same folder, or one that this file stands in; and a room's root looks into all of the room.
  if (shared < 0 || here.length <= shared) return undefined;
  const layer = layers[there[0]!];
  if (shared === 1 && layer) {
    const [from, into] = [layer.indexOf(here[1]!), layer.indexOf(there[1]!)];
    return into < from ? undefined : `${there[1]} comes after ${here[1]} in ${there[0]}`;
  }
  const doorOf = `src/${there.join('/')}/${there.at(-1)}`;
  return to === doorOf ? undefined : `${there.join('/')} has one door for its neighbours: ${there.at(-1)}`;
}

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

/** What the proxy searches a network with: what is known of cameras, and nothing that runs in a page. */
const shownToProxy: readonly string[] = ['src/capture/families/families', 'src/capture/probe/candidates'];

/** src/ is imported without file extensions; the proxy stands on its own but for the table of families. */
const spelling: Rule = (file) =>
  imports(file, (from, to) => {
    if (file.path.startsWith('src/') && /\.tsx?$/.test(from)) return 'imports in src have no file extension';
    if (file.path.startsWith('proxy/') && to?.startsWith('src/') && !shownToProxy.includes(to))
      return 'the proxy imports nothing from src but the families';
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
  const storage =
    room === 'deck' || mayAskStorage.includes(file.path)
      ? []
      : found(file, code, storageWords, 'only deck touches storage');
  const free = room === 'capture' || mayFetch.includes(file.path);
  return [...storage, ...(free ? [] : found(file, code, fetching, 'only capture fetches'))];
};

/** Rule 4: no mutable state at module level. */
const state: Rule = (file) => {
  if (roomOf(file.path) === undefined || mayKeepState.includes(file.path)) return [];
  return found(file, withoutComments(file.text), mutable, 'no state at module level; Readonly for what never changes');
};

/** A file says in its first line what it is for, has a name that means something, and fits a mind. */
const shape: Rule = ({ path, text }) => {
  const lines = text.trimEnd().split('\n').length;
  return [
    ...(emptyNames.test(posix.basename(path)) ? [{ path, line: 1, what: 'a name that says nothing' }] : []),
    ...(text.startsWith('/**') || text.startsWith('#!') ? [] : [{ path, line: 1, what: 'no door comment' }]),
    ...(lines > mostLines ? [{ path, line: mostLines, what: `${lines} lines: a stage is missing` }] : []),
  ];
};

/** What a function with many states does is a pure step from state to state; what carries it out stays thin. */
const length: Rule = ({ path, text }) => {
  if (!/^(?:src|sim|proxy)\//.test(path)) return [];
  return [...text.matchAll(/^(?:export )?(?:default )?(?:async )?function\*? (\w+)[\s\S]*?^}/gm)].flatMap((match) => {
    const lines = match[0].split('\n').length;
    if (lines <= mostFunctionLines) return [];
    return [{ path, line: lineAt(text, match.index), what: `${match[1]} has ${lines} lines: a pure part is missing` }];
  });
};

const loose: Rule = (file) => found(file, file.text, looseEnds, 'a loose end');

const rules: readonly Rule[] = [
  order,
  door,
  owner,
  spelling,
  platform,
  state,
  shape,
  length,
  loose,
  tooYoung,
  unfairTests,
];

/** Rule 5: no folder is a drawer. Tests lie beside one another by room, and what a person calls by name in scripts. */
function drawers(files: readonly SourceFile[]): readonly Breach[] {
  const sizes = new Map<string, number>();
  for (const { path } of files) {
    if (/^(?:src|sim|proxy)\//.test(path)) sizes.set(posix.dirname(path), (sizes.get(posix.dirname(path)) ?? 0) + 1);
  }
  return [...sizes]
    .filter(([, size]) => size > mostFiles)
    .map(([path, size]) => ({ path, line: 1, what: `${size} files: a sub-room is missing` }));
}

/** Rule 7: one thing a word: the name of an exported type occurs once in src. */
function doubleNames(files: readonly SourceFile[]): readonly Breach[] {
  const seen = new Map<string, string>();
  return files
    .filter(({ path }) => path.startsWith('src/'))
    .flatMap((file) => {
      const code = withoutComments(file.text);
      return [...code.matchAll(/^export (?:interface|type|class) (\w+)/gm)].flatMap((match) => {
        const name = match[1]!;
        const other = seen.get(name);
        seen.set(name, file.path);
        const what = `the type ${name} has its name of ${other}`;
        return other ? [{ path: file.path, line: lineAt(code, match.index), what }] : [];
      });
    });
}

/** Rule 6: no circle of files, so that each can be read after those it is made from. Types count: they are read as well. */
function circles(files: readonly SourceFile[]): readonly Breach[] {
  const known = new Map(files.map((file) => [file.path.replace(/\.tsx?$/, ''), file]));
  const done = new Set<string>();
  const breaches: Breach[] = [];
  const visit = (name: string, way: readonly string[]): void => {
    const file = known.get(name);
    if (!file || done.has(name)) return;
    for (const { from, line } of importsOf(file)) {
      const to = target(file, from)?.replace(/\.tsx?$/, '');
      if (!to) continue;
      const start = [...way, name].indexOf(to);
      if (start < 0) visit(to, [...way, name]);
      else
        breaches.push({ path: file.path, line, what: `a circle: ${[...way, name].slice(start).join(' > ')} > ${to}` });
    }
    done.add(name);
  };
  for (const name of known.keys()) visit(name, []);
  return breaches;
}

export function breachesOf(files: readonly SourceFile[]): readonly Breach[] {
  return [
    ...files.flatMap((file) => rules.flatMap((rule) => rule(file))),
    ...drawers(files),
    ...circles(files),
    ...doubleNames(files),
  ];
}
