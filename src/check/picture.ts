/** Follows one picture marker by marker from its SOI: how whole it is, and the edits that mend it (T.81 B.2). */

import { DHT, EOI, isFrameHeader, isKnownSegment, SOI, SOS } from '../base/jpeg/markers';
import { mostPicturePx } from '../base/limits';
import type { DcPicture } from './dc-picture';
import { Edits } from './edits';
import { type Frame, readFrame, readScanHeader, type ScanHeader, scanSize } from './frame';
import { emptyTables, oddApplication, readTables, segmentEnd, type Tables } from './header';
import { codeAt, isSegmentAt, nextSoi, resync } from './markers';
import { type Scratch, skipScan } from './scan/entropy';
import { Progression } from './scan/progressive';
import { type ScanOutcome, walkScan } from './scan/scan';
import { progressiveScanWalk, sequentialScanWalk } from './scan/scan-walk';
import { announcesTrailer, trailerEnd } from './trailer';

/**
 * Blocks that scans may make a decoder visit without paying for them in bytes: a progressive scan can say "nothing new" of 32767
 * blocks in four. Three such scans of the largest picture are free; it stops bombs, no camera.
 */
const freeBlocks = 3 * (mostPicturePx / 64);

/** Wrong lengths and strange bytes in one header; with more, nothing in it can be believed. */
const mostHeaderRepairs = 64;

/** SOI after SOI without a picture: each may cost a look ahead to the end, so there must be a limit. */
const mostBeginnings = 4;

export type Refusal = 'not-a-jpeg' | 'bad-size' | 'cut-short';

export interface PictureFound {
  readonly frame: Frame;
  readonly whole: boolean;
  readonly paintedHeightPx: number;
  readonly edits: Edits;
}

/** What a marker leads to: the place of the next one, -1 when none follows, or the end of the picture. */
type Next = number | PictureFound | Refusal;

export class PictureWalk {
  readonly #bytes: Uint8Array;
  readonly #edits = new Edits();
  readonly #tables: Tables = emptyTables();
  readonly #scratch: () => Scratch;
  readonly #dcPicture: DcPicture | undefined;
  /** Where the SOI stands that counts, how many came before it, and whether nothing but SOI and EOI came so far. */
  #start = 0;
  #beginnings = 0;
  #bare = true;
  #frame: Frame | undefined;
  #progression: Progression | undefined;
  #announcesTrailer = false;
  /** Rows of pixels from the top that every scan of the component so far has; undefined before its first. */
  #paintedPx: number[] = [];
  #missingMcus = 0;
  #doneMcus = 0;
  #scans = 0;
  #unpaidBlocks = 0;
  #doubtful = false;
  /** Of a sequential picture: the components come in scans of their own; MCUs are missing within one. */
  #multiScan = false;
  #cutScan = false;
  #endAt = 0;

  /** `scratch()`: room for a scan's bytes, allocated on first use. `dcPicture` is filled on the way. */
  constructor(bytes: Uint8Array, scratch: () => Scratch, dcPicture?: DcPicture) {
    this.#bytes = bytes;
    this.#scratch = scratch;
    this.#dcPicture = dcPicture;
  }

  /** After `read`: everything before this place has been looked at. */
  get endAt(): number {
    return this.#endAt;
  }

  /** `soiAt`: where FF D8 stands. */
  read(soiAt: number): PictureFound | Refusal {
    const { length } = this.#bytes;
    this.#edits.remove('junk-before-soi', 0, soiAt);
    this.#start = soiAt;
    let at = soiAt + 2;
    while (at < length) {
      const next = this.#marker(at);
      if (typeof next !== 'number') return next;
      if (next < 0) break;
      at = next;
    }
    return this.#finish(Math.min(at, length), -1);
  }

