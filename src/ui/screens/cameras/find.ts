/** "Find it for me": looks for the camera behind the form's address, and tells how that went. */

import { useEffect, useRef, useState } from 'preact/hooks';
import type { ProbedCamera } from '../../../remote/remote';
import { familyOf } from '../../model/families';
import { useModel } from '../../model/model';
import { cameraTestWords as say } from '../../words/late/cameras';

interface Looked {
  readonly found: ProbedCamera | undefined;
  /** '' as long as nobody has asked. */
  readonly said: string;
  readonly isLooking: boolean;
  /** The camera asked for a login, and there was none. */
  readonly wantsLogin: boolean;
}

const nothingYet: Looked = { found: undefined, said: '', isLooking: false, wantsLogin: false };

export interface Find extends Looked {
  /** Another search takes over. */
  look(): Promise<void>;
  /** What was found is of another address. */
  forget(): void;
}

export function useFind(): Find {
  const { act, families, trouble } = useModel();
  const search = useRef<AbortController | undefined>(undefined);
  const [state, setState] = useState<Looked>(nothingYet);
  useEffect(() => () => search.current?.abort(), []);
  return {
    ...state,
    async look() {
      search.current?.abort();
      const mine = new AbortController();
      search.current = mine;
      setState({ ...nothingYet, said: say.finding, isLooking: true });
      const found = await act.cameras.find(mine.signal);
      if (mine.signal.aborted) return;
      if (found === 'login') return setState({ ...nothingYet, said: say.wantsLogin, wantsLogin: true });
      // Why there is none stands in the messages; here only that there is none.
      if (!found) return setState({ ...nothingYet, said: trouble.peek() ? say.notFound : '' });
      const family = familyOf(families.peek(), found.camera.family)?.name ?? found.camera.family;
      setState({ ...nothingYet, found, said: say.found(family, found) });
    },
    forget() {
      search.current?.abort();
      setState(nothingYet);
    },
  };
}
