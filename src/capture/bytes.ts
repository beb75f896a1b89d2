/** The few searches in bytes that framing needs. */

/** ISO-8859-1, so that any byte survives. */
export function textOf(bytes: Uint8Array, from = 0, to = bytes.length): string {
  let text = '';
  for (let at = from; at < to; at++) text += String.fromCharCode(bytes[at]!);
  return text;
}

export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** 'more' when the bytes end before the pattern could be told. */
export function startsWith(bytes: Uint8Array, at: number, pattern: Uint8Array): 'yes' | 'no' | 'more' {
  for (let index = 0; index < pattern.length; index++) {
    if (at + index >= bytes.length) return 'more';
    if (bytes[at + index] !== pattern[index]) return 'no';
  }
  return 'yes';
}

/** First place of `pattern` at or after `from` that lies wholly before `to`; -1 if there is none. */
export function findBytes(bytes: Uint8Array, pattern: Uint8Array, from: number, to = bytes.length): number {
  // Not a byte behind `to` is looked at: where searches are many, that would be what takes the time.
  const within = to < bytes.length ? bytes.subarray(0, Math.max(0, to)) : bytes;
  for (let at = from; ; at++) {
    at = within.indexOf(pattern[0]!, at);
    if (at < 0 || at + pattern.length > to) return -1;
    if (startsWith(bytes, at, pattern) === 'yes') return at;
  }
}

const soi = Uint8Array.of(0xff, 0xd8, 0xff);

/** SOI and the first byte of the marker after it: two bytes alone turn up by chance. */
export function findSoi(bytes: Uint8Array, from: number, to = bytes.length): number {
  return findBytes(bytes, soi, from, to);
}

export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
