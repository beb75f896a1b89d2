/** A shot and the place of its SOI in; what picture begins there, how whole it is, and the edits that mend it out (T.81 B.2). */
import { mostPicturePx } from '../base/limits';
import { type Frame, readFrame, readScanHeader, type ScanHeader, scanSize } from './frame';
import { emptyTables, oddApplication, readTables, segmentEnd, standardTable, type Tables } from './header';
import { codeAt, DHT, EOI, isFrameHeader, isKnownSegment, isSegmentAt, nextSoi, resync, SOI, SOS } from './markers';
import { Ledger } from './repair';
import { type Scratch, skipScan } from './scan/entropy';
import { makeBlockTables, standardTables } from './scan/huffman';
import { Progression } from './scan/progressive';
import { type ScanOutcome, walkScan } from './scan/scan';
import { standardSegment } from './scan/tables';
import { sequentialWalk, type Walk } from './walk';

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
  readonly missingMcus: number;
  readonly ledger: Ledger;
}

export class PictureWalk {
  readonly #bytes: Uint8Array;
  readonly #ledger = new Ledger();
  readonly #tables: Tables = emptyTables();
  readonly #lendScratch: () => Scratch;
  #frame: Frame | undefined;
  #progression: Progression | undefined;
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

  /** `lendScratch` is asked only when a scan is walked. */
  constructor(bytes: Uint8Array, lendScratch: () => Scratch) {
    this.#bytes = bytes;
    this.#lendScratch = lendScratch;
  }

  /** After `read`: everything before this place has been looked at. */
  get endAt(): number {
    return this.#endAt;
  }

