/**
 * Counts what is lost in a number of lives: `npm run soak kills` pulls the plug on the built app, most with WebCodecs, the
 * rest with ffmpeg.
 */
import { type Life, pullPlugs } from '../../tests/support/journey/plug';

export interface KillFigures {
  readonly kills: number;
  readonly acknowledged: number;
  readonly inFilms: number;
  readonly lost: number;
}

/** Both engines side by side. Throws at the first life that lost a picture. */
export async function soakKills(lives: number, tell: (line: string) => void): Promise<readonly KillFigures[]> {
  const withFfmpeg = Math.round(lives / 4);
  const soak = async (engine: Life['engine'], count: number): Promise<KillFigures> => {
    const onLife = (life: Life, number: number) =>
      tell(`${engine} ${number + 1}/${count}: ${life.moment}, told ${life.acknowledged}, in film ${life.inFilm}`);
    const lived = await pullPlugs({ lives: count, engine, seed: 7_919, longestMs: 4000, onLife });
    const sum = (of: (life: Life) => number) => lived.reduce((total, life) => total + of(life), 0);
    return {
      kills: sum(({ moment }) => (moment === 'finishing' ? 2 : 1)),
      acknowledged: sum((life) => life.acknowledged),
      inFilms: sum((life) => life.inFilm),
      lost: sum((life) => life.lost),
    };
  };
  return Promise.all([soak('webcodecs', lives - withFfmpeg), soak('ffmpeg', withFfmpeg)]);
}
