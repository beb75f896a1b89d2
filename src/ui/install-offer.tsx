/** How this browser can keep the page in; the offer to install it, where there is one, out. */

import { Icon } from './icons';
import { useModel } from './model';
import { words } from './words';

const { settings: say } = words;

export function InstallOffer({ onDismiss }: { readonly onDismiss?: () => void }) {
  const install = useModel().install.value;
  if (!install) return null;
  return (
    <div class="note install">
      <h2>{say.install}</h2>
      <p>{say.installAbout}</p>
      {install === 'by-hand' ? (
        <p>{say.installIpad}</p>
      ) : (
        <button type="button" class="main" onClick={install}>
          {say.installButton}
        </button>
      )}
      {onDismiss && (
        <button type="button" class="quiet" aria-label={say.installDismiss} onClick={onDismiss}>
          <Icon name="close" />
        </button>
      )}
    </div>
  );
}

/** Offered once there is something worth keeping, and never again after a no. */
export function InstallHint() {
  const { films, installHint, act } = useModel();
  const worth = installHint.value && films.value.some((film) => film.state === 'finished');
  return worth ? <InstallOffer onDismiss={act.dropInstallHint} /> : null;
}
