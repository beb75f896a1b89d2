/** What the deck's tests in Node stand on: a folder that goes away, and a tape read to its end. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Tape, TapeRecord } from '../../../src/deck/deck';

/** A folder for this test alone. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'deck-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Everything on an open tape, which has no end: a reader that comes to its last record, or waits for one, is stopped. */
export async function readAll(tape: Tape, from = 0): Promise<TapeRecord[]> {
  const records: TapeRecord[] = [];
  const stop = new AbortController();
  const idle = setTimeout(() => stop.abort(), 300);
  for await (const record of tape.read(from, stop.signal)) {
    records.push(record);
    idle.refresh();
    if (record.sequence === tape.nextSequence - 1) stop.abort();
  }
  clearTimeout(idle);
  return records;
}
