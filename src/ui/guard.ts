/** While something records: keeps the screen on, asks before the page is left, and notices time in the background. */

import { effect, untracked } from '@preact/signals';
import type { Model } from './model/model';
import { elapsedOfAll, isArmed } from './model/sessions';
import { words } from './words/words';

/** Shorter absences lose nothing: browsers slow a page down only after a while. */
const unnoticedMs = 2000;

export function guard(model: Model): void {
  let lock: WakeLockSentinel | undefined;
  /** By the clock on the wall: the other one may stand still while a device sleeps. */
  let hiddenAt: number | undefined;
  const busy = () => model.phaseOfAll.value !== 'idle' || isArmed(model.sessions.value) || model.dimmed.value;

  async function keepAwake(): Promise<void> {
    // Missing on plain http pages; refused when the battery is low. Recording goes on either way.
    if (lock && !lock.released) return;
    lock = await navigator.wakeLock?.request('screen').catch(() => undefined);
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
    if (model.phaseOfAll.peek() !== 'idle') event.preventDefault();
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

/** On the live screen Space or R starts and stops, S keeps the picture and M sets a mark, unless the key belongs to a control or a text. */
export function listenToKeys(model: Model): void {
  document.addEventListener('keydown', (event) => {
    const key = event.key.toLowerCase();
    if (![' ', 'r', 's', 'm'].includes(key) || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    if (model.screen.peek().kind !== 'live' || !model.camera.peek() || document.querySelector('dialog[open]')) return;
    const target = event.target instanceof Element ? event.target : undefined;
    const typing = target?.closest('input, select, textarea');
    const pressing = event.key === ' ' && target?.closest('button, a, summary');
    if (typing || pressing) return;
    event.preventDefault();
    if (key === 's') model.act.live.shutter();
    else if (key === 'm') model.act.live.mark();
    else model.act.live.toggle();
  });
}
