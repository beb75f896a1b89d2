/** Keeps single pictures: the one on the screen, and for a burst those that come after it. */
import type { Camera } from '../../base/camera';
import type { Jpeg } from '../../base/flow';
import type { KeptPicture } from '../../base/library';
import type { Deck } from '../../deck/deck';
import { tellChange } from '../broadcast';

/** A burst of a slow camera has as many pictures as come by then. */
const longestMs = 15_000;

export interface ShutterTools {
  readonly deck: Promise<Pick<Deck, 'keepPicture'>>;
  readonly camera: Pick<Camera, 'name'>;
  /** What is kept of a picture: what a person sees of it, and whatever else belongs to it. The picture itself unless told. */
  singles?(jpeg: Jpeg): Promise<readonly Jpeg[]>;
  /** Of a burst. */
  readonly mostMs?: number;
}

export interface Shutter {
  /**
   * Resolves when so many pictures are kept, or no more come; with none where there is none on the screen. Rejects with Trouble
   * 'deck/full' or 'deck/failed' when one could not be kept; those before it are.
   */
  press(onScreen: Jpeg | undefined, count: number): Promise<readonly KeptPicture[]>;
  seen(jpeg: Jpeg): void;
  /** No more pictures come. */
  end(): void;
}

interface Burst {
  add(jpeg: Jpeg): void;
  end(): void;
}

export function openShutter({ deck, camera, singles, mostMs = longestMs }: ShutterTools): Shutter {
  const bursts = new Set<Burst>();
  /** One after another: the storage takes no two at once. */
  let keeping: Promise<unknown> = Promise.resolve();

  /** The first of them is the one that was asked for. */
  async function keepAll(jpeg: Jpeg): Promise<KeptPicture> {
    const [seen = jpeg, ...others] = (await singles?.(jpeg)) ?? [];
    const kept = await (await deck).keepPicture(seen, camera.name);
    for (const other of others) await (await deck).keepPicture(other, camera.name);
    return kept;
  }

  function keep(jpeg: Jpeg): Promise<KeptPicture> {
    const kept = keeping.then(() => keepAll(jpeg));
    keeping = kept.then(tellChange, () => undefined);
    return kept;
  }

  /** A repeat is no other picture. */
  function collect(first: Jpeg, count: number): Promise<readonly KeptPicture[]> {
    const pictures = [keep(first)];
    let { fingerprint } = first;
    return new Promise((resolve, reject) => {
      const burst: Burst = {
        add(jpeg) {
          if (jpeg.fingerprint === fingerprint) return;
          fingerprint = jpeg.fingerprint;
          const kept = keep(jpeg);
          pictures.push(kept);
          kept.catch(burst.end);
          if (pictures.length >= count) burst.end();
        },
        end() {
          clearTimeout(timer);
          bursts.delete(burst);
          Promise.all(pictures).then(resolve, reject);
        },
      };
      const timer = setTimeout(burst.end, mostMs);
      pictures[0]!.catch(burst.end);
      bursts.add(burst);
      if (count <= 1) burst.end();
    });
  }

  return {
    press: async (onScreen, count) => (onScreen ? collect(onScreen, count) : []),
    seen(jpeg) {
      for (const burst of bursts) burst.add(jpeg);
    },
    end() {
      for (const burst of bursts) burst.end();
    },
  };
}
