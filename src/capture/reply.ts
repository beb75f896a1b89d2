/** Reads the pictures of one reply: tells a single picture from a stream by what comes, not by what was asked. */
import { mostPictureBytes } from '../base/limits';
import { stillKindOf } from '../base/still';
import { Trouble } from '../base/trouble';
import { findSoi, textOf } from './bytes';
import { mimeOf } from './multipart/head';
import { type Multipart, openMultipart } from './multipart/multipart';
import { looksLikeHtml, sniff, sniffBytes, troubleOfType } from './sniff';

export interface ReplyBody {
  push(chunk: Uint8Array): readonly Uint8Array[];
  /** `isBroken`: the reply stopped with an error, so that what is there counts only if it has an end of its own. */
  end(isBroken: boolean): readonly Uint8Array[];
  /** Many pictures may come; undefined until that is known. */
  readonly isStream: boolean | undefined;
  /** See Multipart.pending. */
  readonly pending: boolean;
  readonly trouble: Trouble | undefined;
}

/** Where SOI must begin in a reply that is one picture (a prefix of 4,801 bytes was seen: twelvemonkeys). */
const prefixBytes = 65_536;

export function openReplyBody(contentType: string, hasLength: boolean, streamExpected: boolean): ReplyBody {
  const mime = mimeOf(contentType);
  const held: Uint8Array[] = [];
  let heldBytes = 0;
  let trouble: Trouble | undefined;
  let stream: Multipart | undefined = mime.startsWith('multipart/') ? openMultipart(contentType) : undefined;
  let isSingle = false;

  function isStreamBody(first: Uint8Array): boolean {
    const text = textOf(first, 0, Math.min(first.length, 64));
    if (/^\s*(?:--|content-|http\/)/i.test(text)) return true;
    // An mjpeg address that answers with one picture says how long it is.
    return streamExpected && findSoi(first, 0, 3) === 0 && !(hasLength && mime.startsWith('image/'));
  }

  function joined(): Uint8Array {
    if (held.length === 1) return held[0]!;
    const all = new Uint8Array(heldBytes);
    let at = 0;
    for (const chunk of held) {
      all.set(chunk, at);
      at += chunk.length;
    }
    held.splice(0, held.length, all);
    return all;
  }

  function decide(): readonly Uint8Array[] {
    const first = joined();
    if (isStreamBody(first)) {
      stream = openMultipart(contentType);
      return stream.push(first);
    }
    isSingle = true;
    trouble = sniff(first);
    return [];
  }

  return {
    push(chunk) {
      if (stream !== undefined) return stream.push(chunk);
      held.push(chunk);
      heldBytes += chunk.length;
      if (!isSingle) return heldBytes < sniffBytes ? [] : decide();
      if (heldBytes > mostPictureBytes) trouble ??= new Trouble('capture/too-large');
      return [];
    },
    end(isBroken) {
      if (stream === undefined && !isSingle) decide();
      if (stream !== undefined) {
        const pictures = stream.end();
        // Some stacks show a reset as an ordinary end; the picture that was cut tells.
        const { pictures: count, skippedBytes } = stream.ledger;
        if (count === 0 && skippedBytes.cut > 0) trouble = new Trouble('capture/interrupted');
        return pictures;
      }
      const all = joined();
      // First: HEIC and others may hold a JPEG as thumbnail.
      if (stillKindOf(all) !== undefined) {
        if (!isBroken) return [all];
        trouble = new Trouble('capture/interrupted');
        return [];
      }
      const soi = findSoi(all, 0, Math.min(all.length, prefixBytes));
      if (soi >= 0) {
        if (!isBroken) return [all];
        // A Content-Length that is too long ends in an error after all bytes were there (mjpg-streamer writes 9999999).
        const walked = openMultipart(undefined).push(all);
        trouble = walked.length === 0 ? new Trouble('capture/interrupted') : undefined;
        return walked.slice(0, 1);
      }
      trouble ??= sniff(all) ?? troubleOfType(mime) ?? (isBroken ? new Trouble('capture/interrupted') : undefined);
      if (
        trouble === undefined &&
        (mime === 'text/html' || looksLikeHtml(textOf(all, 0, Math.min(all.length, 1024))))
      ) {
        trouble = new Trouble('capture/html');
      }
      trouble ??= new Trouble('capture/not-a-picture', all.length === 0 ? 'an empty reply' : mime);
      return [];
    },
    get isStream() {
      return stream !== undefined ? true : isSingle ? false : undefined;
    },
    get pending() {
      return stream?.pending ?? false;
    },
    get trouble() {
      return trouble ?? stream?.trouble;
    },
  };
}
