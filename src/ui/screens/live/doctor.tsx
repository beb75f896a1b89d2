/** The rate doctor: three rates, the last gaps as a plot, and one sentence of advice. */

import { useModel } from '../../model/model';
import { rateText } from '../../words/format';
import { doctorWords as say } from '../../words/late/live';
import { words } from '../../words/words';

export function Doctor() {
  const live = useModel().live.value;
  if (!live) return <p>{say.advice({ code: 'wait' })}</p>;
  const facts = [say.size(live.widthPx, live.heightPx), say.routes[live.route], say.engine[live.engine]];
  return (
    <>
      <dl class="rates">
        <Rate name={say.asked} text={live.askedFps > 0 ? words.live.fps(live.askedFps) : say.full} />
        <Rate name={say.answered} text={words.live.fps(live.answeredFps)} />
        <Rate name={say.unique} text={`${rateText(live.uniqueFps)} fps`} />
      </dl>
      <Plot intervalsMs={live.intervalsMs} />
      <p>{say.advice(live.advice)}</p>
      <small>{facts.filter(Boolean).join(' · ')}</small>
    </>
  );
}

function Rate({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </div>
  );
}

const plotWidth = 240;
const plotHeight = 48;
const mostBars = 60;

/** One bar a picture, as high as the gap before it. */
function Plot({ intervalsMs }: { readonly intervalsMs: readonly number[] }) {
  const longest = Math.max(1, ...intervalsMs);
  const step = plotWidth / mostBars;
  const bars = intervalsMs.slice(-mostBars).map((ms, at) => {
    const height = (ms / longest) * plotHeight;
    return `M${(at * step + 1).toFixed(1)} ${plotHeight}v${(-height).toFixed(1)}`;
  });
  return (
    <svg class="plot" viewBox={`0 0 ${plotWidth} ${plotHeight}`} role="img" aria-label={say.plot(longest)}>
      <path d={bars.join('')} />
    </svg>
  );
}
