/** What check passes, in real engines: it decodes, the promised rows are painted, and all engines paint the same ones. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Engine, type EngineName, engineNames, openEngine } from '../../support/engines/engines';
import { checkBytes, judge } from '../../support/pictures/judge';
import { operators } from '../../support/pictures/mutator';
import { partOf, plain, type Recipe, scribe, splice } from '../../support/pictures/scribe';
import { makeRandom } from '../../support/random';
import { describeWith, testWith } from '../../support/tools';
import { readCorpus } from '../../unit/check/corpus';
import { type Shown, shownIn } from './shown';

interface Case {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The picture before the fault. */
  readonly before: Uint8Array;
}

const recipes: readonly Partial<Recipe>[] = [{}, { restartInterval: 3 }, { scans: 'progressive' }, { scans: 'each' }];

/** Every operator on every kind of picture, and faults inside the scan that engines treat each in its own way. */
function makeCases(): readonly Case[] {
  const cases: Case[] = [];
  for (const [number, recipe] of recipes.entries()) {
    const whole = scribe({ ...plain, ...recipe, seed: 40 + number });
    const add = (name: string, bytes: Uint8Array | undefined) => {
      if (bytes) cases.push({ name: `${name} (${JSON.stringify(recipe)})`, bytes, before: whole.bytes });
    };
    for (const [name, operator] of Object.entries(operators))
      for (const chance of [1, 2]) add(name, operator(whole, makeRandom(chance))?.bytes);
    const middle = (partOf(whole, 'scan').at + partOf(whole, 'scan').end) >> 1;
    for (const code of [0x01, 0x02, 0x80, 0xc0, 0xc4, 0xc8, 0xd8, 0xd9, 0xda, 0xdb, 0xdd, 0xe0, 0xf0, 0xfe])
      add(`FF ${code.toString(16)} put into the scan`, splice(whole.bytes, middle, 0, [0xff, code]));
  }
  return cases;
}

/** Up to the last row that shows anything but one grey. */
const lastRow = ({ rows }: Shown): number => rows.findLastIndex((change) => change > 0) + 1;

const cases = makeCases();
const corpus = readCorpus();
const painted = new Map<string, Map<EngineName, number>>();

function remember(name: string, engine: EngineName, shown: Shown): void {
  if (!painted.has(name)) painted.set(name, new Map());
  painted.get(name)!.set(engine, lastRow(shown));
}

for (const name of engineNames)
  describeWith([name], name, () => {
    let engine: Engine;
    const before = new Map<Uint8Array, Shown>();

    beforeAll(async () => {
      engine = await openEngine[name]();
      console.log(`${engine.name} ${engine.version}`);
    });
    afterAll(() => engine?.close());

    const showBefore = async (bytes: Uint8Array): Promise<Shown> => {
      const shown = before.get(bytes) ?? (await shownIn(engine, bytes));
      if (!shown) throw new Error(`${name} does not decode the picture before the fault`);
      before.set(bytes, shown);
      return shown;
    };

    test(`${cases.length} damaged pictures: what is passed decodes and paints the promised rows as they were`, async () => {
      const wrong: string[] = [];
      for (const fault of cases) {
        const { verdict, jpeg } = judge(fault.bytes);
        if (verdict === 'refused') continue;
        const shown = await shownIn(engine, jpeg.bytes);
        if (!shown) {
          wrong.push(`${fault.name}: not decoded`);
          continue;
        }
        remember(fault.name, name, shown);
        if (shown.widthPx !== jpeg.widthPx || shown.heightPx !== jpeg.heightPx) wrong.push(`${fault.name}: size`);
        // Damage that no count can show, and progressive pictures that are only coarse, have other pixels.
        if (/flipped|hole|another place|FF |progressive/.test(fault.name)) continue;
        const was = await showBefore(fault.before);
        // The last row takes colour from the row below it (smooth upsampling).
        const rows = jpeg.whole ? jpeg.heightPx : Math.min(jpeg.paintedHeightPx, was.heightPx) - 1;
        for (let y = 0; y < rows; y++)
          if (shown.rowHashes[y] !== was.rowHashes[y]) {
            wrong.push(`${fault.name}: row ${y} of ${rows}`);
            break;
          }
      }
      expect(wrong).toEqual([]);
    });

    testWith(['corpus'], 'corpus: what is passed decodes in its size', async () => {
      expect(corpus.length).toBeGreaterThan(100);
      const wrong: string[] = [];
      for (const file of corpus) {
        const checked = checkBytes(file.bytes);
        if (checked.kind !== 'jpeg' || checked.jpeg.defects.some(({ kind }) => kind === 'unsupported')) continue;
        const { bytes, widthPx, heightPx } = checked.jpeg;
        const shown = await shownIn(engine, bytes);
        if (!shown) {
          wrong.push(`${file.name}: not decoded`);
          continue;
        }
        remember(file.name, name, shown);
        // Engines turn pictures by their Exif orientation.
        const sizes = [`${widthPx}x${heightPx}`, `${heightPx}x${widthPx}`];
        if (!sizes.includes(`${shown.widthPx}x${shown.heightPx}`)) wrong.push(`${file.name}: size`);
      }
      expect(wrong).toEqual([]);
    });
  });

testWith(engineNames, 'all engines paint the same rows', () => {
  expect(painted.size).toBeGreaterThan(cases.length / 2);
  const different = [...painted].filter(([, rows]) => new Set(rows.values()).size > 1);
  expect(different.map(([name, rows]) => `${name}: ${[...rows].join(' ')}`)).toEqual([]);
});
