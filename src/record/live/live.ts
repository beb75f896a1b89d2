/** The capture loop of one camera: its live picture, and its recordings. */
import type { Camera } from '../../base/camera';
import type { Jpeg, Shot } from '../../base/flow';
import { type CaptureTools, control, settingsOf } from '../../capture/capture';
import type { Deck } from '../../deck/deck';
import type { Preview, SharedDecoding } from '../../draw/draw';
import { type Awake, unseenSince } from '../absence';
import { listen } from '../broadcast';
import { checkShot } from '../checked';
import type { LiveRoom, LiveState } from '../contract';
import { type AskingTools, openAsking } from './demand/asking';
import { openDemand } from './demand/demand';
import { largest } from './largest';
import { type LiveLook, openHiding, openLiveLook } from './look';
import { type Movement, openMovement } from './movement';
import { openRecorder } from './recorder';
import { type LivePicture, openLivePicture } from './screen/screen';
import { openShutter } from './shutter';
import { openStore, type StateStore } from './state';
import { openTelling } from './telling';
import { factsFor, newsOf, viewOf } from './view';

/** Until the camera's own rate has been seen. */
const presumedFps = 15;

export interface LiveTools extends AskingTools {
  readonly deck: Promise<Deck>;
  readonly preview: Preview;
  /** What the preview has decoded; without it a film decodes by itself. */
  readonly decoding?: SharedDecoding;
  publish(state: LiveState): void;
}

/** Checked, with what moves in it, and without what nobody is to see. */
async function looked(shot: Shot, movement: Movement, look: LiveLook) {
  const { checked: own, madeFrom } = await checkShot(shot, movement.dcPicture);
  // Before anything is hidden: zones say where movement counts, and lie over the picture as the camera sent it.
  const { jpeg: noticed, moved } = own.kind === 'jpeg' ? movement.seen(own.jpeg) : { jpeg: undefined, moved: false };
  const checked = await look.hidden(own.kind === 'jpeg' && noticed ? { ...own, jpeg: noticed } : own);
  return { checked, madeFrom, moved };
}

/** Notes what this thread has not seen: its device slept, or the browser had stopped the page. Asked at every sign of life. */
function openAwake({ clock }: Pick<CaptureTools, 'clock'>, store: StateStore): () => void {
  const now = (): Awake => ({ at: clock.now(), sleptMs: clock.sleptMs });
  let last = now();
  return () => {
    const absence = unseenSince(last, now());
    last = now();
    if (absence) store.dispatch({ kind: 'unseen', absence });
  };
}

/** For the shutter: the camera's own still where it has a larger one, and nothing of it is to be hidden. */
async function best(
  count: number,
  onScreen: LivePicture,
  look: LiveLook,
  larger: (shown: Jpeg) => Promise<Jpeg>,
): Promise<Jpeg | undefined> {
  const shown = onScreen.fresh()?.jpeg;
  const found = count === 1 && shown && !look.hides ? await larger(shown) : shown;
  // Something may have been hidden while the camera was asked.
  return look.hides ? onScreen.fresh()?.jpeg : found;
}

export function openLive(camera: Camera, tools: LiveTools): LiveRoom {
  const { clock } = tools.capture;
  const demand = openDemand(camera, { dueAt: () => recorder.dueAt(), isWatched: () => onScreen.pictures > 0 });
  const movement = openMovement();
  const look = openLiveLook(tools.preview);
  const shutter = openShutter({ deck: tools.deck, camera, singles: (jpeg) => look.singles(jpeg, factsOf(jpeg)) });
  /** The picture that is on its way to the tape. */
  let accepting: Promise<void> = Promise.resolve();
  const store = openStore((before, after) => {
    if (after.phase === before.phase) return;
    telling.now();
    demand.look();
    // What a film is to hide is hidden as long as it runs.
    void hiding.again();
  });
  const awake = openAwake(tools.capture, store);
  const larger = (shown: Jpeg) => largest(shown, asking.camera, asking.tools, asking.signal);
  const factsOf = (jpeg: Jpeg) => factsFor(store.state, camera.name, jpeg);
  const recorder = openRecorder({
    deck: tools.deck,
    clock,
    camera,
    decoding: tools.decoding,
    expectedFps: () => demand.rate().answeredFps || camera.askedFps || presumedFps,
    store,
    shown: () => onScreen.first(),
  });
  const telling = openTelling({
    view: () => viewOf(store.state, recorder.waiting, { rate: demand.rate(), movement: movement.level }, clock.now()),
    news: () => newsOf(store.state, recorder.waiting),
    isAlone: () => onScreen.pictures === 1,
    publish: tools.publish,
    onTick: awake,
  });
  const onScreen = openLivePicture({ preview: tools.preview, store, factsOf, onShown: telling.news });
  const endListening = listen('stop', ({ filmId }) => filmId === store.state.film.filmId && recorder.stop());

  async function accept(shot: Shot): Promise<void> {
    const { checked, madeFrom, moved } = await looked(shot, movement, look);
    store.dispatch({ kind: 'shot', at: shot.arrivedAt, checked, madeFrom });
    if (checked.kind === 'refused') return;
    const { jpeg } = checked;
    store.dispatch({ kind: 'noticed', hidden: movement.trouble });
    demand.came(jpeg);
    onScreen.put(checked);
    shutter.seen(jpeg);
    await recorder.accept(jpeg, store.state.seen, moved);
  }

  const hiding = openHiding(look, recorder.filming, async () => {
    await accepting.catch(() => undefined);
    onScreen.drop();
    await recorder.forget();
  });
  const asking = openAsking(camera, tools, demand, {
    store,
    accept: (shot) => (accepting = accept(shot)),
    awake,
    lost: shutter.end,
    news: telling.news,
  });

  return {
    async record(options, continueId) {
      const before = continueId ? await (await tools.deck).head(continueId) : undefined;
      await recorder.record(await hiding.begin(options, before?.options), continueId);
    },
    async lookAt(next) {
      look.lookAt(next);
      await onScreen.paint();
    },
    stop: () => recorder.stop(),
    mark: () => recorder.mark(),
    movementView: async () => movement.view(tools.capture.clock.now()),
    async set(when, options) {
      movement.set(when);
      await demand.during(recorder.set(when, await hiding.set(options)));
    },
    shutter: async (count) => demand.during(shutter.press(await best(count, onScreen, look, larger), count)),
    glance: () => onScreen.glance(look.now),
    control: (command) => control(asking.camera, command, asking.tools, asking.signal),
    pictureSettings: () => settingsOf(asking.camera, asking.tools, asking.signal),
    watched(pictures) {
      onScreen.watched(pictures);
      demand.look();
      if (pictures > 0) telling.now();
    },
    reopen: asking.reopen,
    async close() {
      const closed = recorder.close();
      const asked = asking.close();
      shutter.end();
      await Promise.all([asked, closed]);
      telling.close();
      endListening();
    },
  };
}
