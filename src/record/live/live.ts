/** The capture loop of one camera: its live picture, and its recordings. */
import type { Camera } from '../../base/camera';
import type { Jpeg, Shot } from '../../base/flow';
import { emptyTally } from '../../base/library';
import { lookFrom } from '../../base/look/read';
import type { RecordingOptions } from '../../base/options';
import { causeOf } from '../../base/trouble';
import { type CaptureTools, capture, control, openRateDoctor, settingsOf } from '../../capture/capture';
import { type Checked, tally } from '../../check/check';
import type { Deck } from '../../deck/deck';
import type { PictureFacts, Preview, SharedDecoding } from '../../draw/draw';
import { movementScore } from '../../notice/notice';
import { listen } from '../broadcast';
import { checkShot } from '../checked';
import type { LiveRoom, LiveState } from '../contract';
import type { Accepted } from './contract';
import { largest } from './largest';
import { openLiveLook } from './look';
import { openMovement } from './movement';
import { openRecorder } from './recorder';
import { openShutter } from './shutter';
import { elapsedMs, openStore } from './state';
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
  const look = openLiveLook(tools.preview);
  const shutter = openShutter({ deck: tools.deck, camera, singles: (jpeg) => look.singles(jpeg, factsOf(jpeg)) });
  /** The picture that is on its way to the tape. */
  let accepting: Promise<void> = Promise.resolve();
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

  /** For whoever writes over it; its number is that of a film it would be in. */
  function factsOf({ arrivedAt, movement = 0 }: Jpeg): PictureFacts {
    const { state } = store;
    const isRecording = state.phase === 'recording';
    return {
      cameraName: camera.name,
      at: arrivedAt,
      elapsedMs: isRecording ? elapsedMs(state, arrivedAt) : 0,
      number: isRecording ? state.film.frames + 1 : 0,
      moves: movement > movementScore,
    };
  }

  async function show(jpeg: Jpeg): Promise<void> {
    // A failed preview ends nothing: the film's own decoder says what is wrong with the picture.
    const outcome = isWatched ? await tools.preview.show(jpeg, factsOf(jpeg)) : 'shown';
    if (outcome === 'skipped') return;
    store.dispatch({ kind: 'preview', outcome });
    telling.news();
  }

  async function accept(shot: Shot): Promise<void> {
    const { checked: own, madeFrom } = await checkShot(shot, movement.dcPicture);
    // Before anything is hidden: zones say where movement counts, and lie over the picture as the camera sent it.
    const { jpeg: noticed, moved } = own.kind === 'jpeg' ? movement.seen(own.jpeg) : { jpeg: undefined, moved: false };
    const checked = await look.hidden(own.kind === 'jpeg' && noticed ? { ...own, jpeg: noticed } : own);
    store.dispatch({ kind: 'shot', at: shot.arrivedAt, checked, madeFrom });
    if (checked.kind === 'refused') return;
    const { jpeg } = checked;
    store.dispatch({ kind: 'noticed', hidden: movement.trouble });
    onScreen = checked;
    doctor.add(jpeg.arrivedAt, jpeg.fingerprint);
    show(jpeg).catch(() => undefined);
    shutter.seen(jpeg);
    await recorder.accept(jpeg, store.state.seen, moved);
  }

  async function captureLoop(): Promise<void> {
    for await (const event of capture(camera, tools.capture, closing.signal)) {
      if (event.kind === 'shot') {
        accepting = accept(event.shot);
        await accepting;
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

  /** What was kept before other parts of the picture were hidden is in no film and in no single picture. */
  async function setLook(options: RecordingOptions): Promise<RecordingOptions> {
    const wanted = { ...options, look: lookFrom(options.look) };
    if (!look.set(wanted)) return wanted;
    await accepting.catch(() => undefined);
    onScreen = undefined;
    await recorder.forget();
    return wanted;
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
    async record(options, continueId) {
      await recorder.record(await setLook(options), continueId, own());
    },
    async lookAt(next) {
      look.lookAt(next);
      if (onScreen) await show(onScreen.jpeg);
    },
    stop: () => recorder.stop(),
    mark: () => recorder.mark(),
    movementView: async () => movement.view(tools.capture.clock.now()),
    async set(when, options) {
      movement.set(when);
      await recorder.set(when, await setLook(options));
    },
    async shutter(count) {
      const shown = fresh()?.jpeg;
      const asks = count === 1 && shown && !look.hides;
      const best = asks ? await largest(shown, camera, tools.capture, closing.signal) : shown;
      // Something may have been hidden while the camera was asked.
      return shutter.press(look.hides ? fresh()?.jpeg : best, count);
    },
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
