/** The picture on the screen: painted while somebody looks, and the first one of a film that begins now. */
import type { Jpeg } from '../../../base/flow';
import { emptyTally } from '../../../base/library';
import { type Checked, tally } from '../../../check/check';
import type { PictureFacts, Preview } from '../../../draw/draw';
import type { Accepted } from '../contract';
import type { StateStore } from '../state';

type Sound = Extract<Checked, { kind: 'jpeg' }>;

export interface LivePicture {
  readonly isWatched: boolean;
  put(picture: Sound): void;
  /** Paints it again, as it is to look now. */
  paint(): Promise<void>;
  /** Of a camera that is lost the picture may be hours old: whoever records it waits for a new one. */
  fresh(): Sound | undefined;
  /** The same, as the first picture of a film. */
  first(): Accepted | undefined;
  /** What is on the screen is not to be used any more. */
  drop(): void;
  watched(on: boolean): void;
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
  let isWatched = true;

  async function show(jpeg: Jpeg): Promise<void> {
    // A failed preview ends nothing: the film's own decoder says what is wrong with the picture.
    const outcome = isWatched ? await preview.show(jpeg, factsOf(jpeg)) : 'shown';
    if (outcome === 'skipped') return;
    store.dispatch({ kind: 'preview', outcome });
    onShown();
  }

  function fresh(): Sound | undefined {
    const { connection } = store.state;
    return connection === 'live' || connection === 'stale' ? onScreen : undefined;
  }

  return {
    get isWatched() {
      return isWatched;
    },
    put(picture) {
      onScreen = picture;
      show(picture.jpeg).catch(() => undefined);
    },
    paint: async () => onScreen && show(onScreen.jpeg),
    fresh,
    first() {
      const first = fresh();
      return first && { jpeg: first.jpeg, tally: tally(emptyTally, first, undefined) };
    },
    drop() {
      onScreen = undefined;
    },
    watched(on) {
      const back = on && !isWatched;
      isWatched = on;
      // What came while nobody looked: the next picture may be a minute away, and Record begins with this one.
      if (back && onScreen) show(onScreen.jpeg).catch(() => undefined);
    },
  };
}
