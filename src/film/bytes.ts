/** A growing buffer of big-endian numbers, for the ISO boxes of a film. */
import { Trouble } from '../base/trouble';

export class ByteWriter {
  #bytes: Uint8Array;
  #view: DataView;
  #length = 0;

  /** A good guess of the size saves copies; a wrong one costs nothing else. */
  constructor(expectedBytes = 256) {
    this.#bytes = new Uint8Array(Math.max(expectedBytes, 16));
    this.#view = new DataView(this.#bytes.buffer);
  }

  get length(): number {
    return this.#length;
  }

  /**
   * Also a negative number, as a signed field has it. Throws Trouble 'film/failed' for one that does not fit: a length cut
   * to its low bits is a film that is wrong without a word.
   */
  u32(value: number): void {
    expectFits(value);
    this.#room(4);
    this.#view.setUint32(this.#length, value);
    this.#length += 4;
  }

  u64(value: number): void {
    const high = Math.floor(value / 2 ** 32);
    this.u32(high);
    this.u32(value - high * 2 ** 32);
  }

  raw(bytes: Uint8Array): void {
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** Writes what `body` writes as the payload of a box (ISO/IEC 14496-12, 4.2), whose size is set afterwards. */
  box(type: string, body: () => void): void {
    const start = this.#length;
    this.u32(0);
    this.raw(ascii(type));
    body();
    this.setU32(start, this.#length - start);
  }

  /** A box that begins with a version and no flags. */
  fullBox(type: string, version: number, body: () => void): void {
    this.box(type, () => {
      this.u32(version * 2 ** 24);
      body();
    });
  }

  setU32(at: number, value: number): void {
    expectFits(value);
    this.#view.setUint32(at, value);
  }

  /** The bytes written so far: a view that the next write may leave behind. */
  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #room(bytes: number): void {
    if (this.#length + bytes <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + bytes));
    grown.set(this.#bytes);
    this.#bytes = grown;
    this.#view = new DataView(grown.buffer);
  }
}

function expectFits(value: number): void {
  if (Number.isInteger(value) && value >= -(2 ** 31) && value < 2 ** 32) return;
  throw new Trouble('film/failed', `${value} does not fit into 32 bits`);
}

export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** Room for an mdat header with a 64-bit size; a shorter one has an empty free box before it. */
export const mdatHeaderBytes = 16;

/** A box of unused bytes; only its header is written. */
export function freeHeader(sizeBytes: number): Uint8Array {
  const out = new ByteWriter();
  out.u32(sizeBytes);
  out.raw(ascii('free'));
  return out.bytes();
}

/** Sixteen bytes before the packets: a plain header with an empty free box before it, or one with a 64-bit size past 4 GiB. */
export function mdatHeader(payloadBytes: number): Uint8Array {
  const out = new ByteWriter();
  const long = payloadBytes + 8 >= 2 ** 32;
  if (!long) out.raw(freeHeader(8));
  out.u32(long ? 1 : payloadBytes + 8);
  out.raw(ascii('mdat'));
  if (long) out.u64(payloadBytes + mdatHeaderBytes);
  return out.bytes();
}