  /** `soiAt`: where FF D8 stands. */
  read(soiAt: number): PictureFound | Refusal {
    const bytes = this.#bytes;
    this.#ledger.remove('junk-before-soi', 0, soiAt);
    let start = soiAt;
    let at = soiAt + 2;
    /** Only SOI (and EOI) so far. */
    let bare = true;
    let beginnings = 0;
    while (at < bytes.length) {
      if (this.#ledger.size > mostHeaderRepairs && this.#scans === 0) return this.#stop(at, 'not-a-jpeg');
      const code = codeAt(bytes, at);
      const kind = code < 0 ? 0 : bytes[code]!;
      if (kind === EOI && this.#scans > 0) return this.#finish(at, code + 1);
      if (kind === SOI || kind === EOI) {
        if (this.#scans > 0) return this.#finish(at, -1);
        const soi = kind === SOI ? code - 1 : nextSoi(bytes, code + 1);
        if (soi < 0) break;
        if (++beginnings > mostBeginnings) return this.#stop(soi, 'not-a-jpeg');
        // Nothing of what came before is a picture: begin again.
        this.#ledger.forgetFrom(start);
        this.#ledger.remove(bare ? 'doubled-soi' : 'junk-before-soi', start, soi);
        Object.assign(this.#tables, emptyTables());
        this.#frame = undefined;
        start = soi;
        at = soi + 2;
        bare = true;
        continue;
      }
      bare = false;
      if (!isKnownSegment(kind) || (isFrameHeader(kind) && this.#frame)) {
        const next = resync(bytes, code < 0 ? at : code + 1);
        if (next >= bytes.length) break;
        this.#ledger.remove('bytes-between-segments', at, next);
        at = next;
        continue;
      }
      const end = segmentEnd(bytes, code, this.#ledger);
      if (end < 0) {
        if (kind === DHT) this.#tables.lostHuffman = true;
        const next = resync(bytes, code + 1);
        if (next >= bytes.length) break;
        this.#ledger.remove('bytes-between-segments', at, next);
        at = next;
        continue;
      }
      readTables(bytes, code, end, this.#tables);
      const odd = oddApplication(bytes, code, end);
      if (odd) this.#ledger.note(odd, at);
      if (isFrameHeader(kind)) {
        const frame = readFrame(bytes, code);
        if (frame === 'size') return this.#stop(end, 'bad-size');
        if (frame === 'header') return this.#stop(end, 'not-a-jpeg');
        this.#frame = frame;
        if (frame.progressive) this.#progression = new Progression(frame);
      }
      if (kind === SOS && bytes[codeAt(bytes, end)] === SOS && isSegmentAt(bytes, end)) {
        this.#ledger.forgetFrom(at);
        this.#ledger.remove('bytes-between-segments', at, end);
      } else if (kind === SOS) {
        const next = this.#scan(code, end);
        if (next < 0) return this.#scans > 0 ? this.#finish(code - 1, -1) : this.#stop(end, 'not-a-jpeg');
        at = next;
        continue;
      }
      at = end;
    }
    return this.#finish(Math.min(at, bytes.length), -1);
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
    if (!scan || scan.components.some(({ index }) => !this.#tables.quant[frame.components[index]!.quant])) return -1;
    // libjpeg does not take a component of a sequential picture twice.
    if (!frame.progressive && scan.components.some(({ index }) => this.#paintedPx[index] !== undefined)) return -1;
    const { mcus, mcusWide } = scanSize(frame, scan);
    if (this.#unpaidBlocks > freeBlocks) return -1;
    const walk = this.#progression ? this.#progressiveWalk(scan) : this.#sequentialWalk(code, scan, frame);
    if (!walk) return -1;
    const { restartInterval } = this.#tables;
    const plan = { mcus, restartInterval, walk, repeatable: !this.#progression };
    const outcome = walkScan(bytes, from, plan, this.#lendScratch(), this.#ledger);
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

  #progressiveWalk(scan: ScanHeader): Walk | undefined {
    const { dc, ac } = this.#tables;
    const needed = scan.spectralStart > 0 ? ac : scan.approximationHigh === 0 ? dc : undefined;
    const there = scan.components.every((part) => {
      if (!needed) return true;
      return !!needed[scan.spectralStart > 0 ? part.acTable : part.dcTable];
    });
    if (!there || !this.#progression!.accept(scan)) return undefined;
    return this.#progression!.walk(
      scan,
      dc.map((defined) => defined?.table),
      ac.map((defined) => defined?.table),
    );
  }

  #sequentialWalk(code: number, scan: ScanHeader, frame: Frame): Walk | undefined {
    this.#injectTables(code, scan);
    const { dc, ac } = this.#tables;
    const blocks = [];
    for (const { index, dcTable, acTable } of scan.components) {
      const dcDefined = dc[dcTable];
      const acDefined = ac[acTable];
      if (!dcDefined || !acDefined) return undefined;
      const ready = dcDefined.standard === acDefined.standard ? standardTables[dcDefined.standard] : undefined;
      const tables = ready ?? makeBlockTables(dcDefined.table, acDefined.table);
      const { h, v } = frame.components[index]!;
      for (let i = scan.components.length === 1 ? 1 : h * v; i > 0; i--) blocks.push(tables);
    }
    const { spectralStart, spectralEnd, approximationHigh, approximationLow, parametersAt } = scan;
    // A sequential scan has all coefficients at once (B.2.3, table B.3); some Foscam-like cameras say otherwise.
    if (spectralStart !== 0 || spectralEnd !== 63 || approximationHigh !== 0 || approximationLow !== 0)
      this.#ledger.replace('odd-sos-parameters', parametersAt, [0, 63, 0]);
    return sequentialWalk(blocks);
  }

  /** Motion JPEG (AVI1) leaves the tables of K.3 out; every decoder but the browsers' may choke on that. */
  #injectTables(code: number, scan: ScanHeader): void {
    const { dc, ac } = this.#tables;
    const missing = new Set<number>();
    for (const { dcTable, acTable } of scan.components) {
      if (dc[dcTable] === undefined && dcTable < 2) missing.add(dcTable);
      if (ac[acTable] === undefined && acTable < 2) missing.add(0x10 | acTable);
    }
    if (missing.size === 0 || this.#tables.lostHuffman) return;
    const wanted = [...missing].toSorted((a, b) => a - b);
    for (const which of wanted) (which >> 4 ? ac : dc)[which & 15] = standardTable(which & 15, which >> 4 === 0);
    this.#ledger.insert('missing-huffman-tables', code - 1, standardSegment(wanted));
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
    this.#ledger.forgetFrom(at);
    let end = eoiEnd;
    if (end < 0) {
      this.#ledger.insert('missing-eoi', at, [0xff, EOI]);
      end = at;
    } else {
      const first = end;
      while (bytes[end] === 0xff && bytes[end + 1] === EOI) end += 2;
      this.#ledger.remove('repeated-eoi', first, end);
    }
    this.#ledger.remove('junk-after-eoi', end, bytes.length);
    if (frame.unsupported) {
      this.#ledger.note('unsupported', at);
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
    if (!whole) this.#ledger.note('mcus-missing', at, this.#missingMcus);
    return this.#found(frame, whole, whole ? frame.heightPx : Math.min(...painted));
  }

  #found(frame: Frame, whole: boolean, paintedHeightPx: number): PictureFound {
    return { frame, whole, paintedHeightPx, missingMcus: this.#missingMcus, ledger: this.#ledger };
  }
}
