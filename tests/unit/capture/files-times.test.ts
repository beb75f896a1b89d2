/** Names and dates of picture files against the moments they stand for. */
import { expect, test } from 'vitest';
import { timeOfName } from '../../../src/capture/files/times/names';
import { byName, timeFiles } from '../../../src/capture/files/times/times';

const local = (...parts: [number, number, number, number, number, number, number?]) => new Date(...parts).getTime();
const quarterPast = local(2026, 10, 22, 6, 15, 0);

test.each([
  ['20261122_061500.jpg', quarterPast],
  ['2026-11-22_06-15-00.123.jpg', quarterPast + 123],
  ['snapshot-2026-11-22T06.15.00.jpeg', quarterPast],
  ['cam1 2026-11-22 06:15:00.5.jpg', quarterPast],
  ['20261122061500123.jpg', quarterPast + 123],
  ['20261122_061500_000250.jpg', quarterPast + 0.25],
  ['2026-11-22T06-15-00Z.jpg', Date.UTC(2026, 10, 22, 6, 15, 0)],
  // motion: event, time, picture in that second.
  ['01-20261122061500-03.jpg', quarterPast],
  ['folder/2019/20261122_061500.jpg', quarterPast],
  ['1795328100.jpg', 1_795_328_100_000],
  ['img_1795328100123.jpg', 1_795_328_100_123],
  ['1795328100.25.jpg', 1_795_328_100_250],
])('%s', (name, takenAt) => {
  expect(timeOfName(name)).toBeCloseTo(takenAt, 6);
});

test.each([
  'IMG_0001.jpg',
  'frame-000123.jpg',
  '20261322_061500.jpg',
  '20261122_256100.jpg',
  '99999999999.jpg',
  '20261122.jpg',
])('%s names no moment', (name) => {
  expect(timeOfName(name)).toBeUndefined();
});

const named = (...names: readonly string[]) => names.map((name) => ({ name, modifiedAt: 0 }));

test('frames are in the order of their numbers', () => {
  const files = named('cam/img10.jpg', 'cam/img9.jpg', 'cam/img1.jpg').sort(byName);
  expect(files.map(({ name }) => name)).toEqual(['cam/img1.jpg', 'cam/img9.jpg', 'cam/img10.jpg']);
});

test('names with times decide, and tell the rate', () => {
  const timed = timeFiles(named('20261122_061500_000.jpg', '20261122_061500_200.jpg', '20261122_061500_400.jpg'), {
    times: 'auto',
    fps: 15,
  });
  expect([...timed.takenAt]).toEqual([quarterPast, quarterPast + 200, quarterPast + 400]);
  expect(timed).toMatchObject({ from: 'names', fps: 5 });
});

test('pictures of one second share it evenly, the last ones by the rate', () => {
  const names = ['00-01', '00-02', '00-03', '00-04', '01-01', '01-02'].map((rest) => `01-202611220615${rest}.jpg`);
  const { takenAt } = timeFiles(named(...names), { times: 'auto', fps: 4 });
  expect([...takenAt].map((at) => at - quarterPast)).toEqual([0, 250, 500, 750, 1000, 1250]);
});

test('one picture a minute keeps its minute', () => {
  const { takenAt, fps } = timeFiles(named('20261122_061500.jpg', '20261122_061600.jpg', '20261122_061700.jpg'), {
    times: 'auto',
    fps: 15,
  });
  expect([...takenAt].map((at) => at - quarterPast)).toEqual([0, 60_000, 120_000]);
  expect(fps).toBeCloseTo(1 / 60);
});

test('counters go by the rate', () => {
  const timed = timeFiles(named('a1.jpg', 'a2.jpg', 'a3.jpg'), { times: 'auto', fps: 10 });
  expect([...timed.takenAt]).toEqual([0, 100, 200]);
  expect(timed).toMatchObject({ from: 'rate', fps: 10 });
});

test('dates of slow pictures are believed, dates as fast as a disk are not', () => {
  const dated = (stepMs: number) =>
    ['a1', 'a2', 'a3', 'a4'].map((name, at) => ({ name, modifiedAt: quarterPast + at * stepMs }));
  expect(timeFiles(dated(5000), { times: 'auto', fps: 15 })).toMatchObject({ from: 'dates', fps: 0.2 });
  expect(timeFiles(dated(3), { times: 'auto', fps: 15 })).toMatchObject({ from: 'rate', fps: 15 });
  expect(timeFiles(dated(3), { times: 'dates', fps: 15 })).toMatchObject({ from: 'dates' });
});

test('a person may insist on the rate', () => {
  const { takenAt } = timeFiles(named('20261122_061500.jpg', '20261122_061900.jpg'), { times: 'rate', fps: 2 });
  expect([...takenAt]).toEqual([quarterPast, quarterPast + 500]);
});

test('times never fall, whatever the names say', () => {
  const names = ['20261122_061510', '20261122_061500', '20261122_061511', '20261122_061505'].map(
    (name, at) => `${at}-${name}.jpg`,
  );
  const { takenAt } = timeFiles(named(...names), { times: 'names', fps: 15 });
  expect([...takenAt].every((at, i) => i === 0 || at >= takenAt[i - 1]!)).toBe(true);
});
