/**
 * The plug pulled at random moments of a recording in the built app, as often as time allows (`npm run soak kills` does it more often):
 * every picture the page had told of is in the film.
 */
import { expect, test } from 'vitest';
import { type Life, pullPlugs } from '../support/journey/plug';

/** A browser starts for every life; on a busy machine that takes long. */
const limitMs = 600_000;

const acknowledgedIn = (lives: readonly Life[]) => lives.reduce((sum, life) => sum + life.acknowledged, 0);

test(
  'C01 C20 SIGKILL of the whole browser, 6 lives, WebCodecs: nothing acknowledged is lost',
  async () => {
    const lives = await pullPlugs({ lives: 6, engine: 'webcodecs', seed: 20_260, longestMs: 1500 });
    expect(acknowledgedIn(lives)).toBeGreaterThanOrEqual(36);
  },
  limitMs,
);

test(
  'C01 C20 SIGKILL of the whole browser, 3 lives, ffmpeg: nothing acknowledged is lost',
  async () => {
    const lives = await pullPlugs({ lives: 3, engine: 'ffmpeg', seed: 20_261, longestMs: 1500 });
    expect(acknowledgedIn(lives)).toBeGreaterThanOrEqual(15);
  },
  limitMs,
);
