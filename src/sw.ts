/** The service worker: opens the app offline, and stays out of every camera's way. */
import { PrecacheController, type PrecacheEntry, PrecacheRoute } from 'workbox-precaching';
import { NavigationRoute, Router } from 'workbox-routing';

/** What of ServiceWorkerGlobalScope is used here. */
interface Scope {
  /** Filled in by scripts/build-sw.ts. */
  readonly __WB_MANIFEST: (PrecacheEntry | string)[];
  readonly location: WorkerLocation;
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: Event) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  addEventListener(type: 'notificationclick', listener: (event: NotificationEvent) => void): void;
  readonly clients: {
    matchAll(): Promise<readonly { focus(): Promise<unknown>; postMessage(message: unknown): void }[]>;
    openWindow(url: string): Promise<unknown>;
  };
}
interface NotificationEvent extends Event {
  readonly notification: { readonly data: { readonly hash: string }; close(): void };
  waitUntil(done: Promise<unknown>): void;
}
interface FetchEvent extends Event {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
declare const self: Scope;

/**
 * Cameras, proxies and everything of another origin get no respondWith(): in Chrome that alone breaks every http camera
 * on the LAN (docs/architecture.md). The relay and its greeting are never answered from a cache either.
 */
function isApp(url: URL): boolean {
  return url.origin === self.location.origin && url.pathname !== '/proxy' && !url.pathname.endsWith('/snapreel.json');
}

const shell = new PrecacheController();
const router = new Router();

shell.addToCacheList(self.__WB_MANIFEST);
router.registerRoute(new PrecacheRoute(shell));
// The page itself, with whatever query a link or shortcut brings.
router.registerRoute(
  new NavigationRoute(shell.createHandlerBoundToURL('index.html'), { allowlist: [/\/(index\.html)?(\?|$)/] }),
);
/**
 * Pictures that were shared with the app (share_target in the manifest): laid down until the page takes them (ui/launch.ts). The
 * number keeps their order, and two of one name apart.
 */
async function keepShared(request: Request): Promise<Response> {
  const shared = (await request.formData()).getAll('pictures');
  const cache = await caches.open('snapreel-shared');
  for (const [number, file] of shared.entries()) {
    if (!(file instanceof File)) continue;
    await cache.put(`shared/${1e6 + number}?name=${encodeURIComponent(file.name)}`, new Response(file));
  }
  return Response.redirect('./#/import', 303);
}

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (!isApp(url)) return;
  if (event.request.method === 'POST' && url.pathname.endsWith('/share')) {
    // Without room for them the screen opens all the same, and they can be chosen there.
    return event.respondWith(keepShared(event.request).catch(() => Response.redirect('./#/import', 303)));
  }
  const response = router.handleRequest({ request: event.request, event: event as never });
  if (response) event.respondWith(response);
});
self.addEventListener('install', (event) => shell.install(event as never));
self.addEventListener('activate', (event) => shell.activate(event as never));
// Only when the person said so: a reload in mid-recording would be a gap (ui decides, and asks).
self.addEventListener('message', (event) => {
  if (event.data?.type === 'SKIP_WAITING') self.skipWaiting();
});
// To the page that told it, and to what it told of: a second page would not have the camera open.
self.addEventListener('notificationclick', (event) => {
  const { hash } = event.notification.data;
  event.notification.close();
  const show = async () => {
    const [page] = await self.clients.matchAll();
    if (!page) return self.clients.openWindow(`./${hash}`);
    page.postMessage({ type: 'SHOW', hash });
    return page.focus();
  };
  event.waitUntil(show());
});
