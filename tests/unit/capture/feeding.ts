/** Feeds a stream, cut in some way, to the multipart reader and collects what it made of it. */
import { type ByteAccount, type MultipartLimits, multipartLimits, openMultipart } from '../../../src/capture/capture';

export interface Fed {
  readonly pictures: readonly Uint8Array[];
  readonly ledger: ByteAccount;
  readonly trouble: string | undefined;
}

/** `sizes` are used in turn; the chunk's buffer is overwritten after each push, as a network stack may do. */
export function feed(
  stream: Uint8Array,
  contentType: string | undefined,
  sizes: readonly number[],
  limits: MultipartLimits = multipartLimits,
): Fed {
  const reader = openMultipart(contentType, limits);
  const pictures: Uint8Array[] = [];
  for (let at = 0, turn = 0; at < stream.length; turn++) {
    const chunk = stream.slice(at, at + Math.max(1, sizes[turn % sizes.length]!));
    at += chunk.length;
    pictures.push(...reader.push(chunk));
    chunk.fill(0xaa);
  }
  pictures.push(...reader.end());
  return { pictures, ledger: reader.ledger, trouble: reader.trouble?.name };
}

/** Received = in pictures + skipped + held, and nothing is held after the end. */
export function unaccounted(ledger: ByteAccount): number {
  const skipped = Object.values(ledger.skippedBytes).reduce((sum, bytes) => sum + bytes, 0);
  return ledger.receivedBytes - ledger.pictureBytes - skipped - ledger.heldBytes;
}
