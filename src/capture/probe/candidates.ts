/** Where the pictures of a camera may be of which nothing but the address is known: for the search, and for the proxy's. */
import type { Camera, CameraKind } from '../../base/camera';
import { addressOf, type CameraAddress } from '../address';
import { families } from '../families/families';

export interface Candidate {
  readonly address: CameraAddress;
  readonly kind: CameraKind;
  /** All that have their picture at this address. */
  readonly families: readonly string[];
}

export function candidateOf(family: string, kind: CameraKind, address: string): Candidate | undefined {
  const row = families.find((one) => one.key === family);
  if (row?.[kind] === undefined) return undefined;
  return { address: addressOf(cameraAt(family, kind, address)), kind, families: [family] };
}

function cameraAt(family: string, kind: CameraKind, address: string): Camera {
  const nothing = {
    id: '',
    name: '',
    userName: '',
    password: '',
    keepPassword: false,
    invertPan: false,
    invertTilt: false,
  };
  return { ...nothing, family, kind, address, route: 'auto', askedFps: 0, askedWidthPx: 0 };
}

/** The address itself if it has a path; then the picture of every family, its stream where it has none; each place once. */
export function candidatesFor(address: string): readonly Candidate[] {
  const { pathname, search } = new URL(address);
  const hasPath = pathname !== '/' || search !== '';
  const itself = hasPath
    ? [
        {
          address: addressOf(cameraAt('snapshot', 'snapshot', address)),
          kind: 'snapshot',
          families: ['snapshot'],
        } as const,
      ]
    : [];
  const byUrl = new Map<string, Candidate>(itself.map((candidate) => [candidate.address.url, candidate]));
  for (const { key, snapshot } of families) {
    const candidate = candidateOf(key, snapshot === undefined ? 'mjpeg' : 'snapshot', address);
    if (candidate === undefined) continue;
    const { url } = candidate.address;
    const known = byUrl.get(url);
    byUrl.set(url, known === undefined ? candidate : { ...known, families: [...known.families, key] });
  }
  return [...byUrl.values()];
}
