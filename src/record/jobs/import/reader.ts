/** Reads the pictures of an import, checked and numbered, as often as they are asked for, and notes what was wrong with them. */

import type { Jpeg, SizePx } from '../../../base/flow';
import { emptyTally, type Gap, type Tally } from '../../../base/library';
import { type Lapse, speedOf } from '../../../base/options';
import type { StillKind } from '../../../base/still';
import type { Code } from '../../../base/trouble';
import type { PictureFiles } from '../../../capture/capture';
import { DcPicture, tally } from '../../../check/check';
import type { TapeRecord } from '../../../deck/deck';
import { shownSize } from '../../../draw/draw';
import { openWatcher } from '../../../notice/notice';
import { checkShot } from '../../checked';
import type { PictureSource } from '../../render/render';
import { usualSize } from '../../sizes';
import { openThinner, thinningFrom } from '../../when/when';
import type { ImportNote, ImportProblem } from '../contract';

const namedProblems = 100;
const leastGapMs = 3000;

/** What goes into one film: all of it, or one day of a time-lapse. */
export interface ImportPart extends PictureSource {
  /** Of its first picture. */
  readonly firstSequence: number;
  /** The first picture that goes into the film; undefined as long as there was none, and once the next part is known. */
  readonly first: Jpeg | undefined;
  readonly isEmpty: boolean;
  seen(): { readonly tally: Tally; readonly gaps: readonly Gap[] };
}

export interface Reader {
  /** As many as are known by now: the next one is found when all of the last one was read. */
  readonly parts: readonly ImportPart[];
  /** One more problem; `name` is empty where only the film knows. */
  note(name: string, code: Code): void;
  /** How many pictures there are in all, as far as can be told by now, and how many of them were read. */
  all(): number;
  done(): number;
  problems(): { readonly problems: readonly ImportProblem[]; readonly problemCount: number };
  notes(): readonly ImportNote[];
}

const sampledPictures = 16;
/** Of what tells its number of pictures only while it is read. */
const sampledFirst = 48;

/** The size the film should have: of pictures from everywhere among the files, or the first ones of a saved stream. */
export async function sampleSize(files: PictureFiles): Promise<SizePx | undefined> {
  const { count } = files;
  const samples = Math.min(count ?? 0, sampledPictures);
  const stops =
    count === undefined ? [0] : Array.from({ length: samples }, (_, at) => Math.floor((at * count) / samples));
  const sizes: SizePx[] = [];
  for (const from of stops) {
    let left = count === undefined ? sampledFirst : 1;
    for await (const { shot } of files.read(from, new AbortController().signal)) {
      const { checked } = await checkShot(shot);
      if (checked.kind === 'jpeg') sizes.push(shownSize(checked.jpeg));
      if (--left <= 0) break;
    }
  }
  return usualSize(sizes);
}

type Verdict = 'kept' | 'left-out' | 'night' | 'another-day';

/** Which sound pictures a time-lapse has; all of them where none is asked for. The same however often they are read. */
function openKeeping(lapse: Lapse | undefined) {
  const thinner = openThinner();
  thinner.begin(thinningFrom(lapse, 0, 0));
  const kept = new Set<number>();
  return (sequence: number, jpeg: Pick<Jpeg, 'arrivedAt' | 'whole' | 'brightness'>, isFirstTime: boolean): Verdict => {
    if (!lapse || kept.has(sequence)) return 'kept';
    // Another one of the same moment is better.
    if (!isFirstTime || !jpeg.whole) return 'left-out';
    const { keeps, dayEndedAt } = thinner.judge(jpeg);
    if (!keeps) return thinner.isDark ? 'night' : 'left-out';
    kept.add(sequence);
    return dayEndedAt === undefined ? 'kept' : 'another-day';
  };
}

/** What is noted of the pictures of one film while they are read for the first time. */
function openNotes(firstSequence: number, lapse: Lapse | undefined) {
  const gaps: Gap[] = [];
  let lastAt = 0;
  let intervalMs = 0;
  const notes = {
    firstSequence,
    first: undefined as Jpeg | undefined,
    isEmpty: true,
    tally: emptyTally,
    gaps,
    noteGap(arrivedAt: number): void {
      const { first } = notes;
      const sinceMs = arrivedAt - lastAt;
      if (first && lastAt && sinceMs > Math.max(leastGapMs, 5 * (intervalMs || sinceMs))) {
        const since = (at: number) => Math.round(((at - first.arrivedAt) * 1000) / speedOf({ lapse }));
        gaps.push({ startUs: since(lastAt), endUs: since(arrivedAt) });
      } else if (lastAt) intervalMs = sinceMs;
      lastAt = arrivedAt;
    },
  };
  return notes;
}

