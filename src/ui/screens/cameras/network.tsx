/** "Find cameras on my network": lets the proxy look, shows what it finds, and hands an address on. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { codeOf } from '../../../base/trouble';
import type { NetworkCamera } from '../../../remote/remote';
import { familyOf } from '../../model/families';
import { useModel } from '../../model/model';
import { networkWords as say } from '../../words/late/cameras';
import { words } from '../../words/words';
import '../../look/network.css';

interface Searched {
  readonly cameras: readonly NetworkCamera[];
  readonly asked: number;
  readonly of: number;
  readonly isLooking: boolean;
  /** How it ended; '' before. */
  readonly said: string;
}

const nothing: Searched = { cameras: [], asked: 0, of: 0, isLooking: false, said: '' };

export function NetworkSearch({ onAdd }: { readonly onAdd: (address: string) => void }) {
  const { searchNetwork } = useModel().door.cameras;
  const search = useRef<AbortController | undefined>(undefined);
  const [now, setNow] = useState(nothing);
  useEffect(() => () => search.current?.abort(), []);
  if (!searchNetwork) return null;
  const look = async () => {
    const mine = new AbortController();
    search.current = mine;
    let state: Searched = { ...nothing, isLooking: true };
    const tell = (change: Partial<Searched>) => {
      state = { ...state, ...change };
      if (search.current === mine) setNow(state);
    };
    tell({});
    const end = (said: string) => tell({ isLooking: false, said });
    try {
      await searchNetwork(
        (news) => tell('camera' in news ? { cameras: [...state.cameras, news.camera] } : news),
        mine.signal,
      );
      end(ending(state));
    } catch (error) {
      end(mine.signal.aborted ? '' : whyNot(error));
    }
  };
  return (
    <section class="network">
      {now.isLooking ? (
        <>
          <progress value={now.asked} max={now.of || 1} aria-label={say.search} />
          <p>{say.progress(now.asked, now.of)}</p>
          <button type="button" onClick={() => search.current?.abort()}>
            {say.stop}
          </button>
        </>
      ) : (
        <button type="button" onClick={look} aria-describedby="network-about">
          {say.search}
        </button>
      )}
      <small id="network-about">{say.about}</small>
      <p aria-live="polite">{now.said}</p>
      <FoundList cameras={now.cameras} onAdd={onAdd} />
    </section>
  );
}

function ending({ cameras, of }: Searched): string {
  if (cameras.length > 0) return say.some(cameras.length);
  return of === 0 ? say.noNetwork : say.none;
}

function whyNot(error: unknown): string {
  const code = codeOf(error);
  if (code === 'capture/busy') return say.twice;
  const { what, todo } = words.trouble[code];
  return words.status.trouble(what, todo);
}

interface FoundProps {
  readonly cameras: readonly NetworkCamera[];
  readonly onAdd: (address: string) => void;
}

function FoundList({ cameras, onAdd }: FoundProps) {
  const { families } = useModel();
  if (cameras.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noRedundantRoles: Safari drops the list role from lists without bullets
    <ul class="rows" role="list" aria-label={say.list}>
      {cameras.map(({ address, family, wantsLogin }) => (
        <li class="row-item" key={address}>
          <div class="film-facts">
            <strong class="name" id={address}>
              {new URL(address).host}
            </strong>
            <small>{familyOf(families.value, family)?.name ?? say.camera}</small>
            {wantsLogin && <small>{say.wantsLogin}</small>}
          </div>
          <button type="button" aria-describedby={address} onClick={() => onAdd(address)}>
            {say.add}
          </button>
        </li>
      ))}
    </ul>
  );
}
