/** Makes the files that recorders and people keep pictures in: AVI, zip, a saved multipart reply. */
import { crc32, deflateRawSync } from 'node:zlib';

function u32(...values: readonly number[]): Buffer {
  const out = Buffer.alloc(4 * values.length);
  for (const [at, value] of values.entries()) out.writeUInt32LE(value >>> 0, 4 * at);
  return out;
}

function u16(...values: readonly number[]): Buffer {
  const out = Buffer.alloc(2 * values.length);
  for (const [at, value] of values.entries()) out.writeUInt16LE(value & 0xffff, 2 * at);
  return out;
}

const text = (value: string) => Buffer.from(value, 'latin1');

export interface AviLook {
  readonly rate: number;
  readonly scale: number;
  /** Frames in the first RIFF part; the others go into an OpenDML part. */
  readonly firstPart?: number;
  readonly index?: boolean;
  /** As a recorder leaves it that was switched off: sizes of lists are 0, there is no index. */
  readonly unfinished?: boolean;
  /** The picture is the second stream, after a sound. */
  readonly sound?: boolean;
  /** Of the main header, where it is not that of rate and scale. */
  readonly usPerFrame?: number;
  readonly codec?: string;
  /** Each frame in a list of its own, as Microsoft's interleaved files have it. */
  readonly rec?: boolean;
  readonly widthPx?: number;
  readonly heightPx?: number;
}

function chunk(id: string, body: Buffer): Buffer {
  return Buffer.concat([text(id), u32(body.length), body, Buffer.alloc(body.length & 1)]);
}

/** AVI 1.0 or OpenDML. An empty picture becomes an empty frame. */
export function makeAvi(pictures: readonly Uint8Array[], look: AviLook): Uint8Array {
  const list = (type: string, ...bodies: readonly Buffer[]): Buffer => {
    const body = Buffer.concat([text(type), ...bodies]);
    return Buffer.concat([text('LIST'), u32(look.unfinished ? 0 : body.length), body]);
  };
  const id = look.sound ? '01dc' : '00dc';
  const frames = pictures.map((picture) => {
    const frame = chunk(id, Buffer.from(picture));
    const group = look.sound ? Buffer.concat([chunk('00wb', Buffer.alloc(101, 7)), frame]) : frame;
    return look.rec ? list('rec ', group) : group;
  });
  const { codec = 'MJPG', widthPx = 160, heightPx = 120, sound = false } = look;
  const usPerFrame = look.usPerFrame ?? Math.round((1e6 * look.scale) / look.rate);
  const streamCount = sound ? 2 : 1;
  const avih = chunk(
    'avih',
    u32(usPerFrame, 0, 0, 0x10, pictures.length, 0, streamCount, 0, widthPx, heightPx, 0, 0, 0, 0),
  );
  const pixels = [u32(40, widthPx, heightPx), u16(1, 24), text(codec), u32(widthPx * heightPx * 3, 0, 0, 0, 0)];
  const format = (kind: string) => (kind === 'vids' ? pixels : [u16(1, 1), u32(8000, 8000), u16(1, 8)]);
  const stream = (kind: string, rate: number, scale: number) =>
    list(
      'strl',
      chunk(
        'strh',
        Buffer.concat([
          ...[text(kind), text(kind === 'vids' ? codec : '\0\0\0\0')],
          ...[u32(0, 0, 0, scale, rate, 0, pictures.length, 0, 0, kind === 'vids' ? 0 : 1), u16(0, 0, 0, 0)],
        ]),
      ),
      chunk('strf', Buffer.concat(format(kind))),
    );
  const streams = [...(look.sound ? [stream('auds', 8000, 1)] : []), stream('vids', look.rate, look.scale)];
  const first = look.firstPart ?? frames.length;
  const riff = (type: string, ...bodies: readonly Buffer[]): Buffer => {
    const body = Buffer.concat([text(type), ...bodies]);
    return Buffer.concat([text('RIFF'), u32(look.unfinished ? 0 : body.length), body]);
  };
  let offset = 4;
  const entries = frames.slice(0, first).map((frame, at) => {
    const frameAt = offset + (look.sound ? 110 : 0) + (look.rec ? 12 : 0);
    offset += frame.length;
    return Buffer.concat([text(id), u32(0x10, frameAt, pictures[at]!.length)]);
  });
  const index = look.index ? [chunk('idx1', Buffer.concat(entries))] : [];
  const parts = [
    riff(
      'AVI ',
      list('hdrl', avih, ...streams),
      chunk('JUNK', Buffer.alloc(37)),
      list('movi', ...frames.slice(0, first)),
      ...index,
    ),
  ];
  if (first < frames.length) {
    parts.push(riff('AVIX', list('movi', ...frames.slice(first), chunk('ix00', Buffer.alloc(24)))));
  }
  return new Uint8Array(Buffer.concat(parts));
}

