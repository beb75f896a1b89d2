/** What the browser is handed to tell somebody who looks elsewhere. */
import { expect, onTestFinished, test, vi } from 'vitest';
import { readArrival } from '../../../src/ui/model/link/link';
import { openModel } from '../../../src/ui/model/model';
import { notify } from '../../../src/ui/notify';
import { aCamera, openPage } from './page';

/** What is said of a camera that waits for movement and is lost twice, minutes apart, while nobody looks. */
async function lostTwice(sound: boolean): Promise<readonly NotificationOptions[]> {
  const { door, opened, settled } = await openPage();
  const shown: NotificationOptions[] = [];
  const showNotification = async (_: string, options: NotificationOptions) => shown.push(options);
  const serviceWorker = { getRegistration: async () => ({ showNotification }), addEventListener: () => undefined };
  vi.stubGlobal('navigator', { serviceWorker });
  vi.stubGlobal('Notification', { permission: 'granted' });
  vi.stubGlobal('document', Object.assign(new EventTarget(), { hidden: true }));
  vi.stubGlobal('addEventListener', () => undefined);
  const model = openModel(door, readArrival(location.href).link);
  await settled(() => model.loaded.peek());
  model.act.setTell({ on: true, sound });
  notify(model);
  const camera = aCamera('a');
  model.act.live.open(camera);
  model.act.live.attach(model.session.peek(), {} as HTMLCanvasElement);
  await settled(() => opened.has('a'));
  const clock = vi.spyOn(Date, 'now');
  onTestFinished(() => clock.mockRestore());
  const from = Date.now();
  for (const [at, minute] of [0, 5].entries()) {
    clock.mockReturnValue(from + minute * 60_000);
    for (const connection of ['live', 'lost'] as const)
      opened.get('a')!.tell({ connection, isSeen: true, movement: { score: 0, threshold: 1 } as never });
    await settled(() => shown.filter(({ tag }) => tag === 'a lost').length > at);
  }
  return shown.filter(({ tag }) => tag === 'a lost');
}

test.each([true, false])('with a sound: %s. What takes the place of another is as loud as the first', async (sound) => {
  const loudness = { silent: !sound, renotify: sound };
  expect(await lostTwice(sound)).toMatchObject([loudness, loudness]);
});
