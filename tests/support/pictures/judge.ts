/** Check's verdict in test-friendly words; every call also proves the laws that hold for any input. */
import assert from 'node:assert/strict';
import jpegJs from 'jpeg-js';
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

/**
 * check(check(x)) = check(x): the same bytes, nothing new found, as many MCUs missing, no fewer rows. Only a doubt about where foreign bytes came
 * from is forgotten at the second look, for the mended bytes do not tell of it.
 */
export function judge(bytes: Uint8Array): Judged {
  const before = bytes.slice();
  const checked = checkBytes(bytes);
  assert.equal(Buffer.compare(bytes, before), 0, 'the shot is left as it was');
  if (checked.kind === 'refused')
    return { verdict: 'refused', jpeg: undefined as never, defects: {}, code: checked.trouble.name };
  const { jpeg } = checked;
  let ledger = 0;
  for (const { kind, count } of jpeg.defects) if (kind !== 'mcus-missing') ledger += count;
  assert.equal(bytes.length - jpeg.bytes.length, ledger, 'bytes in = bytes kept + bytes removed');
  const again = checkBytes(jpeg.bytes);
  assert(again.kind === 'jpeg', 'what was mended stays a picture');
  assert.equal(again.jpeg.bytes, jpeg.bytes, 'nothing is left to mend');
  assert.equal(again.jpeg.fingerprint, jpeg.fingerprint, 'and is the same picture');
  const defects: Partial<Record<DefectKind, number>> = {};
  for (const { kind, count } of jpeg.defects) defects[kind] = count;
  const missing = defects['mcus-missing'] ?? 0;
  for (const { kind, count } of again.jpeg.defects) {
    assert(kind in defects, `nothing new is found: ${kind}`);
    assert.equal(count, kind === 'mcus-missing' ? missing : 0, `${kind} is not mended twice`);
  }
  if (missing > 0) assert(!again.jpeg.whole, 'what is missing stays missing');
  if (jpeg.whole) assert(again.jpeg.whole, 'what is whole stays whole');
  assert(again.jpeg.paintedHeightPx >= jpeg.paintedHeightPx, 'rows that were painted stay painted');
  const kinds = jpeg.defects.map(({ kind }) => kind).filter((kind) => kind !== 'odd-app0');
  const verdict = kinds.includes('unsupported')
    ? 'unsupported'
    : !jpeg.whole
      ? 'partial'
      : kinds.length > 0
        ? 'mended'
        : 'whole';
  if (verdict === 'whole') assert.equal(jpeg.bytes, bytes, 'a whole picture is not copied');
  return { verdict, jpeg, defects, code: '' };
}

/** Pixels by a decoder that is not ours. */
const pixels = (bytes: Uint8Array): Uint8Array =>
  jpegJs.decode(bytes, { useTArray: true, tolerantDecoding: true, formatAsRGBA: false }).data;

export function expectSamePixels(a: Uint8Array, b: Uint8Array): void {
  assert.equal(Buffer.compare(pixels(a), pixels(b)), 0, 'same pixels');
}
