/** What a camera's Look does while its pictures come: hides what nobody is to see before anything is kept, and shows the rest. */
import type { Jpeg } from '../../base/flow';
import { isPlain, type Look, type Mask, plainLook } from '../../base/look/look';
import { lookFrom } from '../../base/look/read';
import { defaultRecordingOptions, hiddenWhile, type RecordingOptions } from '../../base/options';
import { Trouble } from '../../base/trouble';
import type { Checked } from '../../check/check';
import { hiddenIn, type PictureFacts, type Preview, seenAs, shownSize } from '../../draw/draw';

export interface LiveLook {
  /**
   * `filming`: how the film that runs began. True when other parts of the picture are hidden on the tape than before: what was kept
   * until now is not to be used.
   */
  set(options: RecordingOptions, filming: RecordingOptions | undefined): boolean;
  /** The live picture alone looks like this, until it is told undefined. */
  lookAt(look: Look | undefined): void;
  /** The picture with what is to be hidden before anything is kept; refused where that cannot be done. */
  hidden(checked: Checked): Promise<Checked>;
  /** Some part of the picture is not to be seen: of a picture that shows more or less than the others nobody knows where it is. */
  readonly hides: boolean;
  /** How films look, unless told otherwise. */
  readonly now: Look;
  /** What the shutter keeps: the picture as it is seen, and the camera's own where originals are kept. */
  singles(jpeg: Jpeg, facts: PictureFacts): Promise<readonly Jpeg[]>;
}

export function openLiveLook(preview: Pick<Preview, 'set'>): LiveLook {
  let look = plainLook;
  let lookedAt: Look | undefined;
  let masks: readonly Mask[] = [];
  let keepsOriginals = defaultRecordingOptions.keepOriginals;

  async function hide(jpeg: Jpeg): Promise<Jpeg> {
    let hidden = jpeg;
    // They may be others by the time the picture is drawn.
    for (let done: typeof masks = []; done !== masks; ) {
      done = masks;
      hidden = done.length > 0 ? await hiddenIn(jpeg, done) : jpeg;
    }
    return hidden;
  }

  return {
    set(options, filming) {
      look = options.look;
      keepsOriginals = options.keepOriginals;
      preview.set(lookedAt ?? look);
      const next = hiddenWhile(options, filming);
      if (JSON.stringify(next) === JSON.stringify(masks)) return false;
      masks = next;
      return true;
    },
    lookAt(next) {
      lookedAt = next && lookFrom(next);
      preview.set(lookedAt ?? look);
    },
    async hidden(checked) {
      if (checked.kind === 'refused') return checked;
      try {
        const jpeg = await hide(checked.jpeg);
        return jpeg === checked.jpeg ? checked : { ...checked, jpeg };
      } catch (error) {
        const trouble = error instanceof Trouble ? error : new Trouble('record/bug', String(error));
        return { kind: 'refused', trouble };
      }
    },
    get now() {
      return look;
    },
    get hides() {
      return masks.length > 0 || look.masks.length > 0;
    },
    async singles(jpeg, facts) {
      if (isPlain(look, shownSize(jpeg))) return [jpeg];
      const seen = await seenAs(jpeg, look, facts);
      return keepsOriginals ? [seen, jpeg] : [seen];
    },
  };
}

interface Hiding {
  /** Resolves with the options as they are to be taken. */
  set(options: RecordingOptions): Promise<RecordingOptions>;
  /** The same for a film that is begun with them; `before`: how it began that goes on. */
  begin(options: RecordingOptions, before: RecordingOptions | undefined): Promise<RecordingOptions>;
  /** A film runs now, or has ended: what it is to hide is hidden for as long as it runs. */
  again(): Promise<unknown>;
}

const readBy = (options: RecordingOptions): RecordingOptions => ({ ...options, look: lookFrom(options.look) });

/**
 * `filmed`: how the film began that runs. `forget`: what was kept before other parts of the picture were hidden is in no film and in no
 * single picture.
 */
export function openHiding(
  look: Pick<LiveLook, 'set'>,
  filmed: () => RecordingOptions | undefined,
  forget: () => Promise<void>,
): Hiding {
  let standing = defaultRecordingOptions;
  /** Of a film whose files are not open yet. */
  let begun: RecordingOptions | undefined;

  async function set(options: RecordingOptions): Promise<RecordingOptions> {
    const wanted = readBy(options);
    standing = wanted;
    const filming = begun ?? filmed();
    if (look.set(wanted, filming && readBy(filming))) await forget();
    return wanted;
  }

  return {
    set,
    begin(options, before = options) {
      begun = before;
      return set(options);
    },
    again() {
      begun = undefined;
      return set(standing);
    },
  };
}
