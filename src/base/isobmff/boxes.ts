/** Finds a box inside the boxes of a film (ISO/IEC 14496-12, 4.2), and what stands in it. */

const headerBytes = 8;

/** Each with its header. Ends at a box that claims to be shorter than that; the last one may be cut short. */
export function* boxesIn(bytes: Uint8Array): Generator<Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at + headerBytes <= bytes.length; ) {
    const sizeBytes = view.getUint32(at);
    if (sizeBytes < headerBytes) return;
    yield bytes.subarray(at, at + sizeBytes);
    at += sizeBytes;
  }
}

export function typeOf(box: Uint8Array): string {
  return String.fromCharCode(...box.subarray(4, headerBytes));
}

/** What is in each box of that type, behind its size and type. */
export function contentsOf(bytes: Uint8Array, type: string): readonly Uint8Array[] {
  const boxes = [...boxesIn(bytes)].filter((box) => typeOf(box) === type);
  return boxes.map((box) => box.subarray(headerBytes));
}

/** What is in the first box at this path; undefined where there is none. */
export function payloadOf(bytes: Uint8Array, [type, ...rest]: readonly string[]): DataView<ArrayBuffer> | undefined {
  for (const box of boxesIn(bytes)) {
    if (typeOf(box) !== type) continue;
    const payload = box.subarray(headerBytes);
    return rest.length > 0
      ? payloadOf(payload, rest)
      : new DataView(payload.buffer as ArrayBuffer, payload.byteOffset, payload.length);
  }
  return undefined;
}

export function bytesOf({ buffer, byteOffset, byteLength }: DataView<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
