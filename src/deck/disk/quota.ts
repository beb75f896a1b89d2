/** Free space and the promise not to be cleared, alike for OPFS and IndexedDB. navigator.storage is missing on plain http pages. */

/**
 * estimate() is no gauge: Chromium answers "usage + 1 GiB" on a disk of 120 MB. So it is believed only as an upper
 * bound, less a tenth; a full disk is noticed by the write that fails. Infinity when unknown.
 */
export async function freeBytes(): Promise<number> {
  const storage: StorageManager | undefined = navigator.storage;
  const { quota, usage } = (await storage?.estimate?.()) ?? {};
  return quota === undefined || usage === undefined ? Number.POSITIVE_INFINITY : Math.max(0, (quota - usage) * 0.9);
}

/** Whether the browser has promised never to clear this origin by itself. The page asks for that (remote/live/storage.ts). */
export async function isPersistent(): Promise<boolean> {
  return (await navigator.storage?.persisted?.()) ?? false;
}
