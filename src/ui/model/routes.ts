/** The screens, and the hash in the address that names each. */

export type Screen =
  | { readonly kind: 'live'; readonly cameraId: string }
  /** Several cameras at once. */
  | { readonly kind: 'wall' }
  | { readonly kind: 'films' }
  | { readonly kind: 'film'; readonly filmId: string }
  | { readonly kind: 'cameras' }
  /** `cameraId` is empty for a new camera. */
  | { readonly kind: 'camera'; readonly cameraId: string }
  | { readonly kind: 'settings' }
  | { readonly kind: 'import' };

/** Anything unknown is the live screen: a wrong link still shows something to press. */
export function screenOf(hash: string): Screen {
  const [head = '', tail = ''] = hash.replace(/^#\/?/, '').split('/');
  switch (head) {
    case 'films':
      return tail === '' ? { kind: 'films' } : { kind: 'film', filmId: plain(tail) };
    case 'cameras':
      return tail === '' ? { kind: 'cameras' } : { kind: 'camera', cameraId: tail === 'new' ? '' : plain(tail) };
    case 'wall':
      return { kind: 'wall' };
    case 'settings':
      return { kind: 'settings' };
    case 'import':
      return { kind: 'import' };
    default:
      return { kind: 'live', cameraId: head === 'live' ? plain(tail) : '' };
  }
}

export function hashOf(screen: Screen): string {
  switch (screen.kind) {
    case 'live':
      return screen.cameraId === '' ? '#/live' : `#/live/${encodeURIComponent(screen.cameraId)}`;
    case 'film':
      return `#/films/${encodeURIComponent(screen.filmId)}`;
    case 'camera':
      return `#/cameras/${screen.cameraId === '' ? 'new' : encodeURIComponent(screen.cameraId)}`;
    default:
      return `#/${screen.kind}`;
  }
}

/** A hash typed by hand may hold a lone percent sign, which decodeURIComponent throws at. */
function plain(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
