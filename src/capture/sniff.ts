/** Names what is sent instead of JPEG, by the first bytes of a reply. */
import { stillKindOf } from '../base/still';
import { Trouble } from '../base/trouble';
import { textOf } from './bytes';

/** So many bytes are enough to tell. */
export const sniffBytes = 16;

/** Undefined when nothing speaks against JPEG pictures. */
export function sniff(bytes: Uint8Array): Trouble | undefined {
  // Stills of other formats are recorded too: draw makes JPEGs of them.
  if (stillKindOf(bytes) !== undefined) return undefined;
  const text = textOf(bytes, 0, Math.min(bytes.length, 256));
  const starts = (...heads: string[]) => heads.some((head) => text.startsWith(head));
  // Foscam's videostream.asf; the same camera sends JPEG from videostream.cgi (IP Camera CGI 1.27).
  if (starts('\x30\x26\xb2\x75'))
    return new Trouble('capture/not-mjpeg', 'ASF; this camera sends JPEG from videostream.cgi');
  if (starts('\0\0\x01\xba', '\0\0\x01\xb3')) return new Trouble('capture/film', 'MPEG');
  if (text[0] === 'G' && text[188] === 'G') return new Trouble('capture/film', 'MPEG transport stream');
  // An Annex B start code (ITU-T H.264, B.1.1); a JPEG never begins with null bytes.
  if (starts('\0\0\0\x01', '\0\0\x01')) return new Trouble('capture/not-mjpeg', 'H.264 or H.265');
  if (text.slice(4, 12) === 'ftypqt  ' || /^(?:moov|mdat|wide|pnot)$/.test(text.slice(4, 8)))
    return new Trouble('capture/film', 'QuickTime');
  if (text.slice(4, 8) === 'ftyp') return new Trouble('capture/film', 'MP4');
  if (starts('DHAV', 'DAHUA')) return new Trouble('capture/film', 'Dahua DAV');
  if (starts('IMKH', 'HKMI')) return new Trouble('capture/film', 'Hikvision');
  if (starts('FLV\x01')) return new Trouble('capture/film', 'FLV');
  if (starts('RTSP/')) return new Trouble('capture/not-mjpeg', 'RTSP');
  if (starts('\x1a\x45\xdf\xa3')) return new Trouble('capture/film', 'Matroska or WebM');
  if (starts('#EXTM3U')) return new Trouble('capture/not-mjpeg', 'HLS');
  if (starts('RIFF')) return new Trouble('capture/film', 'AVI');
  if (looksLikeHtml(text)) return new Trouble('capture/html');
  return undefined;
}

export function looksLikeHtml(text: string): boolean {
  return /^\s*(?:<!--[^>]*-->\s*)?<(?:!doctype\s+html|html|head|body|script|title|meta|frameset)\b/i.test(text);
}

/** A media type that can only be something else than JPEG pictures. */
export function troubleOfType(mime: string): Trouble | undefined {
  if (/^video\/(?:mp4|webm|quicktime|x-msvideo|x-matroska|x-flv|ogg)/.test(mime))
    return new Trouble('capture/film', mime);
  return /^video\/(?!x-motion-jpeg|x-mjpeg|mjpeg)|^application\/(?:sdp|vnd\.apple\.mpegurl)/.test(mime)
    ? new Trouble('capture/not-mjpeg', mime)
    : undefined;
}
