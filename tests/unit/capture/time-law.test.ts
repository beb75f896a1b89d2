/**
 * The law of the stream reader: its time grows with the bytes, whatever they are. Measured as this process's own time on the
 * CPU, so that a busy machine says little; no stream may pass the bound, which what was quadratic
 * passed many times over (27 s to minutes).
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openMultipart } from '../../../src/capture/capture';
import { boundaryOf, readLine } from '../../../src/capture/multipart/head';
import { openReplyBody } from '../../../src/capture/reply';
import { sniff } from '../../../src/capture/sniff';

const largeBytes = 800_000;
const boundMs = 8_000;
const contentType = 'multipart/x-mixed-replace; boundary=x';

const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const head = '--x\r\nContent-Type: image/jpeg\r\n\r\n';
const soi = '\xff\xd8\xff';
const eoi = '\xff\xd9';
const comment = (length: number) => `\xfe${String.fromCharCode(length >> 8, length & 255)}`;
const sos = '\xff\xda\0\x08\x01\x01\0\0\x3f\0';

/** `first`, then `unit` again and again, and at last an EOI. */
function made(bytes: number, first: string, unit: string): Uint8Array {
  const stream = latin((first + unit.repeat(Math.ceil(bytes / unit.length))).slice(0, bytes));
  stream.set([0xff, 0xd9], bytes - 2);
  return stream;
}

function cpuMs(work: () => void): number {
  const before = process.cpuUsage().user;
  work();
  return (process.cpuUsage().user - before) / 1000;
}

function read(stream: Uint8Array, chunkBytes: number, type: string | undefined = contentType): void {
  const reader = openMultipart(type);
  for (let at = 0; at < stream.length; at += chunkBytes) reader.push(stream.subarray(at, at + chunkBytes));
  reader.end();
  const { receivedBytes, pictureBytes, skippedBytes } = reader.ledger;
  expect(pictureBytes + Object.values(skippedBytes).reduce((sum, bytes) => sum + bytes)).toBe(receivedBytes);
}

const streams = [
  ['beginnings of pictures', head, soi],
  ['beginnings with a comment', head, `${soi + comment(4)}ab`],
  ['pictures of four bytes', head, soi + eoi.slice(1)],
  ['thumbnails in a segment without a length', `${head}${soi}\xe0\0\x08`, `${soi}\xe0\0\0${eoi}`],
  ['ends behind many beginnings', head + soi.repeat(60_000), eoi],
  ['heads in a comment', head + soi + comment(0xffff), head],
  ['heads with a picture that leads on', head + soi + comment(0xffff), head + soi + comment(0xfff0)],
  ['heads with an empty picture', head + soi + comment(0xffff), head + soi + eoi.slice(1)],
  ['heads with a scan, all ended by one EOI', head, head + soi + comment(2) + sos],
  ['boundaries without a head', `${head}${soi}\xe0\0\x04ab`, '--x'],
  ['boundaries and beginnings', `${head}${soi}\xe0\0\x04ab`, `--x${soi}`],
  ['boundaries whose heads never end', `${head}${soi}\xe0\0\x04ab`, `--x--ab${soi}`],
  ['dashes', `${head}${soi}\xe0\0\x04ab`, '-'],
  ['line ends', head, '\n'],
  ['line ends in a picture', `${head}${soi}\xe0\0\x04ab`, '\r\n'],
  ['line ends and boundaries in a picture', head + soi + sos, `${'\n'.repeat(500)}--x\r\nA: b\r\n`],
  ['fill bytes', `${head}\xff\xd8`, '\xff'],
  ['lengths that are not true', '', `--x\r\nContent-Length: 900000\r\n\r\n${soi}${eoi}`],
  ['parts that are no picture', '', '--x\r\nContent-Type: text/plain\r\nContent-Length: 99999\r\n\r\nabc'],
  ['scans with heads', `${head}\xff\xd8`, `${sos}--x\r\nContent-Type: a/b\r\n\r\n`],
  ['tables that hide pictures', `${head}${soi}${sos}`, `\xff\xc4\0\x40\0${'\0'.repeat(20)}${head}${soi}`],
  ['boundaries that change', '', '--a\r\nA: b\r\n\r\n--b\r\nA: b\r\n\r\n\xff\xd8\xff\xfe\0\x40'],
  ['one line', head, 'a'],
  ['a name without an end', head, 'a-'],
] as const;

describe('a made-up stream takes time that grows with its bytes', () => {
  it.each(streams)('%s', (_, first, unit) => {
    const large = made(largeBytes, first, unit);
    for (const chunkBytes of [largeBytes, 1_400]) expect(cpuMs(() => read(large, chunkBytes))).toBeLessThan(boundMs);
  });

  it('any mixture of these', () => {
    const pieces = [
      head,
      soi,
      eoi,
      sos,
      '--x',
      '--',
      '\r\n',
      'ab:',
      comment(4),
      comment(0x400),
      '\xff\xc4\0\x40',
      '\xff\xe0\0\0',
      'Content-Length: 999\r\n',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 12 }), (chosen) => {
        const large = made(largeBytes / 2, head, chosen.join(''));
        expect(cpuMs(() => read(large, 65_536))).toBeLessThan(boundMs);
      }),
      { numRuns: 60, seed: 7 },
    );
  }, 120_000);

  it('dashes before a boundary as long as may be', () => {
    const stream = made(largeBytes, `--${'-'.repeat(90)}x\r\nA: b\r\n\r\n${soi}\xe0\0\x04ab`, '-');
    expect(cpuMs(() => read(stream, 65_536, `multipart/x-mixed-replace; boundary=${'-'.repeat(90)}x`))).toBeLessThan(
      boundMs,
    );
  });
});

describe('the smaller readers', () => {
  it.each([
    ['readLine', () => readLine(`--${'-'.repeat(largeBytes)}`, 'x')],
    ['readLine, spaces', () => readLine(`a${' '.repeat(largeBytes)}b`, '')],
    ['readLine, half a header', () => readLine(`--${'content-type '.repeat(largeBytes / 13)}`, '')],
    ['readLine, line ends', () => readLine('\r'.repeat(largeBytes), 'x')],
    ['boundaryOf', () => boundaryOf(`multipart/x; ${'boundary '.repeat(largeBytes / 9)}`)],
    ['boundaryOf, spaces', () => boundaryOf(`boundary${' '.repeat(largeBytes)}`)],
    ['boundaryOf, quotes', () => boundaryOf(`boundary="${"'".repeat(largeBytes)}`)],
    ['sniff', () => sniff(new Uint8Array(largeBytes).fill(0x20))],
    ['sniff, comments', () => sniff(latin('<!--'.repeat(largeBytes / 4)))],
  ])('%s', (_, work) => {
    expect(cpuMs(() => void work())).toBeLessThan(boundMs);
  });

  it('a single picture that comes byte by byte', () => {
    const body = openReplyBody('image/jpeg', true, false);
    const picture = made(largeBytes, '\xff\xd8\xff\xe0\0\x04ab', soi);
    const ms = cpuMs(() => {
      for (let at = 0; at < picture.length; at += 16) body.push(picture.subarray(at, at + 16));
      expect(body.end(true).length).toBeLessThanOrEqual(1);
    });
    expect(ms).toBeLessThan(boundMs);
  });
});
