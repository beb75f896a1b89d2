/** "Make again": the same choices as for a recording, for another film of pictures that are there; first ten seconds of it, if wanted. */

import { useEffect, useRef, useState } from 'preact/hooks';
import type { FilmSummary } from '../../../../base/library';
import { plainLook } from '../../../../base/look/look';
import { type EngineChoice, type FilmPace, type Quality, speedOf } from '../../../../base/options';
import type { PictureRange, RemakeFrom, RemakeSource } from '../../../../remote/remote';
import type { Again as Wish } from '../../../model/films/making';
import { useModel } from '../../../model/model';
import { useFile } from '../../../parts/blobs';
import { ChoiceField } from '../../../parts/fields/fields';
import { FrameEditor } from '../../../parts/frame/frame';
import { LookFields } from '../../../parts/look/look';
import { PaceFields } from '../../../parts/pace/pace';
import { clockText } from '../../../words/format';
import { optionWords } from '../../../words/late/live';
import { lookWords } from '../../../words/late/look';
import { makingWords } from '../../../words/late/making';

const say = makingWords.again;
const qualities = ['auto', 'fast', 'small'] as const satisfies readonly Quality[];

interface Props {
  readonly film: FilmSummary;
  /** Undefined: all of the film. */
  readonly part: PictureRange | undefined;
  /** Something is being made of the film: one thing at a time. */
  readonly isBusy: boolean;
  /** Lets the film stand still, and tells which of its pictures is seen. */
  readonly stand: () => number;
}

export function Again(props: Props) {
  const { door, act } = useModel();
  const [source, setSource] = useState<RemakeSource | undefined>(undefined);
  useEffect(() => {
    let here = true;
    // Of a film that cannot be read nothing can be made.
    act.films.late(async () => {
      const found = await door.films.remakeSource(props.film.id);
      if (here) setSource(found);
    });
    return () => {
      here = false;
    };
  }, []);
  return source ? <AgainForm {...props} source={source} /> : null;
}

function AgainForm({ film, part, isBusy, stand, source }: Props & { readonly source: RemakeSource }) {
  const { act, door } = useModel();
  const [from, setFrom] = useState<RemakeFrom>(source.from);
  const [look, setLook] = useState(source.look);
  const [pace, setPace] = useState<FilmPace>({ rate: source.rate, lapse: source.lapse });
  const [engine, setEngine] = useState<EngineChoice>(source.engine);
  const [quality, setQuality] = useState<Quality>(qualities.find((one) => one === source.quality) ?? 'auto');
  const [drawnOver, setDrawnOver] = useState<number>();
  const wish: Wish = { from, look, pace, engine, quality, ...(part && { part }) };
  const chooseFrom = (next: RemakeFrom) => {
    setFrom(next);
    // The film shows its look already.
    setLook(next === source.from ? source.look : plainLook);
  };
  return (
    <div class="hand-on">
      <p>
        {say.about} {part ? say.part : say.whole}
      </p>
      {source.from === 'originals' && (
        <ChoiceField<RemakeFrom>
          label={say.from}
          value={from}
          choices={Object.entries(say.froms) as [RemakeFrom, string][]}
          onValue={chooseFrom}
        />
      )}
      {from === 'film' && film.mimeType !== 'video/quicktime' && <p class="note">{say.lost}</p>}
      <PaceFields pace={pace} askedFps={source.askedFps} size={film} onPace={setPace} />
      <details class="fold">
        <summary>{lookWords.title}</summary>
        <div class="hand-on">
          <button type="button" onClick={() => setDrawnOver(stand())}>
            {say.draw}
          </button>
          <LookFields look={look} onLook={setLook} />
        </div>
      </details>
      {drawnOver !== undefined && (
        <FrameEditor
          of="film"
          open={(canvas) => door.films.openFrame({ filmId: film.id, from, picture: drawnOver }, canvas)}
          look={look}
          onLook={setLook}
          onClose={() => setDrawnOver(undefined)}
        />
      )}
      <ChoiceField<EngineChoice>
        label={optionWords.engine}
        value={engine}
        choices={Object.entries(optionWords.engines) as [EngineChoice, string][]}
        onValue={setEngine}
      />
      <ChoiceField<Quality>
        label={optionWords.quality}
        value={quality}
        choices={qualities.map((one) => [one, optionWords.qualities[one]])}
        onValue={setQuality}
      />
      {!part && (
        <p aria-live="polite">{say.length(clockText((film.durationMs * (film.speed ?? 1)) / speedOf(pace)))}</p>
      )}
      <Preview film={film} wish={wish} isBusy={isBusy} />
      <button
        type="button"
        class="main"
        disabled={isBusy}
        onClick={() => act.films.late((maker) => maker.remake(film, wish))}
      >
        {say.button}
      </button>
    </div>
  );
}

interface PreviewProps extends Pick<Props, 'film' | 'isBusy'> {
  readonly wish: Wish;
}

/** Ten seconds of what was asked for, beside the film as it is. */
function Preview({ film, wish, isBusy }: PreviewProps) {
  const { act, door } = useModel();
  const [made, setMade] = useState<{ readonly id: string; readonly asked: string } | undefined>(undefined);
  const asked = JSON.stringify(wish);
  const isHere = useRef(true);
  const forget = (id: string) => void door.films.forget(id).catch(() => undefined);
  useEffect(
    () => () => {
      isHere.current = false;
    },
    [],
  );
  useEffect(() => () => made && forget(made.id), [made]);
  const make = () =>
    act.films.late(async (maker) => {
      const id = await maker.preview(film, wish);
      if (id === undefined) return;
      if (isHere.current) setMade({ id, asked });
      else forget(id);
    });
  // Of other wishes it would be no preview.
  const shown = made?.asked === asked ? made.id : '';
  const [before, after] = [useFile(film.mimeType === 'video/quicktime' ? '' : film.id), useFile(shown)];
  return (
    <>
      <button type="button" disabled={isBusy} onClick={make}>
        {say.preview}
      </button>
      {after && (
        <div class="again-preview">
          {before && <Shown title={say.before} address={before} />}
          <Shown title={say.after} address={after} />
        </div>
      )}
    </>
  );
}

function Shown({ title, address }: { readonly title: string; readonly address: string }) {
  return (
    <figure>
      <figcaption>{title}</figcaption>
      <video src={address} controls muted playsInline preload="auto" aria-label={title} />
    </figure>
  );
}