/** What is wrong with files, and with pictures in them. */
function openProblems(files: PictureFiles): Pick<Reader, 'note' | 'problems'> {
  const named: ImportProblem[] = [];
  let count = 0;
  return {
    note(name, code) {
      count++;
      if (named.length < namedProblems) named.push({ name, code, detail: '' });
    },
    problems() {
      const unread = files.unread().map(({ name, fault: code, detail }): ImportProblem => ({ name, code, detail }));
      return {
        problems: [...unread.slice(0, namedProblems), ...named].slice(0, namedProblems),
        problemCount: count + unread.length,
      };
    },
  };
}

/** Each picture is counted once however often it is read. `shown`: the film's size; undefined: that of its first picture. */
export function openReader(files: PictureFiles, shown: SizePx | undefined, lapse?: Lapse): Reader {
  const judge = openKeeping(lapse);
  const parts: ImportPart[] = [];
  let lastFingerprint: number | undefined;
  let next = 0;
  let readBytes = 0;
  const { note, problems } = openProblems(files);
  const madeFrom = new Map<StillKind, number>();
  let firstSize: SizePx | undefined;
  let fitted = 0;
  let dark = 0;

  function noteSize(jpeg: Jpeg): void {
    const own = shownSize(jpeg);
    const film = shown ?? firstSize ?? own;
    if (own.widthPx !== film.widthPx || own.heightPx !== film.heightPx) fitted++;
  }

  /** Of years of days only the newest one holds a picture. */
  let newest: ReturnType<typeof openNotes> | undefined;
  function addPart(firstSequence: number): void {
    if (newest) newest.first = undefined;
    const notes = openNotes(firstSequence, lapse);
    newest = notes;
    const at = parts.length;
    const seen = () => ({ tally: notes.tally, gaps: notes.gaps });
    const readPart: ImportPart['read'] = (from, signal) => read(notes, at, Math.max(from, firstSequence), signal);
    parts.push(Object.assign(notes, { seen, read: readPart }));
  }

  async function* read(
    notes: ReturnType<typeof openNotes>,
    at: number,
    from: number,
    signal: AbortSignal,
  ): AsyncGenerator<TapeRecord> {
    const dcPicture = new DcPicture();
    const watcher = openWatcher();
    for await (const { sequence, name, shot, readBytes: bytes } of files.read(from, signal)) {
      if (sequence >= (parts[at + 1]?.firstSequence ?? Number.POSITIVE_INFINITY)) return;
      const { checked, madeFrom: format } = await checkShot(shot, dcPicture);
      const jpeg = checked.kind === 'jpeg' ? checked.jpeg : undefined;
      const isFirstTime = sequence === next;
      let noticed: ReturnType<typeof watcher.notice> | undefined;
      const notice = () => {
        if (jpeg?.whole && dcPicture.widthCells > 0) noticed ??= watcher.notice(dcPicture, shot.arrivedAt);
        return noticed;
      };
      const verdict =
        jpeg &&
        judge(
          sequence,
          withBrightness(jpeg, () => notice()?.brightness),
          isFirstTime,
        );
      // It is read again as the first one of the next film.
      if (verdict === 'another-day') return addPart(sequence);
      if (isFirstTime) {
        next++;
        readBytes = bytes;
        notes.tally = tally(notes.tally, checked, lastFingerprint);
        if (checked.kind === 'refused') note(name, checked.trouble.name);
        else if (!checked.jpeg.whole) note(name, 'check/cut-short');
        if (jpeg) noteSize(jpeg);
        if (jpeg) notes.noteGap(shot.arrivedAt);
        if (jpeg && format) madeFrom.set(format, (madeFrom.get(format) ?? 0) + 1);
        if (verdict === 'night') dark++;
      }
      if (!jpeg) continue;
      lastFingerprint = jpeg.fingerprint;
      if (verdict !== 'kept') continue;
      if (notes.isEmpty) notes.first = jpeg;
      firstSize ??= shownSize(jpeg);
      notes.isEmpty = false;
      yield { sequence, jpeg: { ...jpeg, movement: notice()?.score } };
    }
  }

  addPart(0);
  return {
    parts,
    note,
    all: () => files.count ?? (readBytes > 0 ? Math.round((next * files.sizeBytes) / readBytes) : 0),
    done: () => next,
    problems,
    notes: () => [
      ...files.notes(),
      ...[...madeFrom].map(([format, count]): ImportNote => ({ kind: 'made-from', format, count })),
      ...(fitted > 0 ? [{ kind: 'fitted', count: fitted } as const] : []),
      ...(dark > 0 ? [{ kind: 'night', count: dark } as const] : []),
    ],
  };
}

/** How bright it is is looked up only where it matters. */
function withBrightness(jpeg: Jpeg, brightness: () => number | undefined): Jpeg {
  return {
    ...jpeg,
    get brightness() {
      return brightness();
    },
  };
}
