/** Gives memory back before the garbage collector would. */

/** TypeScript's ES2022 library leaves it out; Chromium has it since 114, Firefox since 122, Safari since 17.4. */
interface Transfers {
  transfer?(sizeBytes: number): ArrayBuffer;
}

/**
 * The bytes must not be used any more. Chromium (156) lets some 40 MB of such buffers lie about in each worker before it collects
 * garbage: 150 MB with four cameras in one page. Where only a part of the buffer is theirs, nothing is done. Not for what
 * `Blob.arrayBuffer` gave: Chromium keeps that all the same and no longer counts it (docs/performance.md).
 */
export function release({ buffer, byteLength }: Uint8Array): void {
  if (buffer.byteLength === byteLength) (buffer as Transfers).transfer?.(0);
}
