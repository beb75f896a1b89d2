/**
 * A page without a screen: the real store, the real deck in a folder and the page's own door to it. What a worker of its own
 * would do is played here: the camera, whose states a test tells, and jobs that last as long as a test wants.
 */
import { onTestFinished, vi } from 'vitest';
import { type Camera, plainCamera } from '../../../src/base/camera';
import { type Deck, openDeck } from '../../../src/deck/deck';
import { familyChoices } from '../../../src/record/choices';
import { cutFilm } from '../../../src/record/jobs/cut/cut';
import { openCameras } from '../../../src/remote/cameras';
import { openFilms } from '../../../src/remote/films';
import type { Films, Live, LiveState, Snapreel } from '../../../src/remote/remote';
import type { RemoteDeck, RemoteDoor } from '../../../src/remote/run-in-worker';
import { openSettings } from '../../../src/remote/settings';
import { openStore, type Store } from '../../../src/ui/model/store';
import { FolderDisk } from '../../support/folder-disk';
import { tempFolder } from '../deck/scenes';

export const aCamera = (id: string, fields: Partial<Camera> = {}): Camera => ({
  ...plainCamera,
  id,
  name: id.toUpperCase(),
  family: 'snapshot',
  address: `http://${id}.local/shot.jpg`,
  ...fields,
});

export interface PlayedCamera {
  readonly camera: Camera;
  /** What was asked of its worker, in order: 'record door', 'stop', 'close'. */
  readonly asked: readonly string[];
  tell(change: Partial<LiveState>): void;
}

export interface Page {
  readonly store: Store;
  readonly door: Snapreel;
  readonly deck: Deck;
  /** By camera, the newest opening. */
  readonly opened: ReadonlyMap<string, PlayedCamera>;
  readonly history: { state: unknown };
  /** Resolves when what was begun has come to its end. */
  settled(isSettled: () => boolean): Promise<void>;
}

export interface PageOptions {
  readonly deck?: Deck;
  readonly find?: Snapreel['cameras']['find'];
  readonly remake?: Films['remake'];
  readonly href?: string;
}

export async function openPage({ deck: given, find, remake, href }: PageOptions = {}): Promise<Page> {
  const history = standInForBrowser(new URL(href ?? 'http://localhost:8080/'));
  const deck = given ?? (await openDeck(new FolderDisk(tempFolder()), { chunkBytes: 65_536, reserveBytes: 0 }));
  // Comlink makes promises of what it hands over; the deck's methods give promises anyway.
  const remoteDeck = Promise.resolve(deck) as unknown as RemoteDeck;
  const worker = { families: async () => familyChoices() } as unknown as RemoteDoor;
  const nothing = async () => Promise.reject(new Error('not to be had here'));
  const opened = new Map<string, PlayedCamera>();
  const films = openFilms(worker, remoteDeck);
  const door: Snapreel = {
    cameras: openCameras(worker, remoteDeck, { proxy: undefined, offered: [] }, find ?? nothing),
    films: {
      ...films,
      cut: async (wish, onProgress) => cutFilm(deck, wish, onProgress),
      remake: remake ?? films.remake,
    },
    settings: openSettings(remoteDeck),
    partsOut: async () => [],
    watchLink: () => undefined,
    coreKeeper: nothing,
    openImporter: () => {
      throw new Error('nothing is imported here');
    },
    async open(camera, _, onState) {
      const played = playCamera(camera, onState);
      opened.set(camera.id, played);
      return played.live;
    },
  };
  return {
    store: openStore(),
    door,
    deck,
    opened,
    history,
    settled: (isSettled) =>
      vi.waitFor(
        () => {
          if (!isSettled()) throw new Error('not yet');
        },
        { timeout: 20_000 },
      ),
  };
}

function playCamera(camera: Camera, onState: (state: LiveState) => void): PlayedCamera & { readonly live: Live } {
  const asked: string[] = [];
  let state = { phase: 'idle', connection: 'connecting', isSeen: false, frames: 0, filmId: '' } as LiveState;
  const live = new Proxy({} as Live, {
    get: (_, name: string) => {
      // A promise resolves with what has no `then`.
      if (name === 'then') return undefined;
      return async (...options: readonly unknown[]) => {
        const [first] = options;
        const film = name === 'record' && typeof first === 'object' && first && 'name' in first ? ` ${first.name}` : '';
        asked.push((name + film).trim());
      };
    },
  });
  return {
    camera,
    asked,
    live,
    tell(change) {
      state = { ...state, ...change };
      onState(state);
    },
  };
}

/** The address bar, as far as the model speaks to it. */
function standInForBrowser(url: URL): { state: unknown } {
  const history = {
    state: null as unknown,
    replaceState(state: unknown, _: string, href?: string) {
      history.state = state;
      if (href !== undefined) url.href = href;
    },
  };
  vi.stubGlobal('location', url);
  vi.stubGlobal('history', history);
  vi.stubGlobal('navigator', {});
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
  return history;
}
