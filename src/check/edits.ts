/** The changes that mend a picture, each with its reason: applied to the bytes, and counted as defects. */
import type { Defect, DefectKind } from '../base/flow';

/** At `at` (in the shot), `remove` bytes go and `add` comes in their place. */
export interface Edit {
  readonly at: number;
  readonly remove: number;
  readonly add: readonly number[] | Uint8Array;
  readonly kind: DefectKind;
}

export class Edits {
  #edits: Edit[] = [];
  /** Noted, and left as it is. */
  #notes: (Defect & { readonly at: number })[] = [];

  /** How many edits there are. */
  get size(): number {
    return this.#edits.length;
  }

  remove(kind: DefectKind, at: number, end: number): void {
    if (end > at) this.#edits.push({ at, remove: end - at, add: [], kind });
  }

  insert(kind: DefectKind, at: number, add: readonly number[] | Uint8Array): void {
    this.#edits.push({ at, remove: 0, add, kind });
  }

  replace(kind: DefectKind, at: number, add: readonly number[]): void {
    this.#edits.push({ at, remove: add.length, add, kind });
  }

  note(kind: DefectKind, at: number, count = 0): void {
    this.#notes.push({ kind, at, count });
  }

  /** What was found from `at` on does not count any more. They come nearly in order: only the last few are looked at. */
  forgetFrom(at: number): void {
    while (this.#edits.at(-1) && this.#edits.at(-1)!.at >= at) this.#edits.pop();
    while (this.#notes.at(-1) && this.#notes.at(-1)!.at >= at) this.#notes.pop();
  }

  /** One entry a kind, in the order they were found: bytes removed less bytes added. */
  defects(): readonly Defect[] {
    const counts = new Map<DefectKind, number>();
    for (const { kind, remove, add } of this.#edits) counts.set(kind, (counts.get(kind) ?? 0) + remove - add.length);
    for (const { kind, count } of this.#notes) counts.set(kind, (counts.get(kind) ?? 0) + count);
    return [...counts].map(([kind, count]) => ({ kind, count }));
  }

  /** The mended bytes; a view of `bytes`, not a copy, when only its ends are cut off. */
  apply(bytes: Uint8Array): Uint8Array {
    const sorted = this.#edits.toSorted((a, b) => a.at - b.at);
    let start = 0;
    let end = bytes.length;
    let first = 0;
    let last = sorted.length;
    const cuts = ({ add }: Edit) => add.length === 0;
    while (first < last && cuts(sorted[first]!) && sorted[first]!.at === start) start += sorted[first++]!.remove;
    while (first < last && cuts(sorted[last - 1]!) && sorted[last - 1]!.at + sorted[last - 1]!.remove === end)
      end = sorted[--last]!.at;
    const edits = sorted.slice(first, last);
    if (edits.length === 0) return start === 0 && end === bytes.length ? bytes : bytes.subarray(start, end);
    const grown = edits.reduce((sum, { remove, add }) => sum + add.length - remove, 0);
    const mended = new Uint8Array(end - start + grown);
    let out = 0;
    let at = start;
    for (const edit of edits) {
      mended.set(bytes.subarray(at, edit.at), out);
      out += edit.at - at;
      mended.set(edit.add, out);
      out += edit.add.length;
      at = edit.at + edit.remove;
    }
    mended.set(bytes.subarray(at, end), out);
    return mended;
  }
}
