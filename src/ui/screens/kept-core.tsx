/** "Keep for offline": the ffmpeg engine on this device, fetched now and not with the first film that needs it. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { codeOf } from '../../base/trouble';
import type { CoreKeeper, CoreLoad } from '../../remote/remote';
import { useModel } from '../model/model';
import { SwitchField } from '../parts/fields/fields';
import { settingsWords } from '../words/late/settings';

const say = settingsWords.core;

export function KeptCore() {
  const { door } = useModel();
  const [keptBytes, setKeptBytes] = useState<number | undefined>();
  const [load, setLoad] = useState<CoreLoad | undefined>();
  const [fault, setFault] = useState('');
  const keeper = useRef<CoreKeeper | undefined>(undefined);
  const loading = useRef<AbortController | undefined>(undefined);

  const look = async () => setKeptBytes(await keeper.current?.kept().catch(() => undefined));
  useEffect(() => {
    void door.coreKeeper().then(
      (opened) => {
        keeper.current = opened;
        return look();
      },
      () => undefined,
    );
  }, []);

  const fetchNow = async (signal: AbortSignal) => {
    setLoad({ loadedBytes: 0, totalBytes: 0 });
    await keeper.current?.keep(setLoad, signal);
  };
  const change = async (on: boolean) => {
    setFault('');
    loading.current?.abort();
    const { signal } = (loading.current = new AbortController());
    try {
      await (on ? fetchNow(signal) : keeper.current?.drop());
    } catch (error) {
      if (!signal.aborted) setFault(codeOf(error) === 'deck/full' ? say.full : say.missing);
    }
    // Switched once more meanwhile: what that does is told.
    if (signal.aborted) return;
    await look();
    setLoad(undefined);
  };

  // Over plain http nothing can be kept: there the page says what is missing, and how to get it.
  if (keptBytes === undefined) return null;
  return (
    <>
      <h2>{say.title}</h2>
      <SwitchField
        label={say.label}
        about={keptBytes > 0 ? say.kept(keptBytes) : say.about}
        on={load !== undefined || keptBytes > 0}
        onChange={(on) => void change(on)}
      />
      {load && (
        <label class="finishing">
          {say.loading(load)}
          <progress {...(load.totalBytes > 0 && { value: load.loadedBytes / load.totalBytes })} max={1} />
        </label>
      )}
      {fault && <p role="alert">{fault}</p>}
    </>
  );
}
