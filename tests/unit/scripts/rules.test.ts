/** Each house rule fires on a bad sample and leaves a good one alone. */
import { expect, test } from 'vitest';
import { breachesOf } from '../../../scripts/rules';
import { importsOf, withoutComments } from '../../../scripts/source';

const door = '/** Something in, something out. */\n';
const judge = (path: string, code: string) => breachesOf([{ path, text: door + code }]);
/** Spelled in two halves, so that these tests pass their own rules. */
const [toDo, leftOut, only, ignore] = ['TO' + 'DO', '.sk' + 'ip(', '.on' + 'ly(', '@ts-' + 'ignore'];

const bad: readonly (readonly [rule: string, path: string, code: string, what: RegExp])[] = [
  ['a room imports from a later one', 'src/film/a.ts', `import { x } from '../record/record';`, /later in the flow/],
  ['base imports from a room', 'src/base/a.ts', `import type { x } from '../deck/deck';`, /later in the flow/],
  ['a stage imports from a stage', 'src/film/a.ts', `import { x } from '../check/check';`, /meet in base and record/],
  ['a stage re-exports a stage', 'src/draw/a.ts', `export { x } from '../check/check';`, /meet in base and record/],
  ['ui looks past remote', 'src/ui/a.tsx', `import { x } from '../record/record';`, /base and remote only/],
  ['ui looks past remote late', 'src/ui/a.tsx', `const x = await import('../film/film');`, /base and remote only/],
  ['the page looks past record', 'src/remote/a.ts', `import { x } from '../deck/deck';`, /base and record only/],
  ['a worker looks at the page', 'src/record/a.ts', `import { x } from '../remote/remote';`, /later in the flow/],
  ['main looks past record', 'src/main.tsx', `import { x } from './deck/deck';`, /hands remote to ui/],
  ['the service worker imports', 'src/sw.ts', `import { x } from './base/flow';`, /from no room/],
  ['an unknown room', 'src/extra/a.ts', `import { x } from '../base/flow';`, /no room/],
  ['a back door', 'src/record/a.ts', `import { x } from '../deck/tape';`, /one door/],
  ['a back door over several lines', 'src/record/a.ts', `import {\n  x,\n  y,\n} from '../deck/tape';`, /one door/],
  [
    'a back door into a sub-room',
    'src/deck/library/a.ts',
    `import { x } from '../tape/scan';`,
    /one door for its neighbours/,
  ],
  [
    'a screen looks into another',
    'src/ui/screens/live/a.ts',
    `import { x } from '../films/row';`,
    /one door for its neighbours/,
  ],
  ['words look at screens', 'src/ui/words/a.ts', `import { x } from '../screens/start';`, /comes after words/],
  ['comlink outside record and remote', 'src/ui/a.ts', `import { wrap } from 'comlink';`, /belongs to record/],
  [
    'mediabunny outside encode and film',
    'src/record/a.ts',
    `import { Output } from 'mediabunny';`,
    /belongs to encode and film/,
  ],
  ['@ffmpeg outside encode', 'src/film/a.ts', `import url from '@ffmpeg/core?url';`, /belongs to encode/],
  ['preact outside ui', 'src/record/a.ts', `import { render } from 'preact/hooks';`, /belongs to ui/],
  ['a library nobody owns', 'src/ui/a.ts', `import dayjs from 'dayjs';`, /no owner room/],
  ['an import with an extension', 'src/film/a.ts', `import { x } from './b.ts';`, /no file extension/],
  ['the proxy imports from src', 'proxy/a.ts', `import { x } from '../src/base/flow';`, /nothing from src/],
  [
    'the proxy imports what reads cameras',
    'proxy/a.ts',
    `import { x } from '../src/capture/capture';`,
    /nothing from src/,
  ],
  ['navigator.storage outside deck', 'src/record/a.ts', 'await navigator.storage.persist();', /only deck/],
  ['indexedDB outside deck', 'src/capture/a.ts', `indexedDB.open('x');`, /only deck/],
  ['localStorage outside deck', 'src/ui/a.ts', `localStorage.setItem('x', 'y');`, /only deck/],
  ['fetch outside capture', 'src/record/a.ts', 'const reply = await fetch(url);', /only capture/],
  ['globalThis.fetch outside capture', 'src/film/a.ts', 'globalThis.fetch(url);', /only capture/],
  ['a let at module level', 'src/film/a.ts', 'let count = 0;', /state at module level/],
  ['an exported let', 'src/film/a.ts', 'export let count = 0;', /state at module level/],
  ['a map at module level', 'src/film/a.ts', 'const seen = new Map<string, number>();', /state at module level/],
  [
    'a typed map at module level',
    'src/film/a.ts',
    'const seen: Map<string, number> = new Map();',
    /state at module level/,
  ],
  ['an empty list at module level', 'src/film/a.ts', 'const seen: string[] = [];', /state at module level/],
  ['a file named index', 'src/film/index.ts', '', /says nothing/],
  ['a file named utils', 'tests/support/utils.ts', '', /says nothing/],
  ['a file past 300 lines', 'sim/a.ts', 'f();\n'.repeat(300), /301 lines/],
  ['a note to self', 'tests/unit/a.ts', `// ${toDo}: later`, /loose end/],
  ['a test left out', 'tests/unit/a.test.ts', `test${leftOut}'x', () => {});`, /loose end/],
  ['a test alone', 'tests/unit/a.test.ts', `test${only}'x', () => {});`, /loose end/],
  ['what old tablets lack', 'src/ui/a.ts', 'const isUrl = URL.canParse(text);', /old tablets have no URL\.canParse/],
  ['a method that they lack', 'src/ui/a.ts', 'if (!box?.checkVisibility()) f();', /no checkVisibility/],
  ['a number that they do not tell', 'src/ui/a.ts', 'moved += event.movementX;', /no movementX/],
  ['a type error silenced', 'src/film/a.ts', `// ${ignore}`, /loose end/],
];

