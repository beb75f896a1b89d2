/** What was wrong with a film's pictures, in numbers and words, and the report as a file; the timeline shows when. */

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
      {!report && <p>{say.noJournal}</p>}
      <footer>
        {report && (
          <>
            <button type="button" onClick={() => act.films.saveReport(film.id, 'csv')}>
              {say.saveCsv}
            </button>
            <button type="button" onClick={() => act.films.saveReport(film.id, 'json')}>
              {say.saveJson}
            </button>
          </>
        )}
        {!film.areTimesCounted && (
          <>
            <button type="button" onClick={() => act.films.saveSubtitles(film.id, 'srt')}>
              {say.saveSrt}
            </button>
            <button type="button" onClick={() => act.films.saveSubtitles(film.id, 'vtt')}>
              {say.saveVtt}
            </button>
          </>
        )}
      </footer>
    </div>
  );
}

/** The journal knows each picture of this film; the row counts also what was no picture, and films of older versions. */
function sentencesOf(film: FilmSummary, report: HealthReport | undefined): readonly string[] {
  const { tally, gaps, speed = 1 } = film;
  const noPictures = Math.max(0, tally.shots - tally.frames);
  const pictures = report?.pictures ?? tally.frames;
  const mended = report?.mended ?? tally.mended;
  const damaged = report?.damaged ?? tally.damaged - noPictures;
  const leftOut = report?.leftOut ?? 0;
  const gapMs = gaps.reduce((sum, { startUs, endUs }) => sum + ((endUs - startUs) / 1000) * speed, 0);
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
