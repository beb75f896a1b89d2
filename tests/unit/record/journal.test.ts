/** The journal says of every picture what became of it, also after a crash, and a person can read the sum of it. */
import { expect, test } from 'vitest';
import { defaultRecordingOptions } from '../../../src/base/options';
import { type Deck, openDeck } from '../../../src/deck/deck';
import {
  chaptersOf,
  healthOf,
  journalHead,
  openJournal,
  readJournal,
  sideCarCsv,
  sideCarJson,
  textOfMark,
  timelineOf,
} from '../../../src/record/journal/journal';
import { firstRow } from '../../../src/record/render/render';
import { withFolderDisk } from './folder-deck';
import { taped } from './taped';

const startedAt = 1_700_000_000_000;
const camera = { id: 'c', name: 'Garden', family: 'netwave', askedFps: 10 };

test('what is noted can be read again, and the later line of a picture counts', async () => {
  await withFolderDisk(async (disk) => {
    const deck = await openDeck(disk);
    const recording = await deck.create({ camera, options: defaultRecordingOptions });
    const [one, two, three] = taped([0, 100, 200], startedAt);
    const mended = { ...two!, jpeg: { ...two!.jpeg, defects: [{ kind: 'surplus-before-eoi' as const, count: 8 }] } };
    const torn = {
      ...three!,
      jpeg: {
        ...three!.jpeg,
        movement: 0.01234,
        whole: false,
        defects: [{ kind: 'mcus-missing' as const, count: 40 }],
      },
    };
    const journal = openJournal(recording, true);
    journal.note(one!, 0);
    journal.note(mended, 99_000);
    await journal.flush();
    const afterCrash = openJournal(recording, false);
    afterCrash.note(mended, 100_000);
    afterCrash.note(torn, undefined);
    await afterCrash.flush();
    await recording.close();

    const text = await (await deck.journal(recording.id))!.text();
    expect(text.startsWith(`${journalHead}\n`)).toBe(true);
    const contents = readJournal(text);
    const lines = contents.pictures;
    expect(lines.map(({ sequence, filmMs, whole }) => [sequence, filmMs, whole])).toEqual([
      [0, 0, true],
      [1, 100, true],
      [2, undefined, false],
    ]);
    expect(healthOf(lines)).toMatchObject({
      pictures: 3,
      leftOut: 1,
      mended: 1,
      damaged: 1,
      byDefect: { 'surplus-before-eoi': 1, 'mcus-missing': 1 },
    });
    const gaps = [
      { startUs: 200_000, endUs: 65_200_000, why: 'asleep' as const },
      { startUs: 70_000_000, endUs: 75_000_000 },
    ];
    const row = { ...firstRow(recording, startedAt, one!.jpeg), gaps };
    expect(
      sideCarCsv(row, { pictures: lines, marks: [startedAt + 150] })
        .split('\n')
        .slice(1),
    ).toEqual([
      `0,0.000,${startedAt}.0,1,,`,
      `1,100.000,${startedAt + 100}.0,1,surplus-before-eoi:8,`,
      `2,,${startedAt + 200}.0,0,mcus-missing:40,0.0123`,
      `mark,,${startedAt + 150}.0,,,`,
      `gap,200.000,${startedAt + 200}.0,,asleep:65000,`,
      `gap,70000.000,${startedAt + 70_000}.0,,:5000,`,
      '',
    ]);
    const json = JSON.parse(sideCarJson(row, { pictures: lines, marks: [startedAt + 150] }));
    expect(json.film.gaps).toEqual(gaps);
    expect(json.marks).toEqual([{ filmMs: 150, at: startedAt + 150 }]);
    expect(json.pictures[1].defects).toEqual([{ kind: 'surplus-before-eoi', count: 8 }]);
    expect(json.film.cameraName).toBe('Garden');
  });
});

