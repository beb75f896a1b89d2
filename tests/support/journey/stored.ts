/** Pixels of what lies on the device: pictures in the storage, frames of a saved film. */
import { spawnSync } from 'node:child_process';
import type { Visit } from '../browser';

/** All JPEGs in this origin's storage, wherever they lie: how many, and the brightest pixel within `part` of any of them. */
export function storedJpegs(visit: Visit, part: readonly [number, number, number, number]) {
  return visit.run(async ([x, y, width, height]) => {
    let [count, brightest] = [0, 0];
    const judge = async (bytes: Uint8Array<ArrayBuffer>) => {
      const picture = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' })).catch(() => undefined);
      if (!picture) return;
      count += 1;
      const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d')!;
      context.drawImage(picture, 0, 0);
      const at = [x * picture.width, y * picture.height, width * picture.width, height * picture.height] as const;
      const { data } = context.getImageData(...(at.map(Math.round) as [number, number, number, number]));
      data.forEach((value, place) => {
        if (place % 4 !== 3) brightest = Math.max(brightest, value);
      });
    };
    const search = async (folder: FileSystemDirectoryHandle): Promise<void> => {
      for await (const entry of (folder as unknown as { values(): AsyncIterable<FileSystemHandle> }).values()) {
        if (entry.kind === 'directory') await search(entry as FileSystemDirectoryHandle);
        if (entry.kind !== 'file') continue;
        const bytes = new Uint8Array(await (await (entry as FileSystemFileHandle).getFile()).arrayBuffer());
        for (let at = 0; at + 2 < bytes.length; at++) {
          if (bytes[at] === 0xff && bytes[at + 1] === 0xd8 && bytes[at + 2] === 0xff) await judge(bytes.slice(at));
        }
      }
    };
    await search(await navigator.storage.getDirectory());
    return { count, brightest };
  }, part);
}

/** The grey frames of a film as ffmpeg decodes them; `filter` undoes what was done to them, and this is their size then. */
export function greyFrames(path: string, widthPx: number, heightPx: number, filter = 'null'): readonly Uint8Array[] {
  const args = ['-v', 'error', '-i', path, '-vf', filter, '-fps_mode', 'passthrough', '-f', 'rawvideo'];
  const { stdout } = spawnSync('ffmpeg', [...args, '-pix_fmt', 'gray', '-'], { maxBuffer: 1 << 30 });
  const size = widthPx * heightPx;
  return Array.from({ length: stdout.length / size }, (_, at) => stdout.subarray(at * size, (at + 1) * size));
}
