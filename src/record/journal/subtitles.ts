/** When a film's pictures were taken, as subtitles: a line a second, which players show over the film. */
import { type FilmClock, type FilmSummary, filmMsOf, momentOf } from '../../base/library';

export type SubtitleKind = 'srt' | 'vtt';

const secondMs = 1000;

/** Changes with the seconds of the clock on the wall, of a time-lapse once a second of the film. None where there are no pictures: what stands there is older. */
export function subtitlesOf(
  { durationMs, gaps, ...clock }: FilmClock & Pick<FilmSummary, 'durationMs' | 'gaps'>,
  kind: SubtitleKind,
): string {
  const blocks: string[] = kind === 'vtt' ? ['WEBVTT\n'] : [];
  const stepMs = secondMs * (clock.speed ?? 1);
  let number = 1;
  for (let fromMs = 0; fromMs < durationMs; ) {
    const at = momentOf(clock, fromMs);
    const nextMs = Math.min(durationMs, filmMsOf(clock, (Math.floor(at / stepMs) + 1) * stepMs));
    const gap = gaps.find(({ startUs, endUs }) => startUs / 1000 <= fromMs && endUs / 1000 > fromMs);
    const untilMs = gap
      ? Math.min(durationMs, gap.endUs / 1000)
      : gaps.reduce((end, { startUs }) => (startUs / 1000 > fromMs ? Math.min(end, startUs / 1000) : end), nextMs);
    // What would last for less than its times can tell is left out.
    if (!gap && Math.round(untilMs) > Math.round(fromMs)) {
      const times = `${placeText(fromMs, kind)} --> ${placeText(untilMs, kind)}`;
      blocks.push(`${kind === 'srt' ? `${number}\n` : ''}${times}\n${momentText(at)}\n`);
      number++;
    }
    fromMs = untilMs;
  }
  return blocks.join('\n');
}

/** "01:02:03,456"; in WebVTT with a full stop. */
function placeText(ms: number, kind: SubtitleKind): string {
  const whole = Math.round(ms);
  const parts = [Math.floor(whole / 3_600_000), Math.floor(whole / 60_000) % 60, Math.floor(whole / 1000) % 60];
  return `${parts.map((part) => two(part)).join(':')}${kind === 'srt' ? ',' : '.'}${String(whole % 1000).padStart(3, '0')}`;
}

/** "2026-05-03 14:03:21", in this device's time zone. */
function momentText(at: number): string {
  const date = new Date(at);
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day} ${[date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')}`;
}

const two = (value: number): string => String(value).padStart(2, '0');
