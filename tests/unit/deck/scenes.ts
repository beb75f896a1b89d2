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

/** Everything on a tape that is ended for the reader by a signal once nothing more is there. */
export async function readAll(tape: Tape, from = 0): Promise<TapeRecord[]> {
  const records: TapeRecord[] = [];
  const stop = new AbortController();
  for await (const record of tape.read(from, stop.signal)) {
    records.push(record);
    if (record.sequence === tape.nextSequence - 1) stop.abort();
  }
  return records;
}
