/** Asks the browser never to clear this page's storage by itself. For windows only: a worker can just ask what was granted. */
export async function askPersistent(): Promise<boolean> {
  return (await navigator.storage?.persist?.()) ?? false;
}
