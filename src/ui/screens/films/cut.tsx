/** Cutting a part out of a film: its two handles over the strip, and what can be done with it. */

import { useRef } from 'preact/hooks';
import type { FilmSummary } from '../../../base/library';
import type { FilmTimes, PictureRange } from '../../../remote/remote';
import { type KeyAction, type Keys, keysOf } from '../../model/keys/keys';
import { useModel } from '../../model/model';
import { beginAt, endAt, pictureEndingAt, restOf, spanOf, wholeOf } from '../../model/player/part';
import { pictureAt, placeOf } from '../../model/player/player';
import { KeysHere } from '../../parts/keys/keys';
import { playerWords } from '../../words/late/player';
import type { Playing } from './playing';

const say = playerWords.cut;

export interface CutProps {
  readonly times: FilmTimes;
  readonly part: PictureRange;
  readonly playing: Playing;
  /** Undefined closes the cut. */
  setPart(part: PictureRange | undefined): void;
}

/** Two sliders that only their thumbs can be taken of; what is outside of the part is dimmed. */
export function CutHandles({ times, part, playing, setPart }: CutProps) {
  const durationMs = times.endUs / 1000;
  const { fromMs, untilMs } = spanOf(times, part);
  const share = (ms: number) => `${(ms / Math.max(1, durationMs)) * 100}%`;
  const set = (next: PictureRange, shown: number) => {
    setPart(next);
    playing.go(placeOf(times, shown));
  };
  const begin = (picture: number) => {
    const next = beginAt(times, part, picture);
    set(next, next.first);
  };
  const end = (picture: number) => {
    const next = endAt(times, part, picture);
    set(next, next.last);
  };
  const onKey = (event: KeyboardEvent, picture: number, move: (picture: number) => void) => {
    const step = steps[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move(picture + step);
  };
  return (
    <div class="cut-handles" style={{ '--from': share(fromMs), '--until': share(untilMs) }}>
      <KeysHere keys={keysOf(steps, 'cutHandle')} />
      <input
        type="range"
        class="first"
        min={0}
        max={Math.max(1, durationMs)}
        step="any"
        value={fromMs}
        aria-label={say.first}
        aria-valuetext={say.placeText(fromMs, part.first)}
        onInput={(event) => begin(pictureAt(times, Number(event.currentTarget.value) * 1000))}
        onKeyDown={(event) => onKey(event, part.first, begin)}
      />
      <input
        type="range"
        class="last"
        min={0}
        max={Math.max(1, durationMs)}
        step="any"
        value={untilMs}
        aria-label={say.last}
        aria-valuetext={say.placeText(untilMs, part.last)}
        onInput={(event) => end(pictureEndingAt(times, Number(event.currentTarget.value)))}
        onKeyDown={(event) => onKey(event, part.last, end)}
      />
    </div>
  );
}

/** By how many pictures a key moves a handle; past an end is at the end. */
const steps: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -15,
  PageUp: 15,
  Home: -Infinity,
  End: Infinity,
};

interface CutToolsProps extends CutProps {
  readonly film: FilmSummary;
}

export function CutTools({ film, times, part, playing, setPart }: CutToolsProps) {
  const { act, films, making } = useModel();
  const made = useRef<{ readonly asked: string; readonly ids: readonly string[] }>(undefined);
  const job = making.value.get(film.id);
  const { fromMs, untilMs } = spanOf(times, part);
  const rest = restOf(times, part);
  const here = () => pictureAt(times, playing.hereMs() * 1000);
  /** What a person saves stays in the library as well: the browser's download may yet fail. */
  const save = async () => {
    const asked = `${part.first} ${part.last}`;
    const known = made.current;
    // An iPad that has made it for longer than a tap counts wants one more: it is not made again.
    const isThere = known?.asked === asked && known.ids.every((id) => films.peek().some((one) => one.id === id));
    const ids = isThere ? known.ids : await act.films.cut(film, { parts: [part], instead: false });
    made.current = ids.length > 0 ? { asked, ids } : undefined;
    if (ids.length > 0) act.films.save(ids);
  };
  if (job?.kind === 'cut') {
    return (
      <div class="cut">
        <label class="finishing">
          {say.progress(job.progress.done)}
          <progress value={job.progress.done} max={1} />
        </label>
        <button type="button" onClick={() => act.films.cancel(film.id)}>
          {say.cancel}
        </button>
      </div>
    );
  }
  return (
    <fieldset class="cut" aria-label={say.title} disabled={job !== undefined}>
      <button type="button" title={say.beginKey} onClick={() => setPart(beginAt(times, part, here()))}>
        {say.begin}
      </button>
      <button type="button" title={say.endKey} onClick={() => setPart(endAt(times, part, here()))}>
        {say.end}
      </button>
      <output>{say.summary(fromMs, untilMs, part.last - part.first + 1)}</output>
      <button type="button" class="main" onClick={save}>
        {say.save}
      </button>
      <button
        type="button"
        disabled={rest.length === 0}
        onClick={() => act.films.cut(film, { parts: [part], instead: true, done: say.kept })}
      >
        {say.keep}
      </button>
      <button
        type="button"
        disabled={rest.length === 0}
        onClick={() => act.films.cut(film, { parts: rest, instead: true, done: say.removed })}
      >
        {say.remove}
      </button>
      <button type="button" class="quiet" onClick={() => setPart(undefined)}>
        {say.close}
      </button>
    </fieldset>
  );
}

const byKey = { i: beginAt, o: endAt } as const;
export const cutKeys: Keys = { i: 'cutFirst', o: 'cutLast' } satisfies Record<keyof typeof byKey, KeyAction>;

export const isCutKey = (key: string): key is keyof typeof byKey => key in byKey;

/** I and O, also while nothing is cut yet. */
export function partByKey(
  key: keyof typeof byKey,
  times: FilmTimes,
  part: PictureRange | undefined,
  atMs: number,
): PictureRange {
  return byKey[key](times, part ?? wholeOf(times), pictureAt(times, atMs * 1000));
}
