/** Names the kind of a still picture that is no JPEG by its first bytes. */

/** Formats that some camera or phone writes instead of JPEG. Which of them a browser decodes differs: draw tries. */
export type StillKind = 'PNG' | 'WebP' | 'GIF' | 'BMP' | 'AVIF' | 'HEIC' | 'TIFF' | 'JPEG XL';

/** So many bytes tell; the brands of an ISO file are all within them. */
export const stillBytes = 64;

/**
 * Undefined for a JPEG and for what is no still picture. The magic numbers: PNG 5.2, RFC 9649 (WebP), GIF89a 17, ISO/IEC
 * 23008-12 and AV1-AVIF (brands of `ftyp`), TIFF 6.0 section 2, ISO/IEC 18181-2 (JPEG XL: bare, and in its container).
 */
export function stillKindOf(bytes: Uint8Array): StillKind | undefined {
  const text = String.fromCharCode(...bytes.subarray(0, stillBytes));
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'PNG';
  if (/^GIF8[79]a/.test(text)) return 'GIF';
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'WebP';
  // Two letters alone turn up by chance: the reserved bytes are zero, and the second header is shorter than 256 bytes.
  if (text.startsWith('BM') && text.slice(6, 10) === '\0\0\0\0' && text.slice(15, 18) === '\0\0\0') return 'BMP';
  if (text.startsWith('II*\0') || text.startsWith('MM\0*')) return 'TIFF';
  if (text.startsWith('\xff\x0a') || text.startsWith('\0\0\0\x0cJXL \r\n\x87\n')) return 'JPEG XL';
  if (text.slice(4, 8) !== 'ftyp') return undefined;
  const size = (bytes[2]! << 8) | bytes[3]!;
  const brands = text.slice(8, Math.min(size, stillBytes));
  // A picture of either kind may also call itself by the general brand mif1: the codec's own brand decides.
  if (/avi[fs]/.test(brands)) return 'AVIF';
  if (/hei[cxms]|hev[cx]|mif1|msf1/.test(brands)) return 'HEIC';
  return undefined;
}
