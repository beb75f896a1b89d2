/** Measures how many megabytes a second the multipart reader takes, with pictures of 40 kB. */
import { readFileSync } from 'node:fs';
import { openMultipart } from '../../src/capture/multipart/multipart';
import { makeJpeg } from '../../tests/support/streams/jpegs';

export interface MultipartFigure {
  readonly name: string;
  readonly megabytesPerSecond: number;
  /** What is promised; undefined where nothing is. */
  readonly atLeast: number | undefined;
}

const pictureBytes = 40_000;
const pictures = 100;
/** One turn takes a few ms. */
const turns = 40;

function streamOf(jpegs: readonly Uint8Array[], hasLength: boolean): Uint8Array {
  const parts = jpegs.flatMap((jpeg) => {
    const length = hasLength ? `Content-Length: ${jpeg.length}\r\n` : '';
    return [Buffer.from(`--ipcamera\r\nContent-Type: image/jpeg\r\n${length}\r\n`), jpeg, Buffer.from('\r\n')];
  });
  return Uint8Array.from(Buffer.concat(parts));
}

/** The fastest turn: everything else is the machine's other work. */
function megabytesPerSecond(stream: Uint8Array, chunkBytes: number): number {
  let fastestMs = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < turns; turn++) {
    const reader = openMultipart('multipart/x-mixed-replace;boundary=ipcamera');
    let count = 0;
    const startedAt = performance.now();
    for (let at = 0; at < stream.length; at += chunkBytes)
      count += reader.push(stream.subarray(at, at + chunkBytes)).length;
    fastestMs = Math.min(fastestMs, performance.now() - startedAt);
    if (count !== pictures) throw new Error(`${count} of ${pictures} pictures`);
  }
  return stream.length / 1000 / fastestMs;
}

/** `photo`: a real JPEG file to take instead of made-up ones, whose entropy-coded data is random. */
export function benchMultipart(photo?: string): readonly MultipartFigure[] {
  const jpegs = Array.from({ length: pictures }, (_, n) =>
    photo === undefined ? makeJpeg(n + 1, { scanBytes: pictureBytes }) : Uint8Array.from(readFileSync(photo)),
  );
  return [true, false].flatMap((hasLength) => {
    const stream = streamOf(jpegs, hasLength);
    return [65_536, 16_384, 1_460].map((chunkBytes) => ({
      name: `multipart ${hasLength ? 'with' : 'without'} Content-Length, chunks of ${chunkBytes} bytes`,
      megabytesPerSecond: megabytesPerSecond(stream, chunkBytes),
      atLeast: chunkBytes === 65_536 ? (hasLength ? 500 : 150) : undefined,
    }));
  });
}
