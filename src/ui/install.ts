/** How this browser can keep the page as an app, told to the model. */

import type { Model } from './model/model';

/** Chromium only; not in TypeScript's DOM types. */
interface InstallEvent extends Event {
  prompt(): Promise<unknown>;
}

export function offerInstall(model: Model): void {
  if (matchMedia('(display-mode: standalone)').matches) return;
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    const ask = event as InstallEvent;
    const install = () => {
      model.patch({ install: undefined });
      void ask.prompt();
    };
    model.patch({ install });
  });
  addEventListener('appinstalled', () => model.patch({ install: undefined }));
  if (isApplePad(navigator)) model.patch({ install: 'by-hand' });
}

/** iPadOS calls itself a Mac; only the touch screen gives it away. Safari there has no install event. */
export function isApplePad({ userAgent, maxTouchPoints }: Pick<Navigator, 'userAgent' | 'maxTouchPoints'>): boolean {
  return /iPad|iPhone/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1);
}
