/** What comes before any screen is loaded, and so needs no words. */

export { takeLink } from './model/link/link';
export { speak } from './words/speak';

/** Another page has put this one into a frame, where it could be made to be pressed unseen. Static hosts send no header against that. */
export function isFramed(): boolean {
  try {
    return window.top !== null && window.top.location.origin !== location.origin;
  } catch {
    return true;
  }
}
