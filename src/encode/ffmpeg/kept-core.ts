/**
 * ffmpeg's core in the browser's cache. It is kept from here and not by the service worker: that one does not see what a page loads
 * on its first visit. Plain http pages have no caches.
 */

import wasmUrl from '@ffmpeg/core/wasm?url';
import { sleep } from '../../base/sleep';
import { Trouble } from '../../base/trouble';
import { fetchUnpacked, type OnCoreProgress } from './fetch-core';

export async function keptOrFetched(onProgress: OnCoreProgress): Promise<Response> {
  const cache = await openCache();
  const kept = cache && (await inTime(cache.match(wasmUrl)));
  if (kept) return kept;
  const wasm = await fetchWasm(onProgress);
  // No room for a copy is no reason to make no film.
  if (cache) replace(cache, wasm).catch(() => undefined);
  return new Response(wasm);
}

/** How many bytes of it are on this device; undefined where this page can keep nothing. */
export async function keptBytes(): Promise<number | undefined> {
  const cache = await openCache();
  if (!cache) return undefined;
  const kept = await inTime(cache.match(wasmUrl));
  return kept ? (await kept.blob()).size : 0;
}

/** Rejects with Trouble 'encode/core-missing' when it cannot be fetched, 'deck/full' when there is no room for it. */
export async function keepCore(onProgress: OnCoreProgress): Promise<void> {
  const cache = await openCache();
  if (!cache) throw new Trouble('deck/unavailable', 'no caches');
  if (await inTime(cache.match(wasmUrl))) return;
  const wasm = await fetchWasm(onProgress).catch((cause: unknown) => {
    throw new Trouble('encode/core-missing', wasmUrl, { cause });
  });
  await replace(cache, wasm).catch((cause: unknown) => {
    const isFull = cause instanceof Error && cause.name === 'QuotaExceededError';
    throw new Trouble(isFull ? 'deck/full' : 'deck/failed', wasmUrl, { cause });
  });
}

/** What uses it just now goes on: it is in memory there. */
export async function dropCore(): Promise<void> {
  await (globalThis.caches && inTime(caches.delete(cacheName)));
}

const cacheName = 'ffmpeg-core';

async function openCache(): Promise<Cache | undefined> {
  return globalThis.caches && inTime(caches.open(cacheName));
}

/** What it finds takes some milliseconds. */
const patienceMs = 3000;

/**
 * Undefined also when the browser says nothing, so that the film is made without a kept core: Chromium (156) never answered
 * `caches.open` in some runs of `journey/crash-engine`, after two pages whose processes had ended.
 */
async function inTime<T>(work: Promise<T>): Promise<T | undefined> {
  const patience = new AbortController();
  const found = await Promise.race([work, sleep(patienceMs, patience.signal)]).catch(() => undefined);
  patience.abort();
  return found ?? undefined;
}

async function fetchWasm(onProgress: OnCoreProgress): Promise<Blob> {
  return new Blob([await fetchUnpacked(wasmUrl, onProgress)], { type: 'application/wasm' });
}

/** The address carries a hash: what else is in the cache is an older core. */
async function replace(cache: Cache, wasm: Blob): Promise<void> {
  for (const older of await cache.keys()) await cache.delete(older);
  await cache.put(wasmUrl, new Response(wasm));
}
