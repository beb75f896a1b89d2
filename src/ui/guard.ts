/** While something records: keeps the screen on, asks before the page is left, and notices time in the background. */

import { effect, untracked } from '@preact/signals';
import { liveKeys } from './model/keys/keys';
import type { Model } from './model/model';
import { elapsedOfAll, isArmed } from './model/sessions';
import { words } from './words/words';

/** Shorter absences lose nothing: browsers slow a page down only after a while. */
const unnoticedMs = 2000;

export function guard(model: Model): void {
  let lock: WakeLockSentinel | undefined;
  let isAsking = false;
  /** By the clock on the wall: the other one may stand still while a device sleeps. */
  let hiddenAt: number | undefined;
  const busy = () => model.phaseOfAll.value !== 'idle' || isArmed(model.sessions.value) || model.dimmed.value;

  async function keepAwake(): Promise<void> {
    // Missing on plain http pages; refused when the battery is low. Recording goes on either way.
    // Of two that were asked for at once only one would be let go.
    if (isAsking || (lock && !lock.released)) return;
    isAsking = true;
    lock = await navigator.wakeLock?.request('screen').catch(() => undefined);
    isAsking = false;
    if (!untracked(busy)) void lock?.release();
  }

  effect(() => {
    if (busy()) void keepAwake();
    else void lock?.release();
  });
  effect(() => {
    document.title = words.live.title(model.phaseOfAll.value, elapsedOfAll(model.sessions.value));
  });

  addEventListener('beforeunload', (event) => {
    if (model.phaseOfAll.peek() !== 'idle' || model.making.peek().size > 0) event.preventDefault();
  });
  document.addEventListener('visibilitychange', () => {
    const recording = model.phaseOfAll.peek() === 'recording';
    if (document.hidden) {
      hiddenAt = recording ? Date.now() : undefined;
      return;
    }
    // The browser lets the lock go whenever the page is hidden.
    if (untracked(busy)) void keepAwake();
    const awayMs = hiddenAt === undefined ? 0 : Date.now() - hiddenAt;
    hiddenAt = undefined;
    if (recording && awayMs > unnoticedMs) model.patch({ hiddenMs: model.hiddenMs.peek() + awayMs });
  });
}

/** Those of the live screen, and the one that shows all keys, unless the key belongs to a control or a text. */
export function listenToKeys(model: Model): void {
  document.addEventListener('keydown', (event) => {
    const action = liveKeys[event.key.toLowerCase()];
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target instanceof Element ? event.target : undefined;
    const typing = target?.closest('input:not([type=range], [type=checkbox]), select, textarea');
    if (event.key === '?' && !typing) return void showKeys();
    if (!action || model.screen.peek().kind !== 'live' || !model.camera.peek()) return;
    const pressing = event.key === ' ' && target?.closest('button, a, summary');
    if (target?.closest('input') || typing || pressing || document.querySelector('dialog[open]')) return;
    event.preventDefault();
    if (action === 'shutter') model.act.live.shutter();
    else if (action === 'mark') model.act.live.mark();
    else model.act.live.toggle();
  });
}

const showKeys = () => import('./screens/keys').then((part) => part.showKeys());
