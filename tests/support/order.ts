/** In which order test files run: those that take a minute come first, so that no core waits for the last of them alone. */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Beginnings of paths; the longest first. All others go by their size. */
const long: readonly string[] = [
  'tests/unit/capture/time-law',
  'tests/unit/capture/others',
  'tests/unit/film/decode-times',
  'tests/unit/proxy/differential',
  'tests/unit/proxy/main',
  'tests/unit/capture/cases',
  'tests/unit/proxy/strangers',
  'tests/unit/scripts/honest',
];

function placeOf({ moduleId }: TestSpecification): number {
  const path = moduleId.replaceAll('\\', '/');
  const place = long.findIndex((start) => path.includes(`/${start}`));
  return place < 0 ? long.length : place;
}

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    return usual.toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}