  #marker(at: number): Next {
    const bytes = this.#bytes;
    if (this.#edits.size > mostHeaderRepairs && this.#scans === 0) return this.#stop(at, 'not-a-jpeg');
    const code = codeAt(bytes, at);
    const kind = code < 0 ? 0 : bytes[code]!;
    if (kind === SOI || kind === EOI) {
      if (this.#scans > 0) return this.#finish(at, kind === EOI ? code + 1 : -1);
      return this.#beginAgain(kind === SOI ? code - 1 : nextSoi(bytes, code + 1));
    }
    this.#bare = false;
    if (!isKnownSegment(kind) || (isFrameHeader(kind) && this.#frame)) return this.#skip(at, code < 0 ? at : code + 1);
    const end = segmentEnd(bytes, code, this.#edits);
    if (end >= 0) return this.#segment(at, code, end);
    if (kind === DHT) this.#tables.lostHuffman = true;
    return this.#skip(at, code + 1);
  }

  /** Nothing of what came before this SOI is a picture. */
  #beginAgain(soiAt: number): Next {
    if (soiAt < 0) return -1;
    if (++this.#beginnings > mostBeginnings) return this.#stop(soiAt, 'not-a-jpeg');
    this.#edits.forgetFrom(this.#start);
    this.#edits.remove(this.#bare ? 'doubled-soi' : 'junk-before-soi', this.#start, soiAt);
    Object.assign(this.#tables, emptyTables());
    this.#frame = undefined;
    this.#progression = undefined;
    this.#announcesTrailer = false;
    this.#start = soiAt;
    this.#bare = true;
    return soiAt + 2;
  }

  /** Leaves out what stands at `at`, up to where the header goes on, which is looked for from `from` on. */
  #skip(at: number, from: number): Next {
    const next = resync(this.#bytes, from);
    if (next >= this.#bytes.length) return -1;
    this.#edits.remove('bytes-between-segments', at, next);
    return next;
  }

  #segment(at: number, code: number, end: number): Next {
    const bytes = this.#bytes;
    readTables(bytes, code, end, this.#tables);
    const odd = oddApplication(bytes, code, end);
    if (odd) this.#edits.note(odd, at);
    this.#announcesTrailer ||= announcesTrailer(bytes, code, end);
    if (isFrameHeader(bytes[code]!)) return this.#frameHeader(code, end);
    return bytes[code] === SOS ? this.#scanHeader(at, code, end) : end;
  }

  #frameHeader(code: number, end: number): Next {
    const frame = readFrame(this.#bytes, code);
    if (frame === 'size') return this.#stop(end, 'bad-size');
    if (frame === 'header') return this.#stop(end, 'not-a-jpeg');
    this.#frame = frame;
    if (frame.progressive) this.#progression = new Progression(frame);
    return end;
  }

  #scanHeader(at: number, code: number, end: number): Next {
    const bytes = this.#bytes;
    if (bytes[codeAt(bytes, end)] === SOS && isSegmentAt(bytes, end)) {
      this.#edits.forgetFrom(at);
      this.#edits.remove('bytes-between-segments', at, end);
      return end;
    }
    const next = this.#scan(code, end);
    if (next >= 0) return next;
    return this.#scans > 0 ? this.#finish(code - 1, -1) : this.#stop(end, 'not-a-jpeg');
  }

  /** Walks the scan whose SOS is at `code`; -1 when no engine would decode it, else where the next marker stands. */
  #scan(code: number, from: number): number {
    const bytes = this.#bytes;
    const frame = this.#frame;
    if (!frame) return -1;
    if (frame.unsupported) {
      this.#scans++;
      return skipScan(bytes, from);
    }
    const scan = readScanHeader(bytes, code, frame);
    if (!scan || scan.components.some(({ index }) => this.#tables.quant[frame.components[index]!.quant] === undefined))
      return -1;
    // libjpeg does not take a component of a sequential picture twice.
    if (!frame.progressive && scan.components.some(({ index }) => this.#paintedPx[index] !== undefined)) return -1;
    const { mcus, mcusWide } = scanSize(frame, scan);
    if (this.#unpaidBlocks > freeBlocks) return -1;
    const walk = this.#progression
      ? progressiveScanWalk(scan, frame, this.#tables, this.#progression, this.#dcPicture)
      : sequentialScanWalk(code, scan, frame, this.#tables, this.#edits, this.#dcPicture);
    if (!walk) return -1;
    const { restartInterval } = this.#tables;
    const plan = { mcus, restartInterval, walk, repeatable: !this.#progression };
    const outcome = walkScan(bytes, from, plan, this.#scratch(), this.#edits);
    this.#unpaidBlocks += Math.max(0, mcus - 8 * (outcome.nextAt - from));
    this.#scans++;
    this.#doubtful ||= outcome.doubtful;
    this.#account(scan, frame, outcome, mcus, mcusWide);
    return outcome.nextAt;
  }

  #account(scan: ScanHeader, frame: Frame, { done, firstMissing }: ScanOutcome, mcus: number, mcusWide: number): void {
    this.#doneMcus += done;
    this.#missingMcus += mcus - done;
    this.#multiScan ||= scan.components.length < frame.components.length;
    this.#cutScan ||= done < mcus;
    const alone = scan.components.length === 1 ? frame.components[scan.components[0]!.index]! : undefined;
    const rowPx = alone ? (frame.mcuHeightPx / (frame.components.length === 1 ? 1 : alone.v)) | 0 : frame.mcuHeightPx;
    const paintedPx = Math.min(frame.heightPx, Math.floor(firstMissing / mcusWide) * rowPx);
    // Later scans of a progressive picture only sharpen: a coarse row is a painted one.
    for (const { index } of scan.components) this.#paintedPx[index] ??= paintedPx;
  }

  #stop(at: number, refusal: Refusal): Refusal {
    this.#endAt = at;
    return refusal;
  }

  /** `at`: where the picture's last scan stops; `eoiEnd`: after its EOI, -1 when it has none. */
  #finish(at: number, eoiEnd: number): PictureFound | Refusal {
    const bytes = this.#bytes;
    const frame = this.#frame;
    this.#endAt = Math.max(at, eoiEnd);
    if (!frame) return 'not-a-jpeg';
    if (this.#scans === 0) return 'cut-short';
    this.#edits.forgetFrom(at);
    let end = eoiEnd;
    if (end < 0) {
      this.#edits.insert('missing-eoi', at, [0xff, EOI]);
      end = at;
    } else {
      const first = end;
      while (bytes[end] === 0xff && bytes[end + 1] === EOI) end += 2;
      this.#edits.remove('repeated-eoi', first, end);
    }
    if (eoiEnd >= 0) end = trailerEnd(bytes, end, this.#announcesTrailer);
    this.#edits.remove('junk-after-eoi', end, bytes.length);
    if (frame.unsupported) {
      this.#edits.note('unsupported', at);
      return this.#found(frame, eoiEnd >= 0, frame.heightPx);
    }
    const painted = frame.components.map((_, index) => this.#paintedPx[index] ?? 0);
    for (const [index, { blocksWide, blocksHigh }] of frame.components.entries())
      if (this.#paintedPx[index] === undefined) this.#missingMcus += blocksWide * blocksHigh;
    if (this.#doneMcus === 0) return 'cut-short';
    // Chromium rejects a sequential picture of several scans when one of them lacks MCUs; no camera is known to send such.
    if (!frame.progressive && this.#multiScan && this.#cutScan) return 'cut-short';
    const endless = this.#progression !== undefined && eoiEnd < 0 && !this.#progression.complete;
    const whole = this.#missingMcus === 0 && !endless && !this.#doubtful;
    if (!whole) this.#edits.note('mcus-missing', at, this.#missingMcus);
    return this.#found(frame, whole, whole ? frame.heightPx : Math.min(...painted));
  }

  #found(frame: Frame, whole: boolean, paintedHeightPx: number): PictureFound {
    return { frame, whole, paintedHeightPx, edits: this.#edits };
  }
}
