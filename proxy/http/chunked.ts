/** Takes the chunk framing (RFC 9112, 7.1) off a body that comes in pieces; keeps only the line it is in. */
import { Trouble } from '../trouble';

const LF = 0x0a;
const maxLineBytes = 4096;

/** Line ends may be LF alone; extensions and trailers are ignored. */
export class ChunkedDecoder {
  #line = '';
  #leftBytes = 0;
  #state: 'size' | 'data' | 'after-data' | 'done' = 'size';

  get done(): boolean {
    return this.#state === 'done';
  }

  /** Throws Trouble where a chunk size should be and is not. */
  push(bytes: Buffer): Buffer[] {
    const pieces: Buffer[] = [];
    let at = 0;
    while (at < bytes.length && this.#state !== 'done') {
      if (this.#state === 'data') {
        const piece = bytes.subarray(at, at + this.#leftBytes);
        pieces.push(piece);
        at += piece.length;
        this.#leftBytes -= piece.length;
        if (this.#leftBytes === 0) this.#state = 'after-data';
        continue;
      }
      const end = bytes.indexOf(LF, at);
      this.#line += bytes.toString('latin1', at, end < 0 ? bytes.length : end);
      if (this.#line.length > maxLineBytes) throw new Trouble('capture/interrupted', "The camera's chunks are broken.");
      if (end < 0) break;
      at = end + 1;
      this.#takeLine(this.#line);
      this.#line = '';
    }
    return pieces;
  }

  #takeLine(line: string): void {
    if (this.#state === 'after-data' && line.trim() === '') {
      this.#state = 'size';
      return;
    }
    // A size directly after the data, without the line end in between, is accepted too.
    const size = /^([0-9a-f]{1,8})\s*(?:;.*)?$/i.exec(line.trim())?.[1];
    if (size === undefined) throw new Trouble('capture/interrupted', "The camera's chunks are broken.");
    this.#leftBytes = Number.parseInt(size, 16);
    this.#state = this.#leftBytes === 0 ? 'done' : 'data';
  }
}
