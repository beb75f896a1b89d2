/** Says what a page that came over plain http cannot do, and how to get one that can. */

import { words } from '../words/words';

export function InsecureNote() {
  return isSecureContext ? null : <p class="note">{words.settings.insecure}</p>;
}
