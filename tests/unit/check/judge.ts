/** Bytes in, check's verdict in test-friendly words out; every call also proves the laws that hold for any input. */
import jpegJs from 'jpeg-js';
import { expect } from 'vitest';
import type { DefectKind, Jpeg } from '../../../src/base/flow';
import { type Checked, check } from '../../../src/check/check';

export type Verdict = 'whole' | 'mended' | 'partial' | 'unsupported' | 'refused';

export interface Judged {
  readonly verdict: Verdict;
  /** Undefined when refused. */
  readonly jpeg: Jpeg;
  readonly defects: Partial<Record<DefectKind, number>>;
  /** Code of the refusal. */
  readonly code: string;
}

export const checkBytes = (bytes: Uint8Array): Checked => check({ stage: 'shot', bytes, arrivedAt: 0 });

/** A picture may be whole at the second look when only its history was doubtful: then its bytes are what they were. */
export function judge(bytes: Uint8Array): Judged {
  const before = bytes.slice();
  const checked = checkBytes(bytes);
  expect(
    bytes.every((byte, i) => byte === before[i]),
    'the shot is left as it was',
  ).toBe(true);
  if (checked.kind === 'refused')
    return { verdict: 'refused', jpeg: undefined as never, defects: {}, code: checked.trouble.name };
  const { jpeg } = checked;
  let ledger = 0;
  for (const { kind, count } of jpeg.defects) if (kind !== 'mcus-missing') ledger += count;
  expect(bytes.length - jpeg.bytes.length, 'bytes in = bytes kept + bytes removed').toBe(ledger);
  const again = checkBytes(jpeg.bytes);
  expect(again.kind, 'what was mended stays a picture').toBe('jpeg');
  if (again.kind === 'jpeg') {
    expect(again.jpeg.bytes, 'nothing is left to mend').toBe(jpeg.bytes);
    expect(again.jpeg.fingerprint).toBe(jpeg.fingerprint);
  }
  const defects: Partial<Record<DefectKind, number>> = {};
  for (const { kind, count } of jpeg.defects) defects[kind] = count;
  const kinds = jpeg.defects.map(({ kind }) => kind).filter((kind) => kind !== 'odd-app0');
  const verdict = kinds.includes('unsupported')
    ? 'unsupported'
    : !jpeg.whole
      ? 'partial'
      : kinds.length > 0
        ? 'mended'
        : 'whole';
  if (verdict === 'whole') expect(jpeg.bytes, 'a whole picture is not copied').toBe(bytes);
  return { verdict, jpeg, defects, code: '' };
}

/** Pixels by a decoder that is not ours. */
export const pixels = (bytes: Uint8Array): Uint8Array =>
  jpegJs.decode(bytes, { useTArray: true, tolerantDecoding: true, formatAsRGBA: false }).data;

export function expectSamePixels(a: Uint8Array, b: Uint8Array): void {
  expect(Buffer.compare(pixels(a), pixels(b)), 'same pixels').toBe(0);
}