/** A journal as it is found, and what must be read of it: numbers of pictures, their scores, marks. */
const old = 'sequence,film_ms,arrived_ms,whole,defects';
const at = (ms: number) => `${startedAt + ms}.0`;
interface Found {
  readonly name: string;
  readonly text: string;
  readonly pictures: readonly number[];
  readonly scores?: readonly (number | undefined)[];
  readonly marks?: readonly number[];
  readonly damaged?: number;
}
const journals: readonly Found[] = [
  {
    name: 'of an earlier version',
    text: `${old}\n0,0.000,${at(0)},1,\n1,100.000,${at(100)},0,mcus-missing:40\n`,
    pictures: [0, 1],
    scores: [undefined, undefined],
    damaged: 1,
  },
  {
    name: 'of this version',
    text: `${journalHead}\n0,0.000,${at(0)},1,,\n1,100.000,${at(100)},1,surplus-before-eoi:8,0.0125\n2,200.000,${at(200)},1,,0\n`,
    pictures: [0, 1, 2],
    scores: [undefined, 0.0125, 0],
  },
  {
    name: 'begun by an earlier version and resumed by this one',
    text: `${old}\n0,0.000,${at(0)},1,\n\n1,100.000,${at(100)},1,,0.5\n`,
    pictures: [0, 1],
    scores: [undefined, 0.5],
  },
  {
    name: 'cut in the middle of a line',
    text: `${journalHead}\n0,0.000,${at(0)},1,,0.1\n1,100.000,17000`,
    pictures: [0],
    scores: [0.1],
  },
  {
    name: 'cut in a line and resumed: the torn line spoils none',
    text: `${journalHead}\n0,0.000,${at(0)},1,,0.1\n1,100.0\n1,100.000,${at(100)},1,,0.2\n2,200.000,${at(200)},1,,0.3\n`,
    pictures: [0, 1, 2],
    scores: [0.1, 0.2, 0.3],
  },
  {
    name: 'cut in the name of a defect',
    text: `${journalHead}\n0,0.000,${at(0)},1,surplus-before-eoi:8 missing`,
    pictures: [0],
  },
  {
    name: 'with a pause of the camera, and pictures that were left out',
    text: `${journalHead}\n0,0.000,${at(0)},1,,0\n7,,${at(60_000)},0,mcus-missing:4,\n8,60100.000,${at(60_100)},1,,0.02\n`,
    pictures: [0, 7, 8],
    scores: [0, undefined, 0.02],
    damaged: 1,
  },
  {
    name: 'with marks, also before the head and out of order',
    text: `mark,,${at(40)},,,\n${journalHead}\n0,0.000,${at(0)},1,,0\nmark,,${at(90)},,,\nmark,,${at(60)},,,\n1,100.000,${at(100)},1,,0\n`,
    pictures: [0, 1],
    marks: [40, 60, 90],
  },
  {
    name: 'with a mark that was cut, and one that makes no sense',
    text: `${journalHead}\n0,0.000,${at(0)},1,,0\nmark,,soon,,,\nmark,,${at(9)},`,
    pictures: [0],
    marks: [],
  },
  {
    name: 'with foreign bytes',
    text: `${journalHead}\n0,0.000,${at(0)},1,,\n1,100.000,17000\0\0\nnonsense\n1,x,${at(9)},1,,\n-1,0.000,${at(0)},1,,\n2,200.0`,
    pictures: [0],
  },
  {
    name: 'rendered again after a crash: the later line counts',
    text: `${journalHead}\n0,0.000,${at(0)},1,,0\n1,90.000,${at(100)},1,,0.3\n1,100.000,${at(100)},1,,0.4\n`,
    pictures: [0, 1],
    scores: [0, 0.4],
  },
  { name: 'empty', text: '', pictures: [] },
];

test.each(journals)('a journal $name', async ({ text, pictures, scores, marks = [], damaged = 0 }) => {
  const contents = readJournal(text);
  expect(contents.pictures.map(({ sequence }) => sequence)).toEqual(pictures);
  if (scores) expect(contents.pictures.map(({ movement }) => movement)).toEqual(scores);
  expect(contents.marks.map((mark) => mark - startedAt)).toEqual(marks);
  expect(healthOf(contents.pictures)).toMatchObject({ pictures: pictures.length, damaged });
  // The side-car says the same again.
  const gaps = [{ startUs: 0, endUs: 60_000_000, why: 'lost' as const }];
  expect(readJournal(sideCarCsv({ startedAt, gaps }, contents))).toEqual(contents);
  // However the text is cut, what is drawn and what players jump to is the same.
  for (const size of [1, 7, 100_000]) {
    const timeline = await timelineOf({ startedAt, durationMs: 61_000 }, inPieces(text, size));
    expect(timeline.marksMs).toEqual(marks);
    expect(timeline.stretches.some((stretch) => stretch.damaged)).toBe(damaged > 0);
    const known = contents.pictures.flatMap(({ movement }) => movement ?? []);
    expect(Math.max(0, ...timeline.stretches.map(({ movement }) => movement ?? 0))).toBe(Math.max(0, ...known));
    const order = { startedAt, endUs: 61_000_000, withMovements: false };
    expect((await chaptersOf(order, inPieces(text, size))).map(({ startUs }) => startUs / 1000)).toEqual(marks);
  }
});

async function* inPieces(text: string, size: number): AsyncGenerator<string> {
  for (let from = 0; from < text.length; from += size) yield text.slice(from, from + size);
}

const lineOf = ({ sequence, jpeg }: ReturnType<typeof taped>[number]) => `${sequence},0.000,${jpeg.arrivedAt}.0,1,,\n`;

async function write(open: () => ReturnType<Deck['create']>, lines: readonly string[], marks: number) {
  const recording = await open();
  const marking = Array.from({ length: marks }, (_, n) => recording.appendJournal(textOfMark(startedAt + n), true));
  await Promise.all([...marking, ...lines.map((line) => recording.appendJournal(line))]);
  let read = '';
  for await (const piece of recording.journal()) read += piece;
  await recording.close();
  return { id: recording.id, read };
}

test('lines and marks that are written at once are all kept, also behind a line that was torn', async () => {
  await withFolderDisk(async (disk) => {
    const deck = await openDeck(disk);
    const { id } = await write(async () => deck.create({ camera, options: defaultRecordingOptions }), ['7,1'], 0);
    const again = await write(() => deck.open(id), taped([0, 100], startedAt).map(lineOf), 20);
    const { pictures, marks } = readJournal(await (await deck.journal(id))!.text());
    expect(again.read).toBe(await (await deck.journal(id))!.text());
    expect(pictures.map(({ sequence }) => sequence)).toEqual([0, 1]);
    expect(marks).toEqual(Array.from({ length: 20 }, (_, n) => startedAt + n));
  });
});

test('a recording without a picture has an empty report', () => {
  expect(healthOf([])).toMatchObject({ pictures: 0, byDefect: {} });
});
