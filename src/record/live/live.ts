/** The capture loop of one camera: its live picture, and its recordings. */
import type { Camera } from '../../base/camera';
import type { Jpeg, Shot } from '../../base/flow';
import { emptyTally } from '../../base/library';
import { causeOf } from '../../base/trouble';
import { type CaptureTools, capture, control, openRateDoctor, settingsOf } from '../../capture/capture';
import { type Checked, tally } from '../../check/check';
import type { Deck } from '../../deck/deck';
import type { Preview, SharedDecoding } from '../../draw/draw';
import { listen } from '../broadcast';
import { checkShot } from '../checked';
import type { LiveRoom, LiveState } from '../contract';
import type { Accepted } from './contract';
import { openMovement } from './movement';
import { openRecorder } from './recorder';
import { openShutter } from './shutter';
import { openStore } from './state';
import { openTelling } from './telling';
import { newsOf, viewOf } from './view';

/** Until the camera's own rate has been seen. */
const presumedFps = 15;

export interface LiveTools {
  readonly deck: Promise<Deck>;
  readonly capture: CaptureTools;
  readonly preview: Preview;
  /** What the preview has decoded; without it a film decodes by itself. */
  readonly decoding?: SharedDecoding;
  publish(state: LiveState): void;
}

export function openLive(camera: Camera, tools: LiveTools): LiveRoom {
  const { clock } = tools.capture;
  const closing = new AbortController();
  const doctor = openRateDoctor(camera.askedFps);
  const movement = openMovement();
  const shutter = openShutter({ deck: tools.deck, camera });
  /** The picture on the screen. */
  let onScreen: Extract<Checked, { kind: 'jpeg' }> | undefined;
  let isWatched = true;
  const store = openStore((before, after) => {
    if (after.phase !== before.phase) telling.now();
  });
  store.dispatch({ kind: 'connection', at: clock.now(), connection: 'connecting', cause: undefined });
  const recorder = openRecorder({
    deck: tools.deck,
    clock,
    camera,
    decoding: tools.decoding,
    expectedFps: () => doctor.report().answeredFps || camera.askedFps || presumedFps,
    store,
    shown: own,
  });
  const telling = openTelling({
    view() {
      const measured = { rate: doctor.report(), movement: movement.level };
      return viewOf(store.state, recorder.waiting, measured, clock.now());
    },
    news: () => newsOf(store.state, recorder.waiting),
    isWatched: () => isWatched,
    publish: tools.publish,
  });
  const endListening = listen('stop', ({ filmId }) => {
    if (filmId === store.state.film.filmId) recorder.stop();
  });

  async function show(jpeg: Jpeg): Promise<void> {
    // A failed preview ends nothing: the film's own decoder says what is wrong with the picture.
    const outcome = isWatched ? await tools.preview.show(jpeg) : 'shown';
    if (outcome === 'skipped') return;
    store.dispatch({ kind: 'preview', outcome });
    telling.news();
  }

  async function accept(shot: Shot): Promise<void> {
    const { checked, madeFrom } = await checkShot(shot, movement.dcPicture);
    store.dispatch({ kind: 'shot', at: shot.arrivedAt, checked, madeFrom });
    if (checked.kind === 'refused') return;
    const { jpeg, moved } = movement.seen(checked.jpeg);
    store.dispatch({ kind: 'noticed', hidden: movement.trouble });
    onScreen = { ...checked, jpeg };
    doctor.add(jpeg.arrivedAt, jpeg.fingerprint);
    show(jpeg).catch(() => undefined);
    shutter.seen(jpeg);
    await recorder.accept(jpeg, store.state.seen, moved);
  }

  async function captureLoop(): Promise<void> {
    for await (const event of capture(camera, tools.capture, closing.signal)) {
      if (event.kind === 'shot') {
        await accept(event.shot);
      } else if (event.connection === 'live') {
        store.dispatch({ kind: 'answered', route: event.route });
      } else {
        const { connection, route, retryInMs, trouble } = event;
        const cause = trouble && causeOf(trouble);
        store.dispatch({ kind: 'connection', at: clock.now(), connection, cause, route, retryInMs });
        if (connection === 'lost') shutter.end();
      }
      telling.news();
    }
  }

  /** Of a camera that is lost the picture may be hours old: whoever records it waits for a new one. */
  function fresh(): typeof onScreen {
    const { connection } = store.state;
    return connection === 'live' || connection === 'stale' ? onScreen : undefined;
  }

  /** The same, as the first picture of a film. */
  function own(): Accepted | undefined {
    const first = fresh();
    return first && { jpeg: first.jpeg, tally: tally(emptyTally, first, undefined) };
  }

  const capturing = captureLoop().catch((error) => {
    store.dispatch({ kind: 'connection', at: clock.now(), connection: 'lost', cause: causeOf(error) });
    telling.news();
  });

  return {
    record: (options, continueId) => recorder.record(options, continueId, own()),
    stop: () => recorder.stop(),
    mark: () => recorder.mark(),
    movementView: async () => movement.view(tools.capture.clock.now()),
    set(when, options) {
      movement.set(when);
      return recorder.set(when, options);
    },
    shutter: (count) => shutter.press(fresh()?.jpeg, count),
    control: (command) => control(camera, command, tools.capture, closing.signal),
    pictureSettings: () => settingsOf(camera, tools.capture, closing.signal),
    watched(on) {
      const back = on && !isWatched;
      isWatched = on;
      // What came while nobody looked: the next picture may be a minute away, and Record begins with this one.
      if (back && onScreen) show(onScreen.jpeg).catch(() => undefined);
      if (on) telling.now();
    },
    async close() {
      const closed = recorder.close();
      closing.abort();
      shutter.end();
      await Promise.all([capturing, closed]);
      telling.close();
      endListening();
    },
  };
}
