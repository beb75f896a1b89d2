/**
 * What a link may do by itself and what a person has to say yes to. Whoever sends a link chooses what is asked of which
 * machine in this network: only a camera that was saved here is asked without a tap, and with no other login than its own.
 */

import type { Camera } from '../../../base/camera';
import type { Offer, Snapreel } from '../../../remote/remote';
import { words } from '../../words/words';
import { linkCameraId, newCameraId } from '../camera-actions';
import type { LiveActions } from '../live-actions';
import { hashOf } from '../routes';
import { knownCameras, lookOf, type Store } from '../store';
import { mostTiles, type WallActions } from '../wall/wall';
import type { Link } from './links';

export interface LinkActions {
  /** Returns whether the link says what is to be seen: a camera, a question about one, or the wall. */
  follow(link: Link): boolean;
  /** Opens the camera that was asked about; a reload of this page opens it again. */
  open(): void;
  /** The same, and keeps it among the cameras: the next link to it opens at once. */
  save(): void;
  /** Nothing is opened, and the link is forgotten. */
  drop(): void;
}

export function linkActions(store: Store, door: Snapreel, live: LiveActions, wallActions: WallActions): LinkActions {
  const now = () => store.state.peek();

  function setOptions({ colour: _, ...rest }: Link['options']): void {
    store.patch({ options: { ...now().options, ...rest } });
  }

  /** Of the cameras that the link names. */
  function setColour({ colour }: Link['options'], ids: readonly string[]): void {
    if (colour === undefined) return;
    const looks = ids.map((id) => [id, { ...lookOf(now(), id), colour }] as const);
    store.patch({ looks: { ...now().looks, ...Object.fromEntries(looks) } });
  }

  /** Only what is saved or offered here has a name that a link can know: there is nothing to ask about. */
  function followWall(ids: readonly string[]): boolean {
    const known = knownCameras(now()).map(({ id }) => id);
    const strange = ids.filter((id) => !known.includes(id));
    const wall = ids.filter((id) => known.includes(id)).slice(0, mostTiles);
    store.patch({ wall });
    const { screen } = now();
    const isHere = screen.kind === 'wall' || (screen.kind === 'live' && screen.cameraId === '');
    if (isHere) {
      location.hash = hashOf({ kind: 'wall' });
      store.patch({ screen: { kind: 'wall' } });
      wallActions.show();
    }
    if (strange.length > 0) store.toast(words.wall.strange(strange));
    return isHere;
  }

  /** The entry of the history remembers the answer: no other page can write there. */
  function show(camera: Camera): void {
    live.open(camera);
    history.replaceState({ agreed: camera.id }, '');
  }

  return {
    follow(link) {
      setOptions(link.options);
      if (link.strip) store.patch({ offers: now().offers.map(withStrip) });
      setColour(link.options, link.wall ?? []);
      if (link.wall) return followWall(link.wall);
      if (now().screen.kind !== 'live') return false;
      const demo = now().offers.find((offer) => offer.kind === 'demo')?.camera;
      if (link.demo && demo) {
        setColour(link.options, [demo.id]);
        live.open(demo);
      } else if (!link.camera) return false;
      else {
        const { camera, isKnown } = cameraOf(link.camera, now().cameras);
        setColour(link.options, [camera.id]);
        if (isKnown) live.open(camera);
        else if (wasAgreed(camera)) show(camera);
        else store.patch({ asked: camera });
      }
      return true;
    },
    open() {
      const { asked } = now();
      if (asked) show(asked);
    },
    save() {
      const { asked, cameras } = now();
      if (!asked) return;
      const camera = cameras.some(({ id }) => id === asked.id) ? asked : { ...asked, id: newCameraId() };
      void store.attempt(async () => {
        await door.cameras.save(camera);
        store.patch({ cameras: await door.cameras.list() });
        live.open(camera);
      });
    },
    drop() {
      store.patch({ asked: undefined });
      const url = new URL(location.href);
      url.search = '';
      url.hash = hashOf({ kind: 'live', cameraId: '' });
      history.replaceState(null, '', url.href);
    },
  };
}

/** The saved camera of the same address has its name and password; it is known when the link brings no other login. */
function cameraOf(wish: Camera, cameras: readonly Camera[]): { readonly camera: Camera; readonly isKnown: boolean } {
  const { address, kind, family, route, userName, password, askedFps } = wish;
  const saved = cameras.find((one) => one.address === address && one.kind === kind && one.family === family);
  if (!saved) return { camera: { ...wish, id: freeId(address, cameras) }, isKnown: false };
  const camera = {
    ...saved,
    route: route === 'auto' ? saved.route : route,
    askedFps: askedFps || saved.askedFps,
  };
  const isOwn = userName + password === '' || (userName === saved.userName && password === saved.password);
  return isOwn ? { camera, isKnown: true } : { camera: { ...camera, userName, password }, isKnown: false };
}

/** A camera that was saved from such a link, and moved to another address since, has the name of its first address. */
function freeId(address: string, cameras: readonly Camera[]): string {
  const id = linkCameraId(address);
  return cameras.some((one) => one.id === id) ? linkCameraId(`${id} ${address}`) : id;
}

/** A login is never agreed to for later: it is not in the address any more when the page is loaded again. */
function wasAgreed({ id, userName, password }: Camera): boolean {
  const state: unknown = history.state;
  const agreed = typeof state === 'object' && state !== null && 'agreed' in state ? state.agreed : undefined;
  return agreed === id && userName + password === '';
}

function withStrip(offer: Offer): Offer {
  return offer.kind === 'demo' ? { ...offer, camera: { ...offer.camera, strip: true } } : offer;
}
