/**
 * `npm run motion -- FOLDER [NAME]`: how many of the moving seconds of known clips are noticed, and how many still ones for nothing,
 * by this program and by motion, on the same JPEGs. FOLDER holds the clips that scripts/motion/clips.ts names; they are nobody's to
 * hand on. The tables of docs/motion.md are what it prints.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clip, clips, framesOf, type Truth, truthOf } from './motion/clips';
import { motions, ours } from './motion/notices';

const [folder, only = ''] = process.argv.slice(2);
if (!folder) throw new Error('npm run motion -- FOLDER [NAME], with the clips in it');

/** What is usual is learnt first. */
const learningMs = 1000;
/** A single picture is no event. */
const leastPictures = 2;

interface Count {
  readonly all: number;
  readonly noticed: number;
}

const share = ({ noticed, all }: Count) => (all > 0 ? `${noticed} of ${all}` : 'none');

function pictures(truth: readonly Truth[], noticed: readonly boolean[], wanted: Truth, fps: number): Count {
  const which = [...truth.keys()].filter((at) => truth[at] === wanted && (at * 1000) / fps >= learningMs);
  return { all: which.length, noticed: which.filter((at) => noticed[at]).length };
}

/** Of seconds in which at least two pictures move, or none does. */
function seconds(truth: readonly Truth[], noticed: readonly boolean[], wanted: Truth, fps: number): Count {
  let [all, found] = [0, 0];
  for (let from = Math.ceil((learningMs / 1000) * fps); from + fps <= truth.length; from += fps) {
    const now = truth.slice(from, from + fps);
    const isOne =
      wanted === 'moving'
        ? now.filter((one) => one === 'moving').length >= leastPictures
        : now.every((one) => one === 'still');
    if (!isOne) continue;
    all++;
    if (noticed.slice(from, from + fps).filter(Boolean).length >= leastPictures) found++;
  }
  return { all, noticed: found };
}

function line(clip: Clip): string {
  const { fps } = clip;
  const into = mkdtempSync(join(tmpdir(), 'snapreel-motion-'));
  try {
    const frames = framesOf(clip, folder!, into);
    const truth = truthOf(frames.grey);
    const [own, other] = [ours(clip, frames), motions(clip, frames, into)];
    const cells = [
      `${clip.name}, ${clip.widthPx}x${clip.heightPx}`,
      share(pictures(truth, own, 'moving', fps)),
      share(pictures(truth, own, 'still', fps)),
      share(seconds(truth, own, 'moving', fps)),
      share(seconds(truth, other, 'moving', fps)),
      share(seconds(truth, own, 'still', fps)),
      share(seconds(truth, other, 'still', fps)),
    ];
    return `| ${cells.join(' | ')} |`;
  } finally {
    rmSync(into, { recursive: true, force: true });
  }
}

const heads = [
  'clip',
  'moving pictures noticed',
  'still pictures, false',
  'moving seconds: Snapreel',
  'motion',
  'still seconds, false: Snapreel',
  'motion',
];
console.log(`| ${heads.join(' | ')} |\n|${'---|'.repeat(heads.length)}`);
for (const clip of clips.filter(({ name }) => name.includes(only))) {
  console.log(existsSync(join(folder, clip.file)) ? line(clip) : `| ${clip.name} | ${clip.file} is not there |`);
}
