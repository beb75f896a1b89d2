/** "Keep for offline": the ffmpeg engine on this device, fetched now and not with the first film that needs it. */

import { useEffect, useState } from 'preact/hooks';
import type { CoreKeeper, CoreState } from '../../remote/remote';
import { useModel } from '../model/model';
import { SwitchField } from '../parts/fields/fields';
import { settingsWords } from '../words/late/settings';

const say = settingsWords.core;

export function KeptCore() {
  const { door } = useModel();
  const [keeper, setKeeper] = useState<CoreKeeper | undefined>();
  const [{ keptBytes, load, fault }, setState] = useState<Partial<CoreState>>({});
  useEffect(() => {
    void door.coreKeeper().then(setKeeper, () => undefined);
  }, []);
  useEffect(() => keeper?.watch(setState), [keeper]);

  // Over plain http nothing can be kept: there the page says what is missing, and how to get it.
  if (keptBytes === undefined) return null;
  return (
    <>
      <h2>{say.title}</h2>
      <SwitchField
        label={say.label}
        about={keptBytes > 0 ? say.kept(keptBytes) : say.about}
        on={load !== undefined || keptBytes > 0}
        onChange={(on) => void keeper?.turn(on)}
      />
      {load && (
        <label class="finishing">
          {say.loading(load)}
          <progress {...(load.totalBytes > 0 && { value: load.loadedBytes / load.totalBytes })} max={1} />
        </label>
      )}
      {fault && <p role="alert">{fault === 'deck/full' ? say.full : say.missing}</p>}
    </>
  );
}
