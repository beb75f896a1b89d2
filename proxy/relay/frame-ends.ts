/** Finds where one frame of an endless reply ends and the next begins: there a viewer may leave and come in again. */

const LF = 0x0a;
const DASH = 0x2d;
const sniffBytes = 1024;
/** The end of one picture and the start of the next, where pictures follow each other without multipart. */
const bareEnd = Buffer.from([0xff, 0xd9, 0xff, 0xd8, 0xff]);

/**
 * A frame end is just behind a boundary's text (or, without multipart, behind the first bytes of a picture): a viewer that
 * skips stops there and goes on there, so whatever it gets is whole parts. Nothing is held back for it.
 */
export class FrameEnds {
  readonly #named: string;
  /** The first bytes of the body, until it is known how frames are told apart. */
  #opening: Buffer | undefined = Buffer.alloc(0);
  #pattern: Buffer | undefined;
  #tail: Buffer = Buffer.alloc(0);
  /** What a viewer that comes in at a frame end must get before it. */
  #entry: Buffer = Buffer.alloc(0);

  constructor(contentType: string) {
    this.#named = boundaryName(contentType);
  }

  get entry(): Buffer {
    return this.#entry;
  }

  /** Positions within `bytes`, ascending, behind which a frame begins. */
  push(bytes: Buffer): number[] {
    if (this.#opening) {
      this.#opening = Buffer.concat([this.#opening, bytes]);
      if (this.#opening.length < sniffBytes) return [];
      this.#settle(this.#opening);
      this.#opening = undefined;
      this.#keepTail(bytes);
      return [];
    }
    const pattern = this.#pattern;
    if (!pattern) return [];
    const window = Buffer.concat([this.#tail, bytes]);
    const found: number[] = [];
    for (let at = window.indexOf(pattern); at >= 0; at = window.indexOf(pattern, at + 1)) {
      const end = at + pattern.length - this.#tail.length;
      if (end > 0 && this.#atLineStart(window, at)) found.push(end);
    }
    this.#keepTail(window);
    return found;
  }

  #keepTail(window: Buffer): void {
    // One byte less than a pattern, and two for what stands before it.
    if (this.#pattern) this.#tail = Buffer.from(window.subarray(Math.max(0, window.length - this.#pattern.length - 1)));
  }

  /** A boundary stands behind a line end or two dashes; cameras leave out either. */
  #atLineStart(window: Buffer, at: number): boolean {
    if (this.#pattern === bareEnd) return true;
    return window[at - 1] === LF || (window[at - 1] === DASH && window[at - 2] === DASH);
  }

  #settle(opening: Buffer): void {
    const text = opening.toString('latin1', 0, 4 * sniffBytes);
    const sniffed = /(?:^|\n)--+([^\r\n]{1,200}?)(?:--)?\r?\n/.exec(text)?.[1] ?? '';
    const name = this.#named !== '' && (text.includes(this.#named) || sniffed === '') ? this.#named : sniffed;
    if (name !== '') {
      this.#pattern = Buffer.from(name, 'latin1');
      this.#entry = Buffer.from(text.includes(`--${name}`) ? `--${name}` : name, 'latin1');
    } else if (opening[0] === 0xff && opening[1] === 0xd8) {
      this.#pattern = bareEnd;
      this.#entry = bareEnd.subarray(2);
    }
  }
}

/** The boundary parameter without quotes and leading dashes; '' where there is none (cameras write it in many ways). */
export function boundaryName(contentType: string): string {
  const value = /boundary\s*=\s*("[^"]*"|'[^']*'|[^;\s]*)/i.exec(contentType)?.[1] ?? '';
  return value
    .replace(/^["']|["']$/g, '')
    .replace(/^-+/, '')
    .trim();
}
