/** A film past 4 GiB, on a sparse file: its sizes and offsets have 64 bits. */
import { closeSync, fstatSync, ftruncateSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ALL_FORMATS, EncodedPacketSink, FilePathSource, Input } from 'mediabunny';
import { expect, test } from 'vitest';
import type { ByteFile } from '../../../src/base/file/byte-file';
import { resumeFilm } from '../../../src/film/film';
import { encodeHead, encodeRecord, type IndexRecord } from '../../../src/film/index-file';
import { MemoryFile } from '../../support/memory-file';
import { head, recorded } from './packets';

class DiskFile implements ByteFile {
  readonly path: string;
  readonly #descriptor: number;

  constructor(path: string) {
    this.path = path;
    this.#descriptor = openSync(path, 'w+');
  }

  get sizeBytes(): number {
    return fstatSync(this.#descriptor).size;
  }

  async read(at: number, into: Uint8Array): Promise<number> {
    return readSync(this.#descriptor, into, 0, into.length, at);
  }

  async write(at: number, bytes: Uint8Array): Promise<void> {
    writeSync(this.#descriptor, bytes, 0, bytes.length, at);
  }

  async truncate(sizeBytes: number): Promise<void> {
    ftruncateSync(this.#descriptor, sizeBytes);
  }

  async flush(): Promise<void> {}

  async close(): Promise<void> {
    closeSync(this.#descriptor);
  }
}

test.each([
  ['just below', 64 * 2 ** 20],
  ['above', 90 * 2 ** 20],
])('64 packets, %s 4 GiB in all', async (_, sizeBytes) => {
  const folder = mkdtempSync(join(tmpdir(), 'snapreel-large-'));
  const film = new DiskFile(join(folder, 'film.mp4'));
  try {
    const { packets, track } = await recorded();
    // The last packet of the smaller film ends below 4 GiB with its moov above.
    const sizes = Array.from({ length: 64 }, (_, i) => (i === 63 ? sizeBytes - 4096 : sizeBytes));
    const payloadAt = 44;
    const index = new MemoryFile('index', encodeHead({ track, payloadAt, reservedBytes: 0 }));
    let at = payloadAt;
    const records: IndexRecord[] = sizes.map((size, i) => {
      const record = { kind: 'key', size, at, timeUs: i * 1e6, sequence: i, bytesCrc: 0 } as const;
      at += size;
      return record;
    });
    records.push({ kind: 'rewound', size: 64, at, timeUs: 0, sequence: 64, bytesCrc: 0 });
    for (const [i, record] of records.entries()) await index.write(index.sizeBytes, encodeRecord(i, record));
    await film.write(0, Buffer.from('0000001c6674797069736f6d0000020069736f6d617663316d703431', 'hex'));
    await film.truncate(at);
    // A real packet where the last one begins, to be found again through its offset.
    await film.write(records[63]!.at, packets[0]!.bytes);

    const writer = await resumeFilm(film, index, head);
    expect(writer.frames).toBe(64);
    await writer.finish(64e6);

    const input = new Input({ source: new FilePathSource(film.path), formats: ALL_FORMATS });
    const track64 = (await input.getPrimaryVideoTrack())!;
    expect(await input.computeDuration()).toBe(64);
    const last = (await new EncodedPacketSink(track64).getPacket(63, { metadataOnly: true }))!;
    expect([last.timestamp, last.byteLength]).toEqual([63, sizes[63]]);
    const bytes = (await new EncodedPacketSink(track64).getPacket(63))!.data;
    expect(bytes.subarray(0, packets[0]!.bytes.length)).toEqual(packets[0]!.bytes);
    input.dispose();
  } finally {
    await film.close();
    rmSync(folder, { recursive: true });
  }
});
