import type { FinishProgress } from '../../record/contract';
import { words } from '../words/words';

export function Finishing({ progress: { done, coreLoad } }: { readonly progress: FinishProgress }) {
  return (
    <label class="finishing">
      {coreLoad ? words.live.coreLoad(coreLoad) : words.films.finishing(done)}
      <progress value={done} max={1} />
    </label>
  );
}
