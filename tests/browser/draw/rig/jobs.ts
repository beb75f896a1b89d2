/** The app's own jobs in the rig's page, each in a worker of its own that can be cancelled: films of files, and other files of films. */
import { defaultRecordingOptions, type RecordingOptions } from '../../../../src/base/options';
import type { ExportWish } from '../../../../src/record/record';
import { openImporter } from '../../../../src/remote/jobs/importer';
import { openMaker } from '../../../../src/remote/jobs/maker';
import { startWorker } from '../../../../src/remote/run-in-worker';

let opened: ReturnType<typeof open> | undefined;

function open() {
  const { door } = startWorker();
  const deck = door.deck();
  return { door, deck, importer: openImporter(door), maker: openMaker(door, deck) };
}

async function files(urls: readonly string[]): Promise<readonly { file: File; path: string }[]> {
  return Promise.all(
    urls.map(async (url) => {
      const path = url.split('/').at(-1)!;
      return { file: new File([await (await fetch(url)).blob()], path), path };
    }),
  );
}

/** Every file of the origin with its size, but for what the app has learnt. */
async function onDisk(): Promise<readonly string[]> {
  const found: string[] = [];
  const look = async (folder: FileSystemDirectoryHandle, path: string): Promise<void> => {
    const entries = (folder as unknown as { values(): AsyncIterable<FileSystemHandle> }).values();
    for await (const entry of entries) {
      const own = `${path}/${entry.name}`;
      if (entry.kind === 'file') found.push(`${own} ${(await (entry as FileSystemFileHandle).getFile()).size}`);
      else if (entry.name !== 'settings') await look(entry as FileSystemDirectoryHandle, own);
    }
  };
  await look(await navigator.storage.getDirectory(), '');
  return found.sort();
}

export const pageJobs = {
  async importFilm(order: { urls: readonly string[]; options: Partial<RecordingOptions> }) {
    opened ??= open();
    const options = { ...defaultRecordingOptions, ...order.options };
    const wish = { files: await files(order.urls), times: 'auto', fps: 10, jumps: 'auto', options } as const;
    const { films } = (await opened.importer.make(wish, () => undefined))!;
    return films[0]!;
  },

  async exportKinds({ filmId }: { filmId: string }) {
    opened ??= open();
    return opened.door.exportKinds(filmId);
  },

  /** The file is sent to the rig's server under this name, and gone then. */
  async exportFile({ wish, name }: { wish: ExportWish; name: string }) {
    const { maker, door, deck } = (opened ??= open());
    const made = (await maker.exportFilm(wish, () => undefined, new AbortController().signal))!;
    await fetch(`/given/${name}`, { method: 'POST', body: await (await deck).film(made.id) });
    await door.forgetFilm(made.id);
    return made;
  },

  async joinFilms({ filmIds, name }: { filmIds: readonly string[]; name: string }) {
    const { maker, deck } = (opened ??= open());
    const made = await maker.join({ filmIds, gaps: 'keep' }, () => undefined, new AbortController().signal);
    await fetch(`/given/${name}`, { method: 'POST', body: await (await deck).film(made!) });
    return (await (await deck).list()).find(({ id }) => id === made)!;
  },

  /** As soon as some of it is done. */
  async cancelExport(wish: ExportWish) {
    opened ??= open();
    const before = await onDisk();
    const cancel = new AbortController();
    const onProgress = ({ done }: { done: number }) => done > 0 && cancel.abort();
    const made = await opened.maker.exportFilm(wish, onProgress, cancel.signal);
    return { isCancelled: made === undefined, before, after: await onDisk() };
  },
};

export type PageJobs = typeof pageJobs;
