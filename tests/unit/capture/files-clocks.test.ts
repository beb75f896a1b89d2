/** Series of pictures by clocks that were never right, begin again, or are no clocks. */
import { test } from 'vitest';
import {
  after,
  checkSeries,
  clocked,
  copied,
  counted,
  exif,
  may,
  numbered,
  type Series,
  second,
  series,
  steps,
} from './series';

/** From ten minutes before the hour that comes twice; the names of its two comings stand between each other. */
const autumn = (stepMs: number, length: number) => after(steps(stepMs, length), Date.UTC(2026, 9, 24, 23, 50));

const all: readonly Series[] = [
  ...[7 * second, 61 * second, 601 * second, 29 * 61 * second].flatMap((stepMs) =>
    (['dates', 'exif'] as const).map((source): Series => {
      const length = Math.round((3 * 3_600_000) / stepMs);
      return {
        name: `an hour that comes twice, sorted by its names, a picture in ${stepMs / second} s, told by ${source}`,
        files: series(autumn(stepMs, length), clocked, (at, i) =>
          source === 'exif' ? { ...copied(at, i), ...exif(at) } : { modifiedAt: at + 300 },
        ),
        ...{ from: 'names', since: steps(stepMs, length), odd: ['hour-twice'], known: true },
      };
    }),
  ),
  {
    name: 'a clock without battery that begins again at every start',
    files: series(
      after(steps(10 * second)).map((_, i) => Date.UTC(2015, 0, 1) + (i % 7) * 10 * second),
      numbered,
      copied,
    ),
    ...{ from: 'names', since: steps(10 * second), known: false },
  },
  ...[Date.UTC(1970, 0, 1), Date.UTC(1980, 0, 1), Date.UTC(2045, 5, 1)].map(
    (start): Series => ({
      name: `a clock that was never right: ${new Date(start).getUTCFullYear()}`,
      files: series(after(steps(10 * second), start), clocked, copied),
      ...{ from: 'names', since: steps(10 * second), odd: ['far'], known: false, offers: ['names'] },
    }),
  ),
  {
    name: 'the same by EXIF alone',
    files: series(after(steps(10 * second), 5000), counted, (at, i) => ({ ...copied(at, i), ...exif(at) })),
    ...{ from: 'exif', since: steps(10 * second), odd: ['far'], known: false },
  },
  {
    name: 'dates of 1980 until the clock was set',
    files: series(
      after(steps(10 * second)).map((at, i) => (i < 12 ? at - may + Date.UTC(1980, 0, 1) : at)),
      counted,
      (at) => ({ modifiedAt: at }),
    ),
    ...{ from: 'dates', since: steps(10 * second), startedAt: may, odd: ['far', 'jump'], known: false },
  },
  {
    name: 'six digits behind the time of a print are a number',
    files: series(
      after(steps(second)),
      (_, __, i) => `benchy_20260501061500_${String(117 + i).padStart(6, '0')}.jpg`,
      copied,
    ),
    ...{ from: 'rate', since: steps(100), startedAt: may, known: false },
  },
  {
    name: 'a number behind the second is no zone',
    files: series(
      after(steps(second)),
      (at, w, i) => clocked(at, w).replace('.jpg', `-${String(690 + i).padStart(4, '0')}.jpg`),
      copied,
    ),
    ...{ from: 'names', since: steps(second), startedAt: may, known: true },
  },
  {
    name: 'six digits that are millionths',
    files: series(
      after(steps(200)),
      (at, w) => clocked(at, w).replace('.jpg', `_${String((at % 1000) * 1000 + 7).padStart(6, '0')}.jpg`),
      copied,
    ),
    ...{ from: 'names', since: steps(200), known: true },
  },
];

test.each(all)('$name', checkSeries);
