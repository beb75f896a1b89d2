/** Tells people who look elsewhere what happens to their cameras: a notification through the service worker, and the app's badge. */

import { effect } from '@preact/signals';
import { localZone } from '../base/schedule';
import type { LiveState } from '../remote/remote';
import type { Model } from './model/model';
import { hashOf } from './model/routes';
import { whenOf } from './model/store';
import { type Alert, alertsOf, settled, shouldTell } from './model/told/told';
import { words } from './words/words';

/**
 * Not in TypeScript's library: https://developer.mozilla.org/docs/Web/API/Notification/image and /renotify. Without the latter one
 * that takes the place of another has no sound.
 */
type Told = NotificationOptions & { readonly image?: string; readonly renotify?: boolean };

export function notify(model: Model): void {
  const before = new Map<string, LiveState>();
  const toldAt = new Map<string, number>();
  let unread = 0;

  function tell(cameraId: string, name: string, alert: Alert): void {
    const key = `${cameraId} ${alert}`;
    const settings = model.tell.peek();
    const isSeen = !document.hidden && !model.dimmed.peek();
    const now = Date.now();
    // Missing in some browsers, and on plain http pages.
    const permission = globalThis.Notification?.permission ?? 'denied';
    if (!shouldTell({ settings, permission, isSeen, lastAt: toldAt.get(key), now, zone: localZone })) return;
    toldAt.set(key, now);
    unread += 1;
    void navigator.setAppBadge?.(unread).catch(() => undefined);
    const hash = hashOf(alert === 'finished' ? { kind: 'films' } : { kind: 'live', cameraId });
    const more = { tag: key, silent: !settings.sound, renotify: settings.sound, data: { hash } };
    show(cameraId, name, words.tell.what[alert], more).catch(() => undefined);
  }

  /** A page may show none by itself on Android; without a service worker there is none. */
  async function show(cameraId: string, name: string, body: string, more: Told): Promise<void> {
    const image = await model.act.live.glance(cameraId);
    const registration = await navigator.serviceWorker?.getRegistration();
    // Of browsers that show no picture the rest is told.
    const options: Told = { ...more, body, icon: 'icons/192.png', ...(image && { image }) };
    await registration?.showNotification(name, options);
  }

  effect(() => {
    const sessions = model.sessions.value;
    for (const { camera, live } of sessions.values()) {
      const last = before.get(camera.id);
      if (!live) continue;
      before.set(camera.id, settled(last, live));
      const when = whenOf({ whens: model.whens.peek() }, camera.id);
      for (const alert of alertsOf(last, live, when)) tell(camera.id, camera.name, alert);
    }
    for (const id of before.keys()) if (!sessions.has(id)) before.delete(id);
  });
  navigator.serviceWorker?.addEventListener('message', ({ data }) => {
    if (data?.type === 'SHOW') location.hash = String(data.hash);
  });
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) return;
    unread = 0;
    void navigator.clearAppBadge?.().catch(() => undefined);
  });
}
