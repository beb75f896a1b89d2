/** A film in; what was wrong with its pictures, in numbers, words and a strip over time, and the report as a file, out. */

import { useEffect, useState } from 'preact/hooks';
import type { DefectKind } from '../../../base/flow';
import type { FilmSummary } from '../../../base/library';
import type { HealthReport } from '../../../remote/remote';
import { useModel } from '../../model/model';
import { countText } from '../../words/format';
import { words } from '../../words/words';
import '../../look/health.css';

const { health: say } = words;

type Told = { readonly report: HealthReport | undefined };

export function Health({ film }: { readonly film: FilmSummary }) {
  const { act } = useModel();
  const [told, setTold] = useState<Told | undefined>(undefined);
  useEffect(() => {
    let here = true;
    void act.films.health(film.id).then((report) => here && setTold({ report }));
    return () => {
      here = false;
    };
  }, [film.id]);
  if (!told) return null;
  const { report } = told;
  return (
    <div class="health">
      <ul>
        {sentencesOf(film, report).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <Defects counts={report?.byDefect ?? film.tally.defects} />
      {report ? <Strip film={film} report={report} /> : <p>{say.noJournal}</p>}
      {report && (
        <footer>
          <button type="button" onClick={() => act.films.saveReport(film.id, 'csv')}>
            {say.saveCsv}
          </button>
          <button type="button" onClick={() => act.films.saveReport(film.id, 'json')}>
            {say.saveJson}
          </button>
        </footer>
      )}
    </div>
  );
}

/** The journal knows each picture of this film; the row counts also what was no picture, and films of older versions. */
function sentencesOf(film: FilmSummary, report: HealthReport | undefined): readonly string[] {
  const { tally, gaps } = film;
  const noPictures = Math.max(0, tally.shots - tally.frames);
  const pictures = report?.pictures ?? tally.frames;
  const mended = report?.mended ?? tally.mended;
  const damaged = report?.damaged ?? tally.damaged - noPictures;
  const leftOut = report?.leftOut ?? 0;
  const gapMs = gaps.reduce((sum, { startUs, endUs }) => sum + (endUs - startUs) / 1000, 0);
  return [
    say.came(pictures),
    mended + damaged + noPictures === 0 ? say.sound : '',
    mended > 0 ? say.mended(mended) : '',
    damaged > 0 ? say.damaged(damaged) : '',
    noPictures > 0 ? say.noPictures(noPictures) : '',
    leftOut > 0 ? say.leftOut(leftOut) : '',
    tally.repeats > 0 ? say.repeats(tally.repeats) : '',
    gaps.length > 0 ? say.gaps(gaps.length, gapMs) : '',
  ].filter(Boolean);
}

function Defects({ counts }: { readonly counts: HealthReport['byDefect'] }) {
  const kinds = (Object.keys(counts) as DefectKind[]).sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0));
  if (kinds.length === 0) return null;
  return (
    <>
      <h2>{say.defectsTitle}</h2>
      <dl>
        {kinds.map((kind) => (
          <div key={kind}>
            <dt>{say.defects[kind]}</dt>
            <dd>{countText(counts[kind] ?? 0)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

const stripWidth = 240;
const stripHeight = 24;

interface StripProps {
  readonly film: FilmSummary;
  readonly report: HealthReport;
}

/** One bar a stretch of time: damaged from below, mended above it, good on top; stretches without pictures are empty. */
function Strip({ film, report }: StripProps) {
  const { stretches, mended, damaged } = report;
  const width = stripWidth / Math.max(1, stretches.length);
  const bars = stretches.flatMap((stretch, at) => {
    const { pictures } = stretch;
    if (pictures === 0) return [];
    const low = (stretch.damaged / pictures) * stripHeight;
    const middle = (stretch.mended / pictures) * stripHeight;
    const bar = (kind: string, y: number, height: number) =>
      height > 0 && <rect key={`${kind} ${at}`} class={kind} x={at * width} y={y} width={width} height={height} />;
    return [
      bar('good', 0, stripHeight - low - middle),
      bar('mended', stripHeight - low - middle, middle),
      bar('damaged', stripHeight - low, low),
    ];
  });
  return (
    <figure>
      <svg
        class="strip"
        viewBox={`0 0 ${stripWidth} ${stripHeight}`}
        preserveAspectRatio="none"
        shape-rendering="crispEdges"
        role="img"
        aria-label={say.strip(film.durationMs, mended, damaged)}
      >
        {bars}
      </svg>
      <figcaption>
        {(['good', 'mended', 'damaged'] as const).map((kind) => (
          <span key={kind} class={kind}>
            {say.legend[kind]}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