test.each(bad)('fires: %s', (_, path, code, what) => {
  const breaches = judge(path, code);
  expect(breaches.map((breach) => breach.what)).toEqual([expect.stringMatching(what)]);
  expect(breaches[0]!.path).toBe(path);
});

test('fires: no door comment', () => {
  expect(breachesOf([{ path: 'src/film/a.ts', text: 'export const a = 1;\n' }])).toEqual([
    { path: 'src/film/a.ts', line: 1, what: 'no door comment' },
  ]);
});

const good: readonly (readonly [why: string, path: string, code: string])[] = [
  [
    'own room, base and doors',
    'src/record/a.ts',
    `import { x } from './b';\nimport { y } from '../base/flow';\nimport { z } from '../deck/deck';`,
  ],
  [
    'ui through remote',
    'src/ui/a.tsx',
    `import { signal } from '@preact/signals';\nimport { x } from '../remote/remote';`,
  ],
  [
    'own sub-room, the root of the room, and a neighbour by its door',
    'src/deck/library/a.ts',
    `import { x } from './b';\nimport { y } from '../paths';\nimport { z } from '../tape/tape';`,
  ],
  ['the root of a room looks into it', 'src/deck/deck.ts', `import { x } from './library/rows';`],
  ['a later layer of ui into an earlier one', 'src/ui/screens/live/a.ts', `import { x } from '../../parts/fold';`],
  ['storage in deck', 'src/deck/a.ts', 'await navigator.storage.getDirectory();'],
  ['fetch in capture, and methods called fetch', 'src/capture/a.ts', 'await fetch(url);'],
  ['a method called skip', 'src/capture/a.ts', `reader${leftOut}4);`],
  ['a method called fetch', 'src/record/a.ts', 'await queue.fetch(url); prefetch(url);'],
  [
    'words in comments and after //',
    'src/ui/a.ts',
    `// localStorage and fetch(url)\n/* let x = 1;\nlet y = 2; */\nconst z = 'https://x/*';`,
  ],
  [
    'constants that never change',
    'src/film/a.ts',
    'const kinds: ReadonlySet<string> = new Set();\nconst none: readonly string[] = [];',
  ],
  ['a let within a function', 'src/film/a.ts', 'function f() {\n  let count = 0;\n  return count++;\n}'],
  ['tests look behind doors', 'tests/unit/film/a.ts', `import { x } from '../../../src/film/index-file';`],
  ['what old tablets lack, with a guard', 'src/ui/a.ts', 'if (box.checkVisibility?.() === false) f();'],
  ['what Node has', 'proxy/a.ts', 'const isUrl = URL.canParse(text);'],
  ['state in record/worker', 'src/record/worker.ts', 'let live = 0;'],
  ['exactly 300 lines', 'sim/a.ts', 'f();\n'.repeat(299)],
];

