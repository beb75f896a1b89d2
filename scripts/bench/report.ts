/** Puts the figures of a bench beside what was wanted, as a table. Pure. */
import type { CheckFigures } from './check';
import type { FilmFigures } from './films';
import type { FirstPictureFigures } from './first-picture';
import type { GrowthFigures } from './growth';
import type { WayFigures } from './import';
import { type LivesFigures, liveLines } from './lives';
import { type LookFigures, lookLines } from './look';
import type { MultipartFigure } from './multipart';
import type { PaintFigures } from './paint';
import type { StopFigures } from './stop';
import { type Line, line } from './table';
import { type WallFigures, wallLines } from './wall';

export interface BenchFigures {
  readonly imports?: readonly { readonly size: string; readonly ways: readonly WayFigures[] }[];
  readonly live?: LivesFigures;
  readonly look?: readonly LookFigures[];
  readonly wall?: readonly WallFigures[];
  readonly stop?: StopFigures;
  readonly films?: FilmFigures;
  readonly firstPicture?: FirstPictureFigures;
  readonly growth?: GrowthFigures;
  readonly paint?: readonly PaintFigures[];
  readonly check?: CheckFigures;
  readonly multipart?: readonly MultipartFigure[];
}

const mb = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
const kb = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
const times = (ratio: number) => `${ratio.toFixed(2)} x`;

export function linesOf(figures: BenchFigures): readonly Line[] {
  return [
    ...(figures.imports ?? []).flatMap(({ size, ways }) => importLines(size, ways)),
    ...(figures.live ? liveLines(figures.live) : []),
    ...(figures.look ?? []).flatMap(lookLines),
    ...(figures.wall ?? []).flatMap((wall) => wallLines(wall, figures.live?.native)),
    ...(figures.stop ? stopLines(figures.stop) : []),
    ...(figures.films ? filmLines(figures.films) : []),
    ...(figures.firstPicture ? firstPictureLines(figures.firstPicture) : []),
    ...(figures.growth ? growthLines(figures.growth) : []),
    ...(figures.paint ?? []).map(paintLine),
    ...(figures.check ? checkLines(figures.check) : []),
    ...(figures.multipart ?? []).map(({ name, megabytesPerSecond, atLeast }) =>
      line(
        `multipart reader, ${name}`,
        `${megabytesPerSecond.toFixed(0)} MB/s`,
        atLeast === undefined ? '' : `>= ${atLeast} MB/s`,
        atLeast === undefined ? undefined : megabytesPerSecond >= atLeast,
      ),
    ),
  ];
}

function importLines(size: string, ways: readonly WayFigures[]): Line[] {
  const find = (name: string) => ways.find(({ way }) => way === name);
  const small = size.startsWith('640');
  const plain = ways.map(({ way, ms, fps, bytes, ssim, cpuSeconds, frames }) => {
    const cpu = cpuSeconds > 0 ? `, ${cpuSeconds.toFixed(2)} s of processor` : '';
    return line(
      `${size}, ${way}`,
      `${(ms / 1000).toFixed(2)} s, ${fps.toFixed(0)} pictures/s, ${mb(bytes)}, SSIM ${ssim.toFixed(4)}, ${frames} frames${cpu}`,
    );
  });
  const ratio = (
    fast: string,
    slow: string,
    bar: number,
    also: (a: WayFigures, b: WayFigures) => boolean = () => true,
  ) => {
    const [a, b] = [find(fast), find(slow)];
    if (!a || !b) return [];
    const value = b.ms / a.ms;
    // The bars are for 640x480.
    if (!small) return [line(`${size}, ${fast} to ${slow}`, times(value))];
    return [line(`${size}, ${fast} to ${slow}`, times(value), `>= ${bar} x`, value >= bar && also(a, b))];
  };
  const bytes = () => {
    const [a, b] = [find('chromium Small'), find('native x264 veryfast')];
    if (!a || !b) return [];
    const share = a.bytes / b.bytes;
    const bar = small ? '<= 1.1 x at the same SSIM' : '';
    const reached = share <= 1.1 && a.ssim >= b.ssim - 0.001;
    return [line(`${size}, bytes of chromium Small to native`, times(share), bar, small ? reached : undefined)];
  };
  return [
    ...plain,
    ...ratio('chromium Fast', 'native x264 ultrafast', 1.5, ({ ssim }) => ssim >= 0.975),
    ...ratio('chromium Fast', 'article, H.264', 6),
    ...ratio('chromium Small', 'native x264 veryfast', 0.4),
    ...bytes(),
    ...ratio('firefox Fast', 'article, H.264', 1.5),
    ...ratio('firefox Small', 'article, H.264', 1.5).map(({ what, measured }) => line(what, measured)),
  ];
}

