/**
 * Parses a camera's reply head as leniently as browsers do.
 *
 * Node's own client refuses a third of the replies that Chromium and Firefox both read, among them the one of GoaHead
 * cameras with a header line `Tue, 12 Jun 2012 01:56:34 GMT` (https://github.com/home-assistant/core/issues/14960).
 */
import { Trouble } from '../trouble';

export type Oddity =
  | 'nameless-line'
  | 'bare-cr'
  | 'no-head'
  | 'odd-status-line'
  | 'garbled-length'
  | 'length-and-chunked'
  | 'length-mismatch'
  | 'wrong-type'
  | 'encoding-not-applied'
  | 'old-encryption';

export interface Head {
  readonly status: number;
  /** Names in lower case; a repeated header has several values. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly chunked: boolean;
  /** The promised length, where there is one that can be believed; never with chunked. */
  readonly lengthBytes: number | undefined;
  readonly oddities: Set<Oddity>;
}

const statusLine = /^(HTTP\/\d+(?:\.\d+)?|ICY)([ \t]+)(\d{3})(?!\d)/i;
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const LF = 0x0a;
const CR = 0x0d;

/** Without the CRs before a line's end. */
function endOfText(bytes: Buffer, lineEnd: number): number {
  let end = lineEnd;
  while (bytes[end - 1] === CR) end -= 1;
  return end;
}

/** Reads one reply head, fed in pieces of any size; interim 1xx heads are skipped (RFC 9110, 15.2). */
export class HeadReader {
  readonly #limitBytes: number;
  #pending: Buffer = Buffer.alloc(0);
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #seenBytes = 0;
  #status = 0;
  #headers = new Map<string, string[]>();
  #oddities = new Set<Oddity>();
  /** The values array a folded line belongs to. */
  #last: string[] | undefined;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  /** The head and the bytes after it once it is complete. Throws Trouble for what neither browser reads. */
  push(bytes: Buffer): { readonly head: Head; readonly rest: Buffer } | undefined {
    const known = this.#pending.length + this.#waitingBytes;
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    // A long line that comes byte by byte is joined once, at its end.
    if (known >= 3 && !bytes.includes(LF)) {
      this.#checkSize(known + bytes.length);
      return undefined;
    }
    this.#pending = Buffer.concat([this.#pending, ...this.#waiting.splice(0)]);
    this.#waitingBytes = 0;
    if (this.#status === 0) {
      const bare = this.#withoutHead();
      if (bare) return bare;
    }
    for (let end = this.#pending.indexOf(LF); end >= 0; end = this.#pending.indexOf(LF)) {
      const line = this.#pending.toString('latin1', 0, endOfText(this.#pending, end));
      this.#pending = this.#pending.subarray(end + 1);
      this.#seenBytes += end + 1;
      this.#checkSize(0);
      if (!this.#takeLine(line)) continue;
      const head = this.#finish();
      if (head) return { head, rest: this.#pending };
    }
    this.#checkSize(this.#pending.length);
    return undefined;
  }

  #checkSize(pendingBytes: number): void {
    if (this.#seenBytes + pendingBytes > this.#limitBytes)
      throw new Trouble('capture/too-large', `The camera's reply head is longer than ${this.#limitBytes} bytes.`);
  }

  /** HTTP/0.9: a picture or a multipart body with no head at all. */
  #withoutHead(): { readonly head: Head; readonly rest: Buffer } | undefined {
    const [first, second, third] = this.#pending;
    const jpeg = first === 0xff && second === 0xd8 && third === 0xff;
    const multipart = first === 0x2d && second === 0x2d;
    if (!jpeg && !multipart) return undefined;
    const head: Head = {
      status: 200,
      headers: new Map(),
      chunked: false,
      lengthBytes: undefined,
      oddities: new Set<Oddity>(['no-head']),
    };
    return { head, rest: this.#pending };
  }

  /** True when the line is the empty one that ends the head. */
  #takeLine(line: string): boolean {
    if (line.includes('\0'))
      throw new Trouble('capture/not-a-picture', "The camera's reply head holds a NUL byte, which no browser accepts.");
    if (this.#status === 0) {
      if (line.trim() !== '') this.#takeStatus(line);
      return false;
    }
    if (line === '') return true;
    if (line.includes('\r')) {
      // A bare CR ends no line; as it may hide a second header (request smuggling), the line is dropped.
      this.#last = undefined;
      this.#oddities.add('bare-cr');
    } else if (line.startsWith(' ') || line.startsWith('\t')) {
      const before = this.#last?.pop();
      if (before !== undefined) this.#last?.push(before === '' ? line.trim() : `${before} ${line.trim()}`);
    } else this.#takeHeader(line);
    return false;
  }

  #takeStatus(line: string): void {
    const found = statusLine.exec(line);
    if (!found?.[3]) throw new Trouble('capture/not-a-picture', 'The camera answers with something that is not HTTP.');
    if (found[1]?.slice(0, 5) !== 'HTTP/' || found[2] !== ' ') this.#oddities.add('odd-status-line');
    this.#status = Number(found[3]);
  }

  #takeHeader(line: string): void {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    this.#last = undefined;
    if (!token.test(name)) {
      this.#oddities.add('nameless-line');
      return;
    }
    this.#last = this.#headers.get(name) ?? [];
    this.#headers.set(name, this.#last);
    this.#last.push(line.slice(colon + 1).trim());
  }

  #finish(): Head | undefined {
    if (this.#status < 200) {
      if (this.#status === 101) throw new Trouble('capture/status', 'The camera wants to change the protocol.');
      this.#status = 0;
      this.#headers = new Map();
      this.#last = undefined;
      return undefined;
    }
    const encodings = (this.#headers.get('transfer-encoding') ?? []).join(',').toLowerCase();
    const chunked = encodings.split(',').some((encoding) => encoding.trim() === 'chunked');
    const lengthBytes = this.#length(chunked);
    return { status: this.#status, headers: this.#headers, chunked, lengthBytes, oddities: this.#oddities };
  }

  /** RFC 9112, 6.3: chunked wins over a length; lengths that differ make the reply worthless; the rest is ignored. */
  #length(chunked: boolean): number | undefined {
    const texts = (this.#headers.get('content-length') ?? []).flatMap((value) => value.split(','));
    if (chunked) {
      if (texts.length > 0) this.#oddities.add('length-and-chunked');
      return undefined;
    }
    const numbers = new Set<number>();
    for (const text of texts) {
      if (/^\s*\d{1,15}\s*$/.test(text)) numbers.add(Number(text));
      else this.#oddities.add('garbled-length');
    }
    if (numbers.size > 1) throw new Trouble('capture/not-a-picture', 'The camera names two different lengths.');
    return numbers.values().next().value;
  }
}
