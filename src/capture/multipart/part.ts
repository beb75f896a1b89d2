/** What is known of the part that is being read: how it is bounded, what its head says, whether pictures are in it. Pure. */
import { bytesOf } from '../bytes';
import { boundaryOf, type Line, lengthOf, mimeOf, readLine } from './head';

export interface StreamPart {
  /** As it was declared last; '' when it was not. */
  readonly boundary: string;
  /** As the camera really writes it; undefined until a boundary was seen. */
  readonly delimiter: Uint8Array | undefined;
  readonly isHeadOpen: boolean;
  /** It is no picture and is read line by line: what looks like SOI in it is chance. */
  readonly isForeign: boolean;
  readonly type: string;
  /** Of what is left of it, in bytes; undefined when it does not say. */
  readonly length: number | undefined;
}

export function firstPart(contentType: string): StreamPart {
  const boundary = boundaryOf(contentType);
  return nextPart(boundary, boundary === '' ? undefined : bytesOf(boundary));
}

function nextPart(boundary: string, delimiter: Uint8Array | undefined): StreamPart {
  return { boundary, delimiter, isHeadOpen: false, isForeign: false, type: '', length: undefined };
}

/** After its picture nothing of a head holds any longer. */
export function withoutHead({ boundary, delimiter }: StreamPart): StreamPart {
  return nextPart(boundary, delimiter);
}

/** Behind bytes before its picture; inside a part they count towards its length. */
export function afterBytes(part: StreamPart, bytes: number): StreamPart {
  const { isHeadOpen, length } = part;
  if (isHeadOpen || length === undefined) return part;
  return { ...part, length: length > bytes ? length - bytes : undefined };
}

/** Behind a line of `bytes` bytes. */
export function afterLine(part: StreamPart, line: Line, bytes: number): StreamPart {
  const here = afterBytes(part, bytes);
  switch (line.kind) {
    case 'status':
      return withoutHead(here);
    case 'boundary': {
      const next = nextPart(here.boundary, bytesOf(line.delimiter));
      const glued = readLine(line.rest, '');
      return glued.kind === 'header' ? withHeader(next, glued.name, glued.value) : next;
    }
    case 'header':
      return here.isForeign ? here : withHeader(here, line.name, line.value);
    default:
      return here;
  }
}

function withHeader(part: StreamPart, name: string, value: string): StreamPart {
  const here = { ...part, isHeadOpen: true };
  if (name === 'content-length') return { ...here, length: lengthOf(value) };
  if (name !== 'content-type') return here;
  const type = mimeOf(value);
  const changed = boundaryOf(value);
  return { ...here, type, boundary: type.startsWith('multipart/') && changed !== '' ? changed : part.boundary };
}

/** A picture may be behind such a head, whatever it calls it. */
export function mayHoldPicture({ type }: StreamPart): boolean {
  return /^$|^image\/|^multipart\/|^application\/octet-stream$/.test(type);
}
