/** What becomes of the pictures' times: the same fields for a recording, an import and a film that is made once more. */

import type { SizePx } from '../../../base/flow';
import type { FilmPace } from '../../../base/options';
import { optionWords as say } from '../../words/late/live';
import { ChoiceField, NumberField } from '../fields/fields';
import { LapseFields } from './lapse';
import { SmoothFields } from './smooth';

/** What a person starts from when switching to it. */
const usualFps = 10;
const usualLapse = { everySeconds: 6, fps: 25 };
const mostFps = 60;

interface Props {
  readonly pace: FilmPace;
  /** Of the camera; 0 where nobody knows. */
  readonly askedFps: number;
  /** Of its pictures, as far as that is known. */
  readonly size: SizePx;
  readonly onPace: (pace: FilmPace) => void;
}

type Kind = 'real' | 'half' | 'constant' | 'lapse';

export function PaceFields({ pace, askedFps, size, onPace }: Props) {
  const { rate, lapse } = pace;
  const kind = kindOf(pace);
  return (
    <>
      <ChoiceField<Kind>
        label={say.rate}
        about={say.rateAbout[kind]}
        value={kind}
        choices={[
          ['real', say.rates.real],
          ['half', say.rates.half(askedFps)],
          ['constant', say.rates.constant],
          ['lapse', say.rates.lapse],
        ]}
        onValue={(next) => onPace(paceOf(next, rate))}
      />
      {lapse && <LapseFields lapse={lapse} size={size} onLapse={(next) => onPace({ rate, lapse: next })} />}
      {lapse && <SmoothFields lapse={lapse} onLapse={(next) => onPace({ rate, lapse: next })} />}
      {!lapse && typeof rate === 'number' && (
        <NumberField
          label={say.fps}
          value={rate}
          max={mostFps}
          onNumber={(fps) => onPace({ rate: fps, lapse: undefined })}
        />
      )}
    </>
  );
}

function kindOf({ rate, lapse }: FilmPace): Kind {
  if (lapse) return 'lapse';
  return typeof rate === 'number' ? 'constant' : rate;
}

function paceOf(kind: Kind, rate: FilmPace['rate']): FilmPace {
  if (kind === 'lapse') return { rate, lapse: usualLapse };
  return { lapse: undefined, rate: kind === 'constant' ? usualFps : kind };
}
