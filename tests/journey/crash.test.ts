/** The plug pulled at random moments of a recording in the built app: every picture the page had told of is in the film. */
import { expect, test } from 'vitest';
import { type Life, pullPlugs } from '../support/journey/plug';

/** A browser starts for every life; on a busy machine that takes long. */
const limitMs = 600_000;

const acknowledgedIn = (lives: readonly Life[]) => lives.reduce((sum, life) => sum + life.acknowledged, 0);

test(
  'C01 C20 SIGKILL of the whole browser, 10 lives, WebCodecs: nothing acknowledged is lost',
  async () => {
    const lives = await pullPlugs({ lives: 10, engine: 'webcodecs', seed: 20_260, longestMs: 1500 });
    expect(acknowledgedIn(lives)).toBeGreaterThanOrEqual(60);
  },
  limitMs,
);

test(
  'C01 C20 SIGKILL of the whole browser, 4 lives, ffmpeg: nothing acknowledged is lost',
  async () => {
    const lives = await pullPlugs({ lives: 4, engine: 'ffmpeg', seed: 20_261, longestMs: 1500 });
    expect(acknowledgedIn(lives)).toBeGreaterThanOrEqual(20);
  },
  limitMs,
);
