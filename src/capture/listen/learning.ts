/** What a camera teaches while it is asked: how often, how patiently and what to ask. Kept on the device where it is new. */
import type { Camera } from '../../base/camera';
import type { Shot } from '../../base/flow';
import type { Trouble } from '../../base/trouble';
import { type Asker, openAsker } from '../ask';
import type { CaptureLimits, CaptureTools } from '../contract';
import { type Grid, openBackOff, openGrid, openPatience, type Patience } from '../pace/pace';
import { openQuestions, type Questions } from './question';

export interface Learning {
  readonly asker: Asker;
  readonly grid: Pick<Grid, 'waitMs'>;
  readonly patience: Patience;
  readonly questions: Pick<Questions, 'next'>;
  shown(shot: Shot): void;
  /** No picture came. Returns in how many ms to ask again; undefined when something was taken back: then at once. */
  failed(trouble: Trouble): number | undefined;
}

export async function openLearning(camera: Camera, tools: CaptureTools, limits: CaptureLimits): Promise<Learning> {
  const before = await tools.memory?.read();
  const asker = openAsker(camera, tools.openUrl, tools.proxy, before?.login);
  const grid = openGrid(camera.askedFps);
  const patience = openPatience(camera.askedFps, limits, before?.givenUp);
  const backOff = openBackOff(limits.firstRetryMs, limits.longestRetryMs);
  const questions = openQuestions(camera, before?.fresh);
  let kept = JSON.stringify(before ?? { givenUp: 0 });

  function keep(): void {
    const learnt = { givenUp: patience.givenUp, fresh: questions.fresh, login: asker.login };
    const text = JSON.stringify(learnt);
    if (text !== kept) tools.memory?.keep(learnt);
    kept = text;
  }

  return {
    asker,
    grid,
    patience,
    questions,
    shown({ bytes, arrivedAt }) {
      patience.arrived(arrivedAt);
      grid.answered();
      backOff.reset();
      questions.answered(bytes);
      keep();
    },
    failed(trouble) {
      if (trouble.name === 'capture/timeout') patience.timedOut();
      if (questions.failed(trouble, asker.route)) return undefined;
      if (trouble.name === 'capture/busy') grid.slower();
      return backOff.nextMs(trouble.name);
    },
  };
}
