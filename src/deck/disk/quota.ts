/** Nothing in, what the browser grants this origin out; alike for OPFS and IndexedDB. navigator.storage is missing on plain http pages. */

/**
 * estimate() is no gauge: Chromium answers "usage + 1 GiB" on a disk of 120 MB. So it is believed only as an upper
 * bound, less a tenth; a full disk is noticed by the write that fails. Infinity when unknown.
 */
export async function freeBytes(): Promise<number> {
  const storage: StorageManager | undefined = navigator.storage;
  const { quota, usage } = (await storage?.estimate?.()) ?? {};
  return quota === undefined || usage === undefined ? Number.POSITIVE_INFINITY : Math.max(0, (quota - usage) * 0.9);
}

/** persist() is for windows only; a worker can just ask what was granted. */
export async function persist(): Promise<boolean> {
  const storage: Partial<StorageManager> | undefined = navigator.storage;
  return (await (storage?.persist ?? storage?.persisted)?.call(navigator.storage)) ?? false;
}
