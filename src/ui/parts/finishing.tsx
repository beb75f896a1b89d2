/** How far an interrupted recording is on its way to a film, in words and as a bar. */
import type { FinishProgress } from '../../remote/remote';
import { words } from '../words/words';

export function Finishing({ progress: { done, coreLoad, again } }: { readonly progress: FinishProgress }) {
  return (
    <label class="finishing">
      {coreLoad ? words.live.coreLoad(coreLoad) : words.films.finishing(done, again)}
      <progress value={done} max={1} />
    </label>
  );
}
