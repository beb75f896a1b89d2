/** "Save as…": another file of the film, or of the part that is chosen, for who is to have it. */

import { useEffect, useState } from 'preact/hooks';
import type { FilmSummary } from '../../../../base/library';
import { movingBytesPerPixel } from '../../../../base/limits';
import type { ExportKind, ExportWish, PictureRange } from '../../../../remote/remote';
import { useModel } from '../../../model/model';
import { ChoiceField, NumberField } from '../../../parts/fields/fields';
import { makingWords } from '../../../words/late/making';

const say = makingWords.export;
const kinds: readonly ExportKind[] = ['mp4', 'webm', 'av1', 'gif', 'webp', 'zip'];
const filmHeightsPx = [1080, 720, 480];
const movingHeightsPx = [480, 360, 240];
const heightsPx: Readonly<Record<ExportKind, readonly number[]>> = {
  mp4: filmHeightsPx,
  webm: filmHeightsPx,
  av1: filmHeightsPx,
  gif: movingHeightsPx,
  webp: movingHeightsPx,
  zip: [],
};
/** What messengers and e-mail take; 'own' asks for a number. */
const limitsMb = { any: undefined, messenger: 10, mail: 25, own: undefined } as const;
type Limit = keyof typeof limitsMb;
const limits = Object.keys(limitsMb) as readonly Limit[];
const mostMb = 4000;
const rates = [5, 10, 15] as const;

interface ExportProps {
  readonly film: FilmSummary;
  /** Undefined: all of the film. */
  readonly part: PictureRange | undefined;
  /** Something is being made of the film: one thing at a time. */
  readonly isBusy: boolean;
}

export function Export({ film, part, isBusy }: ExportProps) {
  const { act, door } = useModel();
  const [kind, setKind] = useState<ExportKind>('mp4');
  const isAble = useAble(() => door.films.exportKinds(film.id));
  const [heightPx, setHeight] = useState(0);
  const [limit, setLimit] = useState<Limit>('any');
  const [ownMb, setOwnMb] = useState(50);
  const mb = limit === 'own' ? ownMb : limitsMb[limit];
  const [fps, setFps] = useState<number>(10);
  const heights = heightsPx[kind].filter((height) => height < film.heightPx);
  const height = heights.includes(heightPx) ? heightPx : 0;
  const save = () => {
    const wish: Omit<ExportWish, 'filmId'> = {
      kind,
      ...(part && { part }),
      ...(height > 0 && { mostHeightPx: height }),
      ...(kind === 'mp4' && mb !== undefined && { mostBytes: mb * 1e6 }),
      ...((kind === 'gif' || kind === 'webp') && { fps }),
    };
    act.films.late((maker) => maker.exportFilm(film, wish));
  };
  return (
    <div class="hand-on">
      <p>{part ? say.part : say.whole}</p>
      <ChoiceField
        label={say.kind}
        value={kind}
        choices={kinds.map((one) => [one, say.kinds[one]])}
        onValue={setKind}
      />
      {heights.length > 0 && (
        <ChoiceField
          label={say.height}
          value={height}
          choices={[[0, say.asItIs], ...heights.map((one) => [one, say.lines(one)] as const)]}
          onValue={setHeight}
        />
      )}
      {kind === 'mp4' && (
        <ChoiceField
          label={say.limit}
          value={limit}
          choices={limits.map((one) => [one, say.limits[one]])}
          onValue={setLimit}
        />
      )}
      {kind === 'mp4' && limit === 'own' && (
        <NumberField label={say.own} value={ownMb} min={0.1} max={mostMb} onNumber={setOwnMb} />
      )}
      {(kind === 'gif' || kind === 'webp') && (
        <ChoiceField label={say.fps} value={fps} choices={rates.map((one) => [one, String(one)])} onValue={setFps} />
      )}
      {(kind === 'gif' || kind === 'webp') && (
        <p>{say.about(movingPixels(film, part, height, fps) * movingBytesPerPixel[kind])}</p>
      )}
      {kind === 'zip' && <p>{say.originals}</p>}
      {!isAble(kind) && <p class="note">{say.notHere}</p>}
      <button type="button" disabled={isBusy || !isAble(kind)} onClick={save}>
        {say.button}
      </button>
    </div>
  );
}

function movingPixels(film: FilmSummary, part: PictureRange | undefined, heightPx: number, fps: number): number {
  const pictures = part ? part.last - part.first + 1 : film.frames;
  const seconds = (film.durationMs / 1000) * (pictures / Math.max(1, film.frames));
  const scale = heightPx > 0 ? heightPx / film.heightPx : 1;
  return Math.min(pictures, seconds * fps) * film.widthPx * film.heightPx * scale ** 2;
}

/** Nobody is kept from trying before it is known. */
function useAble(ask: () => Promise<readonly ExportKind[]>): (kind: ExportKind) => boolean {
  const [able, setAble] = useState<readonly ExportKind[]>(kinds);
  useEffect(() => {
    let here = true;
    void ask().then(
      (found) => here && setAble(found),
      () => undefined,
    );
    return () => {
      here = false;
    };
  }, []);
  return (kind) => able.includes(kind);
}