export interface ZipPicture {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly deflate?: boolean;
  /** ms since epoch. */
  readonly modifiedAt?: number;
  /** Written without knowing the sizes before: a descriptor follows the data. */
  readonly streamed?: boolean;
}

/** `wide`: every size and place as ZIP64 keeps it. */
export function makeZip(files: readonly ZipPicture[], wide = false): Uint8Array {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, bytes, deflate = false, modifiedAt, streamed = false } of files) {
    const packed = deflate ? deflateRawSync(bytes) : Buffer.from(bytes);
    const method = deflate ? 8 : 0;
    const sums = u32(crc32(bytes), packed.length, bytes.length);
    const stamp = modifiedAt === undefined ? [] : [u16(0x5455, 5), Buffer.of(1), u32(modifiedAt / 1000)];
    const localExtra = Buffer.concat(stamp);
    const wider = wide ? [u16(1, 24), u32(bytes.length, 0, packed.length, 0, at, 0)] : [];
    const extra = Buffer.concat([...wider, ...stamp]);
    const shared = [u16(streamed ? 0x808 : 0x800, method, 0x6000, 0x5976)];
    const localSums = streamed ? u32(0, 0, 0) : sums;
    const local = [u32(0x04034b50), u16(45), ...shared, localSums, u16(Buffer.byteLength(name), localExtra.length)];
    const descriptor = streamed ? [u32(0x08074b50), sums] : [];
    const body = Buffer.concat([...local, Buffer.from(name), localExtra, packed, ...descriptor]);
    const told = wide ? [u32(crc32(bytes), 0xffffffff, 0xffffffff)] : [sums];
    directory.push(
      Buffer.concat([
        ...[u32(0x02014b50), u16(45, 45), ...shared, ...told],
        ...[
          u16(Buffer.byteLength(name), extra.length, 0, 0, 0),
          u32(0, wide ? 0xffffffff : at),
          Buffer.from(name),
          extra,
        ],
      ]),
    );
    bodies.push(body);
    at += body.length;
  }
  const list = Buffer.concat(directory);
  const wideEnd = wide
    ? [
        ...[u32(0x06064b50, 44, 0), u16(45, 45), u32(0, 0, files.length, 0, files.length, 0)],
        ...[u32(list.length, 0, at, 0), u32(0x07064b50, 0, at + list.length, 0, 1)],
      ]
    : [];
  const count = wide ? 0xffff : files.length;
  const end = [
    u32(0x06054b50),
    u16(0, 0, count, count),
    u32(wide ? 0xffffffff : list.length, wide ? 0xffffffff : at),
    u16(0),
  ];
  return new Uint8Array(Buffer.concat([...bodies, list, ...wideEnd, ...end]));
}

/** A multipart/x-mixed-replace reply as curl saves it. */
export function makeMultipart(pictures: readonly Uint8Array[]): Uint8Array {
  const parts = pictures.flatMap((picture) => [
    text(`--ipcamera\r\nContent-Type: image/jpeg\r\nContent-Length: ${picture.length}\r\n\r\n`),
    Buffer.from(picture),
    text('\r\n'),
  ]);
  return new Uint8Array(Buffer.concat(parts));
}