test.each(good)('leaves alone: %s', (_, path, code) => {
  expect(judge(path, code)).toEqual([]);
});

const many = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ path: `src/film/a${n}.ts`, text: `${door}export const a = ${n};\n` }));

test('fires: a folder that is a drawer', () => {
  expect(breachesOf(many(12))).toEqual([]);
  expect(breachesOf(many(13))).toEqual([{ path: 'src/film', line: 1, what: '13 files: a sub-room is missing' }]);
});

test.each([
  ['two files', ['b', 'a']],
  ['itself', ['a']],
  ['three files', ['b', 'c', 'a']],
])('fires: a circle of %s, also of types', (_, to) => {
  const files = to.map((other, n) => ({
    path: `src/film/${n === 0 ? 'a' : to[n - 1]}.ts`,
    text: `${door}import type { x } from './${other}';\n`,
  }));
  expect(breachesOf(files).map(({ what }) => what)).toEqual([expect.stringMatching(/^a circle: .* > src\/film\/a$/)]);
});

const lines = (count: number, head = 'export function f() {') =>
  [head, ...Array(count - 2).fill('  g();'), '}'].join('\n');

test.each([
  ['a function', 'src/film/a.ts', 'export function f() {'],
  ['one that is not handed out', 'src/ui/a.ts', 'function f() {'],
  ['one that waits', 'src/record/a.ts', 'export async function f() {'],
  ['one that yields', 'src/capture/a.ts', 'async function* f() {'],
  ['one with a signature of several lines', 'proxy/a.ts', 'export function f(\n  a: string,\n) {'],
  ['one of the simulated camera', 'sim/a.ts', 'export async function f() {'],
])('fires: %s of more than 100 lines', (_, path, head) => {
  const more = head.split('\n').length - 1;
  expect(judge(path, lines(100 - more, head))).toEqual([]);
  expect(judge(path, lines(101 - more, head))).toEqual([
    expect.objectContaining({ what: 'f has 101 lines: a pure part is missing' }),
  ]);
});

test('leaves alone: two functions, one after the other, and a long table', () => {
  expect(judge('src/film/a.ts', `${lines(60)}\n\n${lines(60)}`)).toEqual([]);
  expect(judge('src/film/a.ts', lines(150, 'const f = {'))).toEqual([]);
  expect(judge('tests/unit/film/a.test.ts', lines(150, 'function f() {'))).toEqual([]);
});

test('fires: two types of one name', () => {
  const text = `${door}export interface Place {}\n`;
  const files = ['src/film/a.ts', 'src/draw/b.ts', 'sim/c.ts'].map((path) => ({ path, text }));
  expect(breachesOf(files)).toEqual([
    { path: 'src/draw/b.ts', line: 2, what: 'the type Place has its name of src/film/a.ts' },
  ]);
});

test('leaves alone: two ways to one file', () => {
  const imports = { a: ['b', 'c'], b: ['d'], c: ['d'], d: [] };
  const files = Object.entries(imports).map(([name, to]) => ({
    path: `src/film/${name}.ts`,
    text: door + to.map((other) => `import { ${other} } from './${other}';\n`).join(''),
  }));
  expect(breachesOf(files)).toEqual([]);
});

test('names the line of the breach', () => {
  const [breach] = judge('src/film/a.ts', `\n/* one\ntwo */\nimport {\n  x,\n} from '../ui/ui';`);
  expect(breach).toMatchObject({ line: 7 });
});

test('imports are found however they are written, comments not', () => {
  const text = `import 'a';\nimport b, { type c } from "b";\nexport * from './c';\nconst d = import('d');\n// import 'e';\n`;
  expect(importsOf({ path: 'x.ts', text })).toEqual([
    { from: 'a', line: 1 },
    { from: 'b', line: 2 },
    { from: './c', line: 3 },
    { from: 'd', line: 4 },
  ]);
  expect(withoutComments(`a('//', "/*"); // b\n/* c\n */d`)).toBe(`a('//', "/*");     \n    \n   d`);
});
