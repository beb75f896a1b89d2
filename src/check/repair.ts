/** Edits in, mended bytes and the list of defects out: bytes in = bytes kept + bytes removed, every one with its reason. */
import type { Defect, DefectKind } from '../base/flow';

/** At `at` (in the shot), `remove` bytes go and `add` comes in their place. */
export interface Edit {
  readonly at: number;
  readonly remove: number;
  readonly add: readonly number[] | Uint8Array;
  readonly kind: DefectKind;
}

export class Ledger {
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

  /** What was found from `at` on does not count any more. */
  forgetFrom(at: number): void {
    this.#edits = this.#edits.filter((edit) => edit.at < at);
    this.#notes = this.#notes.filter((note) => note.at < at);
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
    const edits = this.#edits.toSorted((a, b) => a.at - b.at);
    let start = 0;
    let end = bytes.length;
    for (let first = edits[0]; first && first.add.length === 0 && first.at === start; first = edits[0]) {
      start += first.remove;
      edits.shift();
    }
    for (let last = edits.at(-1); last && last.add.length === 0 && last.at + last.remove === end; last = edits.at(-1)) {
      end = last.at;
      edits.pop();
    }
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
