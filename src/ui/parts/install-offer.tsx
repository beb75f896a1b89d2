/** Says how this browser can keep the page, and offers to install it where it can. */

import { useModel } from '../model/model';
import { words } from '../words/words';

const { settings: say } = words;

export function InstallOffer({ onDismiss }: { readonly onDismiss?: () => void }) {
  const install = useModel().install.value;
  if (!install) return null;
  return (
    <div class="note">
      <h2>{say.install}</h2>
      <p>{say.installAbout}</p>
      {install === 'by-hand' && <p>{say.installIpad}</p>}
      <div class="film-buttons">
        {install !== 'by-hand' && (
          <button type="button" class="main" onClick={install}>
            {say.installButton}
          </button>
        )}
        {onDismiss && (
          <button type="button" class="quiet" onClick={onDismiss}>
            {say.installDismiss}
          </button>
        )}
      </div>
    </div>
  );
}

/** Offered once there is something worth keeping, and never again after a no. */
export function InstallHint() {
  const { films, installHint, act } = useModel();
  const worth = installHint.value && films.value.some((film) => film.state === 'finished');
  return worth ? <InstallOffer onDismiss={act.dropInstallHint} /> : null;
}
