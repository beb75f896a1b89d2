/** The picture on the screen: painted while somebody looks, and the first one of a film that begins now. */
import type { Jpeg } from '../../../base/flow';
import { emptyTally } from '../../../base/library';
import type { Look } from '../../../base/look/look';
import { type Checked, tally } from '../../../check/check';
import { type PictureFacts, type Preview, thumbnail } from '../../../draw/draw';
import type { Accepted } from '../contract';
import type { StateStore } from '../state';
import { openPace } from './pace';

/** A picture that was left out and that none follows is painted after all. */
const settleMs = 500;

type Sound = Extract<Checked, { kind: 'jpeg' }>;

export interface LivePicture {
  /** With how many others it can be seen; 0: nobody looks. */
  readonly pictures: number;
  put(picture: Sound): void;
  /** Paints it again, as it is to look now. */
  paint(): Promise<void>;
  /** Of a camera that is lost the picture may be hours old: whoever records it waits for a new one. */
  fresh(): Sound | undefined;
  /** The same, as the first picture of a film. */
  first(): Accepted | undefined;
  /** It in small, also when it is old: a lost camera is told of with what was seen last. An address that holds all of it. */
  glance(look: Look): Promise<string | undefined>;
  /** What is on the screen is not to be used any more. */
  drop(): void;
  watched(pictures: number): void;
}

interface LivePictureOptions {
  readonly preview: Pick<Preview, 'show'>;
  readonly store: StateStore;
  /** For whoever writes over it. */
  factsOf(jpeg: Jpeg): PictureFacts;
  onShown(): void;
}

export function openLivePicture({ preview, store, factsOf, onShown }: LivePictureOptions): LivePicture {
  let onScreen: Sound | undefined;
  let painted: Sound | undefined;
  let pictures = 1;
  let pace = openPace(pictures);
  let isSettling = false;

  async function show(jpeg: Jpeg): Promise<void> {
    // A failed preview ends nothing: the film's own decoder says what is wrong with the picture.
    const outcome = pictures > 0 ? await preview.show(jpeg, factsOf(jpeg)) : 'shown';
    if (outcome === 'skipped') return;
    store.dispatch({ kind: 'preview', outcome });
    onShown();
  }

  function paint(): void {
    painted = onScreen;
    if (onScreen) show(onScreen.jpeg).catch(() => undefined);
  }

  function settle(): void {
    isSettling = false;
    if (painted !== onScreen) paint();
  }

  function fresh(): Sound | undefined {
    const { connection } = store.state;
    return connection === 'live' || connection === 'stale' ? onScreen : undefined;
  }

  return {
    get pictures() {
      return pictures;
    },
    put(picture) {
      onScreen = picture;
      if (pace.isDue(performance.now())) return paint();
      if (!isSettling) setTimeout(settle, settleMs);
      isSettling = true;
    },
    paint: async () => onScreen && show(onScreen.jpeg),
    fresh,
    first() {
      const first = fresh();
      return first && { jpeg: first.jpeg, tally: tally(emptyTally, first, undefined) };
    },
    async glance(look) {
      if (!onScreen) return undefined;
      const { jpeg } = onScreen;
      const bytes = await thumbnail(jpeg, look, factsOf(jpeg)).catch(() => undefined);
      return bytes && `data:image/jpeg;base64,${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))}`;
    },
    drop() {
      onScreen = undefined;
    },
    watched(next) {
      const back = next > 0 && pictures === 0;
      if (next !== pictures) pace = openPace(next);
      pictures = next;
      // What came while nobody looked: the next picture may be a minute away, and Record begins with this one.
      if (back) paint();
    },
  };
}
