/** Finds a box inside the boxes of a film, and what stands in it. */

/** What is in the first box at this path, behind its size and type; undefined where there is none, or it is cut short. */
export function payloadOf(bytes: Uint8Array, [type, ...rest]: readonly string[]): DataView<ArrayBuffer> | undefined {
  const view = new DataView(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at + 8 <= bytes.length; ) {
    const sizeBytes = view.getUint32(at);
    if (sizeBytes < 8) return undefined;
    if (typeOf(bytes.subarray(at)) === type) {
      const payload = bytes.subarray(at + 8, at + sizeBytes);
      return rest.length > 0
        ? payloadOf(payload, rest)
        : new DataView(payload.buffer as ArrayBuffer, payload.byteOffset, payload.length);
    }
    at += sizeBytes;
  }
  return undefined;
}

export function typeOf(box: Uint8Array): string {
  return String.fromCharCode(...box.subarray(4, 8));
}