function paintLine({ browser, way, painted, tabBytes, cores }: PaintFigures): Line {
  const what = `15 pictures/s of 640x480 shown, ${browser}, ${way}`;
  return line(what, painted ? `${mb(tabBytes)} in the tab's process, ${cores.toFixed(2)} cores` : 'not possible');
}

function stopLines({ frames, frontMs, endMs, sizeBytes }: StopFigures): Line[] {
  return [
    line(
      `Stop to saveable, ${frames} pictures, ${mb(sizeBytes)}, moov first`,
      `${frontMs.toFixed(0)} ms`,
      '< 1000 ms',
      frontMs < 1000,
    ),
    line(`Stop to saveable, ${frames} pictures, moov last`, `${endMs.toFixed(0)} ms`, '< 1000 ms', endMs < 1000),
  ];
}

function firstPictureLines({ pageBytes, workerBytes, firstPictureMs }: FirstPictureFigures): Line[] {
  return [
    line('JavaScript before the first picture, page, gzipped', kb(pageBytes), '<= 60 kB', pageBytes <= 60_000),
    line('JavaScript before the first picture, worker, gzipped', kb(workerBytes), '<= 90 kB', workerBytes <= 90_000),
    line('time to the first live picture, nothing cached', `${firstPictureMs.toFixed(0)} ms`),
  ];
}

function growthLines({ frames, times: factor, timeRatio, smallPeakBytes, largePeakBytes }: GrowthFigures): Line[] {
  const memory = `${mb(smallPeakBytes)} and ${mb(largePeakBytes)} at the peak`;
  const even = timeRatio <= factor * 1.1;
  return [
    line(`${frames * factor} pictures to ${frames}, time`, times(timeRatio), `<= ${(factor * 1.1).toFixed(0)} x`, even),
    line(
      `${frames * factor} pictures to ${frames}, memory`,
      memory,
      'the same (15 %)',
      largePeakBytes <= 1.15 * smallPeakBytes,
    ),
  ];
}

function checkLines({ walkMBps, dcPictureMs, markersMBps, worstMsPer100kB }: CheckFigures): Line[] {
  return [
    line('check, whole entropy walk', `${walkMBps.toFixed(0)} MB/s`, '>= 110 MB/s', walkMBps >= 110),
    line('check, picture of DC coefficients', `${dcPictureMs.toFixed(2)} ms`, '<= 0.15 ms', dcPictureMs <= 0.15),
    line('check, markers only', `${markersMBps.toFixed(0)} MB/s`, '>= 1000 MB/s', markersMBps >= 1000),
    line(
      'check, slowest hang candidate',
      `${worstMsPer100kB.toFixed(1)} ms per 100 kB`,
      '<= 50 ms',
      worstMsPer100kB <= 50,
    ),
  ];
}

function filmLines({ cutMs, stripMs, openDayMs, playDayMs, join, joinGrowthBytes, scroll }: FilmFigures): Line[] {
  const [few, many] = joinGrowthBytes;
  const ms = (value: number) => `${value.toFixed(0)} ms`;
  const second = (what: string, value: number) => line(what, ms(value), '< 1 s', value < 1000);
  const rate = join.sizeBytes / (join.ms / 1000);
  return [
    second('a minute cut out of an hour (54,000 pictures of 640x480)', cutMs),
    second('film strip of an hour, 24 pictures', stripMs),
    second('when the pictures of a film of 24 h (1,296,000) are', openDayMs),
    second('a film of 24 h, from the tap to its first picture', playDayMs),
    line(
      `${join.films} films of an hour joined`,
      `${(join.ms / 1000).toFixed(1)} s, ${mb(join.sizeBytes)}, ${mb(rate)} a second, ${join.lost} pictures lost`,
      'none lost',
      join.lost === 0,
    ),
    line(
      `the same: what the browser needs more, of 2 films and of ${join.films}`,
      `${mb(few)}, ${mb(many)}`,
      'flat: <= 100 MB more',
      many - few <= 100e6,
    ),
    line(
      `${scroll.films} films scrolled through and back in ${scroll.steps} steps`,
      `${scroll.over50} tasks over 50 ms, the longest ${ms(scroll.longestMs)}`,
      'none over 50 ms',
      scroll.over50 === 0,
    ),
  ];
}
