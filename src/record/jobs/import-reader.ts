/** Reads the pictures of an import, checked and numbered, as often as they are asked for, and notes what was wrong with them. */

import type { Jpeg, SizePx } from '../../base/flow';
import { emptyTally, type Gap, type Tally } from '../../base/library';
import type { StillKind } from '../../base/still';
import type { Code } from '../../base/trouble';
import type { PictureFiles } from '../../capture/capture';
import { DcPicture, tally } from '../../check/check';
import type { TapeRecord } from '../../deck/deck';
import { shownSize } from '../../draw/draw';
import { openWatcher } from '../../notice/notice';
import { checkShot } from '../checked';
import type { ImportNote, ImportProblem } from '../contract';
import { usualSize } from '../sizes';

const namedProblems = 100;
const leastGapMs = 3000;

export interface Reader {
  read(from: number, signal: AbortSignal): AsyncGenerator<TapeRecord>;
  /** One more problem; `name` is empty where only the film knows. */
  note(name: string, code: Code): void;
  /** The first picture that came; undefined as long as there was none. */
  readonly first: Jpeg | undefined;
  /** How many pictures there are in all, as far as can be told by now. */
  all(): number;
  seen(): { readonly tally: Tally; readonly gaps: readonly Gap[] };
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

/** Each picture is counted once however often it is read. `shown`: the film's size; undefined: that of its first picture. */
export function openReader(files: PictureFiles, shown: SizePx | undefined): Reader {
  let first: Jpeg | undefined;
  let counted: Tally = emptyTally;
  let lastFingerprint: number | undefined;
  let lastAt = 0;
  let intervalMs = 0;
  let next = 0;
  let readBytes = 0;
  const gaps: Gap[] = [];
  const named: ImportProblem[] = [];
  let problemCount = 0;

  const madeFrom = new Map<StillKind, number>();
  let fitted = 0;

  function note(name: string, code: Code): void {
    problemCount++;
    if (named.length < namedProblems) named.push({ name, code, detail: '' });
  }

  function noteSize(jpeg: Jpeg): void {
    const own = shownSize(jpeg);
    const film = shown ?? shownSize(first ?? jpeg);
    if (own.widthPx !== film.widthPx || own.heightPx !== film.heightPx) fitted++;
  }

  function noteGap(arrivedAt: number): void {
    const sinceMs = arrivedAt - lastAt;
    if (first && lastAt && sinceMs > Math.max(leastGapMs, 5 * (intervalMs || sinceMs))) {
      const since = (at: number) => Math.round((at - first!.arrivedAt) * 1000);
      gaps.push({ startUs: since(lastAt), endUs: since(arrivedAt) });
    } else if (lastAt) intervalMs = sinceMs;
    lastAt = arrivedAt;
  }

  async function* read(from: number, signal: AbortSignal): AsyncGenerator<TapeRecord> {
    const dcPicture = new DcPicture();
    const watcher = openWatcher();
    for await (const { sequence, name, shot, readBytes: bytes } of files.read(from, signal)) {
      const { checked, madeFrom: format } = await checkShot(shot, dcPicture);
      if (sequence === next) {
        next++;
        readBytes = bytes;
        counted = tally(counted, checked, lastFingerprint);
        if (checked.kind === 'refused') note(name, checked.trouble.name);
        else if (!checked.jpeg.whole) note(name, 'check/cut-short');
        if (checked.kind === 'jpeg') noteSize(checked.jpeg);
        if (checked.kind === 'jpeg') noteGap(shot.arrivedAt);
        if (checked.kind === 'jpeg' && format) madeFrom.set(format, (madeFrom.get(format) ?? 0) + 1);
      }
      if (checked.kind === 'refused') continue;
      const { jpeg } = checked;
      lastFingerprint = jpeg.fingerprint;
      first ??= jpeg;
      const isKnown = jpeg.whole && dcPicture.widthCells > 0;
      const movement = isKnown ? watcher.notice(dcPicture, shot.arrivedAt).score : undefined;
      yield { sequence, jpeg: { ...jpeg, movement } };
    }
  }

  return {
    read,
    note,
    get first() {
      return first;
    },
    all: () => files.count ?? (readBytes > 0 ? Math.round((next * files.sizeBytes) / readBytes) : 0),
    seen: () => ({ tally: counted, gaps }),
    problems() {
      const unread = files.unread().map(({ name, fault: code, detail }): ImportProblem => ({ name, code, detail }));
      return {
        problems: [...unread.slice(0, namedProblems), ...named].slice(0, namedProblems),
        problemCount: problemCount + unread.length,
      };
    },
    notes: () => [
      ...files.notes(),
      ...[...madeFrom].map(([format, count]): ImportNote => ({ kind: 'made-from', format, count })),
      ...(fitted > 0 ? [{ kind: 'fitted', count: fitted } as const] : []),
    ],
  };
}
