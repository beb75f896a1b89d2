/** What is to be noticed in each picture: how much moves in it, and whether there is anything to be seen. */
import type { Jpeg } from '../../base/flow';
import type { Sensitivity, When } from '../../base/options';
import type { Cause } from '../../base/trouble';
import { allZones, cellsOfZones, hexOfZones, zoneColumns, zoneRows, zonesUnder } from '../../base/zones';
import { DcPicture } from '../../check/check';
import { orientationOf } from '../../draw/draw';
import { movementScore, openWatcher } from '../../notice/notice';
import type { MovementView } from '../contract';

const thresholds: Readonly<Record<Sensitivity, number>> = {
  low: movementScore * 4,
  usual: movementScore,
  high: movementScore / 2,
};
/**
 * A hand that passes before the lens, and a picture that stood for a moment, are not worth a word. A picture is called frozen
 * when it has been the same for ten seconds: half a minute in all.
 */
const worthSayingMs = { covered: 5_000, frozen: 20_000 } as const;

/** How far back "would this have started a recording?" looks. */
const recentMs = 10_000;

export interface Movement {
  /** To be filled by check. */
  readonly dcPicture: DcPicture;
  /** 0 to 1, with what counts as movement; undefined while nothing begins by itself. */
  readonly level: { readonly score: number; readonly threshold: number } | undefined;
  /** Why the pictures show nothing, though they come. */
  readonly trouble: Cause | undefined;
  set(when: When): void;
  /** For whoever draws zones. */
  view(now: number): MovementView;
  /** The picture that check has just seen, with its score, and whether that counts as movement. */
  seen(jpeg: Jpeg): { readonly jpeg: Jpeg; readonly moved: boolean };
}

export function openMovement(): Movement {
  const dcPicture = new DcPicture();
  const watcher = openWatcher();
  let when: Pick<When, 'motion' | 'sensitivity' | 'zones'> = { motion: false, sensitivity: 'usual', zones: allZones };
  let score = 0;
  let moved: Uint8Array = new Uint8Array(0);
  /** The last whole picture's cells, and which zone lies over each. */
  let under: Readonly<{ widthCells: number; heightCells: number; orientation: number; zones: Uint8Array }> = {
    widthCells: 0,
    heightCells: 0,
    orientation: 0,
    zones: new Uint8Array(0),
  };
  /** 0 for cells to leave out; undefined when all count. */
  let counts: Uint8Array | undefined;
  /** Scores of the last seconds, with these zones. */
  let recent: readonly { readonly at: number; readonly score: number }[] = [];
  /** What hides the scene, since when, and when it was seen last. */
  let hidden: { readonly by: 'covered' | 'frozen'; readonly from: number; readonly until: number } | undefined;
  const threshold = () => thresholds[when.sensitivity];

  function mask(): void {
    const chosen = cellsOfZones(when.zones);
    counts = when.zones === allZones ? undefined : under.zones.map((zone) => chosen[zone]!);
  }

  /** Zones lie over the picture as it is shown, cells in it as it is stored. */
  function layZones({ bytes }: Jpeg): void {
    const { widthCells, heightCells } = dcPicture;
    const orientation = orientationOf(bytes);
    const isSame = under.widthCells === widthCells && under.heightCells === heightCells;
    if (isSame && under.orientation === orientation) return;
    under = { widthCells, heightCells, orientation, zones: zonesUnder(widthCells, heightCells, orientation) };
    mask();
  }

  return {
    dcPicture,
    get level() {
      return when.motion ? { score, threshold: threshold() } : undefined;
    },
    get trouble(): Cause | undefined {
      if (!hidden || hidden.until - hidden.from < worthSayingMs[hidden.by]) return undefined;
      return { code: hidden.by === 'covered' ? 'notice/covered' : 'notice/frozen', detail: '' };
    },
    set(next) {
      const isOther = next.zones !== when.zones;
      when = next;
      if (!isOther) return;
      recent = [];
      mask();
    },
    view(now) {
      const most = recent.reduce<(typeof recent)[number] | undefined>(
        (best, one) => (best && best.score >= one.score ? best : one),
        undefined,
      );
      const zones = new Uint8Array(zoneColumns * zoneRows);
      for (let at = 0; at < moved.length; at++) if (moved[at]) zones[under.zones[at]!] = 1;
      return {
        score,
        threshold: threshold(),
        moved: hexOfZones(zones),
        most: most && { score: most.score, agoMs: Math.max(0, now - most.at) },
        sinceMs: recent[0] ? Math.max(0, now - recent[0].at) : 0,
      };
    },
    seen(jpeg) {
      const { whole, arrivedAt: at } = jpeg;
      if (!whole || dcPicture.widthCells === 0) return { jpeg, moved: false };
      layZones(jpeg);
      const noticed = watcher.notice(dcPicture, at, counts);
      ({ score, moved } = noticed);
      recent = [...recent.filter((one) => one.at <= at && at - one.at < recentMs), { at, score }];
      const by = noticed.sight;
      const isHidden = by === 'covered' || by === 'frozen';
      hidden = isHidden ? { by, from: hidden?.by === by ? hidden.from : at, until: at } : undefined;
      return { jpeg: { ...jpeg, movement: score, brightness: noticed.brightness }, moved: score > threshold() };
    },
  };
}
