/** The person's cameras: kept by the deck, passwords only when the person says so. */
import { type Camera, plainCamera } from '../base/camera';
import type { Surroundings } from './greeting';
import type { RemoteDeck, RemoteDoor } from './run-in-worker';
import type { Cameras } from './snapreel';

const document = 'cameras';

const demo: Camera = { ...plainCamera, id: 'demo', name: 'Demo camera', family: 'demo', askedFps: 15 };

export function openCameras(door: RemoteDoor, deck: RemoteDeck, place: Surroundings, find: Cameras['find']): Cameras {
  const { proxy } = place;
  /** Passwords that are not kept live as long as the page; of those that are, another tab may have kept a newer one. */
  const passwords = new Map<string, string>();

  async function list(): Promise<readonly Camera[]> {
    // Comlink drops the type parameter of a generic method.
    const cameras = ((await (await deck).read(document)) ?? []) as readonly Camera[];
    const passwordOf = ({ id, keepPassword, password }: Camera) => (keepPassword ? password : passwords.get(id)) ?? '';
    return cameras.map((camera) => ({ ...camera, password: passwordOf(camera) }));
  }

  async function write(cameras: readonly Camera[]): Promise<void> {
    await (await deck).write(
      document,
      cameras.map((camera) => (camera.keepPassword ? camera : { ...camera, password: '' })),
    );
  }

  return {
    list,
    async save(camera) {
      passwords.set(camera.id, camera.password);
      const cameras = await list();
      const known = cameras.some(({ id }) => id === camera.id);
      await write(known ? cameras.map((other) => (other.id === camera.id ? camera : other)) : [...cameras, camera]);
    },
    async remove(id) {
      passwords.delete(id);
      await write((await list()).filter((camera) => camera.id !== id));
    },
    families: () => door.families(),
    viewAddress: (camera) => door.viewAddress(camera),
    find,
    searchNetwork:
      proxy && ((onNews, signal) => import('./jobs/network').then((late) => late.searchNetwork(proxy, onNews, signal))),
    offers: async () => [
      ...place.offered.map((camera) => ({ camera, kind: 'simulated' as const })),
      { camera: demo, kind: 'demo' as const },
    ],
  };
}
