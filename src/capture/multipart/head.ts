/** What one line between two pictures means: boundary, header, or nothing. */

export type Line =
  /** `delimiter` is what this camera really writes before a part, without a closing `--`. */
  | { readonly kind: 'boundary'; readonly delimiter: string; readonly rest: string }
  | { readonly kind: 'header'; readonly name: string; readonly value: string }
  | { readonly kind: 'status' }
  | { readonly kind: 'blank' }
  | { readonly kind: 'noise' };

/**
 * `boundary` is the declared one, '' when there is none. Cameras write it with and without the two dashes, declare it
 * with them (Sony SNC-EB640), close every part as if it were the last (go2rtc #545), glue the first header to it
 * (viseron #355) and change it on the way: any line that begins with two dashes counts.
 */
export function readLine(text: string, boundary: string): Line {
  const line = text.trimEnd();
  if (line === '') return { kind: 'blank' };
  for (const delimiter of boundary === '' ? [] : [`--${boundary}`, boundary]) {
    if (line.startsWith(delimiter)) return { kind: 'boundary', delimiter, rest: restOf(line.slice(delimiter.length)) };
  }
  if (line.startsWith('--')) {
    const header = line.search(/content-(?:type|length)\s*:/i);
    const delimiter = (header < 0 ? line : line.slice(0, header)).replace(/([^-])--$/, '$1').trimEnd();
    return { kind: 'boundary', delimiter, rest: header < 0 ? '' : line.slice(header) };
  }
  if (/^HTTP\/\d/i.test(line)) return { kind: 'status' };
  const colon = line.indexOf(':');
  if (colon > 0 && /^[\w-]+\s*$/.test(line.slice(0, colon))) {
    return { kind: 'header', name: line.slice(0, colon).trim().toLowerCase(), value: line.slice(colon + 1).trim() };
  }
  return { kind: 'noise' };
}

function restOf(text: string): string {
  const rest = text.replace(/^--/, '').trim();
  return /^[\w-]+\s*:/.test(rest) ? rest : '';
}

/** The boundary parameter of a Content-Type, quoted in any way or not at all; '' when there is none (RFC 2046, 5.1.1). */
export function boundaryOf(contentType: string): string {
  const found = /boundary\s*=\s*(?:"([^"]*)"|'([^']*)'|([^;\s]*))/i.exec(contentType);
  return found?.[1] ?? found?.[2] ?? found?.[3] ?? '';
}

/** 'Image/JPEG;size=3' -> 'image/jpeg'. */
export function mimeOf(contentType: string): string {
  return contentType.split(';', 1)[0]!.trim().toLowerCase();
}

/** Content-Length as cameras write it ('12abc'); undefined when it says nothing. */
export function lengthOf(value: string): number | undefined {
  const found = /^\s*(\d{1,15})/.exec(value);
  return found === null || Number(found[1]) === 0 ? undefined : Number(found[1]);
}
