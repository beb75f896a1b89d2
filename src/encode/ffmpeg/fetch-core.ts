/** Fetches ffmpeg's core, with progress; packed where its host limits the size of files (scripts/pack-core.ts). */

/** Bytes of the core so far and in all, as they travel; in all is 0 while unknown. */
export type OnCoreProgress = (loadedBytes: number, totalBytes: number) => void;

/** Rejects when it is nowhere, or not whole. */
export async function fetchUnpacked(url: string, onProgress: OnCoreProgress): Promise<Blob> {
  return unpacked(new Blob(await fetchBytes(url, onProgress)));
}

async function fetchBytes(url: string, onProgress: OnCoreProgress): Promise<Uint8Array<ArrayBuffer>[]> {
  const reply = await fetchEither(url);
  if (!reply.ok || !reply.body) throw new Error(`status ${reply.status}`);
  // With compression the length is that of the packed bytes, and says nothing.
  const packed = reply.headers.has('content-encoding');
  const totalBytes = packed ? 0 : Number(reply.headers.get('content-length') ?? 0);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let loadedBytes = 0;
  const reader = reply.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    chunks.push(part.value);
    loadedBytes += part.value.length;
    onProgress(loadedBytes, totalBytes);
  }
  return chunks;
}

/** A host that limits the size of files has it packed alone; what is not there is a page to some hosts. */
async function fetchEither(url: string): Promise<Response> {
  const reply = await fetch(url);
  const isThere = reply.ok && !/^text\/html\b/i.test(reply.headers.get('content-type') ?? '');
  return isThere ? reply : fetch(`${url}.gz`);
}

/** As it is when it is not packed: some hosts say of a packed file that it is, and the browser has unpacked it. */
async function unpacked(core: Blob): Promise<Blob> {
  const [first, second] = new Uint8Array(await core.slice(0, 2).arrayBuffer());
  if (first !== 0x1f || second !== 0x8b) return core;
  // Rejects when its end is missing.
  const bytes = await new Response(core.stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
  return new Blob([bytes]);
}
