/** What the deck's tests record: jpegs of any size that tell their number, heads and rows. Runs in Node and in browsers. */

import type { Jpeg } from '../../../src/base/flow';
import { emptyTally, type FilmSummary } from '../../../src/base/library';
import { defaultRecordingOptions } from '../../../src/base/options';
import type { Recording, RecordingHead } from '../../../src/deck/deck';

export function jpegOf(number: number, sizeBytes = 50): Jpeg {
  const bytes = new Uint8Array(sizeBytes).map((_, index) => noise(number * 65_536 + index));
  return {
    stage: 'jpeg',
    bytes,
    arrivedAt: 1_700_000_000_000.25 + number * 66.5,
    widthPx: 640,
    heightPx: 480,
    whole: number % 3 !== 0,
    paintedHeightPx: number % 3 === 0 ? 200 : 480,
    defects: number % 2 ? [{ kind: 'surplus-before-eoi', count: number }] : [],
    fingerprint: number * 2_654_435_761,
  };
}

export function headOf(cameraName = 'Porch', keepOriginals = false): RecordingHead {
  return {
    camera: { id: `id of ${cameraName}`, name: cameraName, family: 'netwave', askedFps: 15 },
    options: { ...defaultRecordingOptions, name: 'Morning', keepOriginals },
  };
}

export function summaryOf(
  { id, tape }: Recording,
  state: FilmSummary['state'],
  more: Partial<FilmSummary> = {},
): FilmSummary {
  return {
    id,
    name: 'Morning',
    cameraId: `id of ${more.cameraName ?? 'Porch'}`,
    cameraName: 'Porch',
    state,
    startedAt: 1_700_000_000_000,
    durationMs: 1000,
    sizeBytes: 100,
    widthPx: 640,
    heightPx: 480,
    frames: tape.nextSequence,
    protected: false,
    mimeType: 'video/mp4',
    engine: 'ffmpeg',
    tally: emptyTally,
    gaps: [],
    ...more,
  };
}

/** Like a JPEG's, bytes that no database can compress. */
function noise(place: number): number {
  let value = Math.imul(place ^ 0x9e3779b9, 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 15), 0xc2b2ae35);
  return (value ^ (value >>> 16)) & 0xff;
}
