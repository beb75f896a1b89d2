/** The journal says of every picture what became of it, also after a crash, and a person can read the sum of it. */
import { expect, test } from 'vitest';
import { defaultRecordingOptions } from '../../../src/base/options';
import { openDeck } from '../../../src/deck/deck';
import { healthOf, journalHead, openJournal, readJournal, sideCarCsv, sideCarJson } from '../../../src/record/journal';
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
      jpeg: { ...three!.jpeg, whole: false, defects: [{ kind: 'mcus-missing' as const, count: 40 }] },
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
    const lines = readJournal(text);
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
    expect(sideCarCsv(lines).split('\n').slice(1, 3)).toEqual([
      `0,0.000,${startedAt}.0,1,`,
      `1,100.000,${startedAt + 100}.0,1,surplus-before-eoi:8`,
    ]);
    const json = JSON.parse(sideCarJson(firstRow(recording, startedAt, one!.jpeg), lines));
    expect(json.pictures[1].defects).toEqual([{ kind: 'surplus-before-eoi', count: 8 }]);
    expect(json.film.cameraName).toBe('Garden');
  });
});

test('torn and foreign lines are left out', () => {
  const text = `${journalHead}\n0,0.000,${startedAt}.0,1,\n1,100.000,17000\0\0\nnonsense\n2,200.0`;
  expect(readJournal(text).map(({ sequence }) => sequence)).toEqual([0]);
});

test('the strip plot counts every picture once', () => {
  const rows = Array.from({ length: 1000 }, (_, n) => `${n},${n * 10}.000,${startedAt + n * 10}.0,${n % 10 ? 1 : 0},`);
  const health = healthOf(readJournal([journalHead, ...rows].join('\n')));
  expect(health.stretches.length).toBe(120);
  expect(health.stretches.reduce((sum, stretch) => sum + stretch.pictures, 0)).toBe(1000);
  expect(health.stretches.reduce((sum, stretch) => sum + stretch.damaged, 0)).toBe(100);
});

test('a recording without a picture has an empty report', () => {
  expect(healthOf([])).toMatchObject({ pictures: 0, stretches: [] });
});
