/** Makes multipart streams with the pictures that must come out of them: material for properties and for fuzzing. */
import fc from 'fast-check';
import { join, makeJpeg, segmentOf } from '../../support/streams/jpegs';

export interface Framing {
  readonly declared: string;
  readonly line: string;
  readonly newline: '\r\n' | '\n';
  readonly length: 'right' | 'none' | 'short' | 'long' | 'odd';
  readonly after: string;
  readonly between: string;
}

/** M01 to M29 as choices that can be made together. */
export const framings: fc.Arbitrary<Framing> = fc
  .record({
    boundary: fc.constantFrom('ipcamera', '--frame', 'x'.repeat(80), 'a+b.*(c)', 'BoundaryString'),
    dashes: fc.constantFrom('--', ''),
    final: fc.constantFrom('', '--'),
    twice: fc.boolean(),
    declares: fc.constantFrom('plain', 'quoted', 'spaced', 'not'),
    newline: fc.constantFrom('\r\n' as const, '\n' as const),
    length: fc.constantFrom('right' as const, 'none' as const, 'short' as const, 'long' as const, 'odd' as const),
    after: fc.constantFrom('\r\n', '\n', '', '\r\n\r\n'),
    between: fc.constantFrom('', 'heartbeat', 'empty'),
  })
  .map((choice) => {
    const dashes = choice.declares === 'not' || choice.boundary.startsWith('--') ? '--' : choice.dashes;
    const written = choice.boundary.startsWith('--') ? choice.boundary : dashes + choice.boundary;
    const line = written + (dashes === '' ? '' : choice.final);
    const declared = {
      plain: `;boundary=${choice.boundary}`,
      quoted: `; boundary="${choice.boundary}"`,
      spaced: `; boundary = ${choice.boundary}`,
      not: '',
    }[choice.declares];
    return { ...choice, declared, line: (line + choice.newline).repeat(choice.twice ? 2 : 1) };
  });

export function contentTypeOf(framing: Framing): string {
  return `multipart/x-mixed-replace${framing.declared}`;
}

/** Pictures of many shapes: with comments, thumbnails, boundary strings inside, large scans. */
export const jpegs: fc.Arbitrary<Uint8Array> = fc
  .record({
    seed: fc.integer({ min: 1, max: 1 << 30 }),
    scanBytes: fc.integer({ min: 40, max: 3000 }),
    extra: fc.constantFrom('none', 'comment', 'thumbnail', 'boundary', 'app13'),
  })
  .map(({ seed, scanBytes, extra }) => {
    const segments = {
      none: [],
      comment: [segmentOf(0xfe, 'made by hand\r\n\r\n--ipcamera\r\nContent-Type: image/jpeg\r\n\r\n\xff\xd8\xff\xd9')],
      thumbnail: [segmentOf(0xe1, join('Exif\0\0', makeJpeg(seed + 1)))],
      boundary: [],
      app13: [segmentOf(0xed, 'x'.repeat(seed % 500))],
    }[extra];
    return makeJpeg(seed, { scanBytes, segments, inScan: extra === 'boundary' ? '\r\n--ipcamera\r\n' : '' });
  });

export function partOf(content: Uint8Array, framing: Framing, promised = content.length): Uint8Array {
  const { newline } = framing;
  const lengths = {
    right: `Content-Length: ${promised}${newline}`,
    none: '',
    short: `Content-Length: ${Math.max(1, promised - 21)}${newline}`,
    long: `Content-Length: ${promised + 30}${newline}`,
    odd: `CONTENT-LENGTH:${promised}abc${newline}X-Timestamp: 3.25${newline}`,
  };
  const head = `Content-Type: image/jpeg${newline}${lengths[framing.length]}${newline}`;
  return join(framing.line, head, content, framing.after);
}

export function streamOf(pictures: readonly Uint8Array[], framing: Framing): Uint8Array {
  const { newline, line, between } = framing;
  const other = { '': '', heartbeat: 'heartbeat', empty: '' }[between]!;
  const gap =
    between === ''
      ? ''
      : `${line}Content-Type: text/plain${newline}Content-Length: ${other.length}${newline}${newline}${other}${newline}`;
  return join(...pictures.flatMap((picture) => [partOf(picture, framing), gap]));
}
