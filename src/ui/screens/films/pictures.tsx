/** The single pictures on this device, below the films. */

import { useState } from 'preact/hooks';
import type { KeptPicture } from '../../../base/library';
import { useModel } from '../../model/model';
import { usePicture } from '../../parts/blobs';
import { Icon } from '../../parts/icons';
import { words } from '../../words/words';

const { pictures: say } = words;
/** Each is read whole to be shown. */
const atOnce = 24;

export function Pictures() {
  const pictures = useModel().pictures.value;
  const [count, setCount] = useState(atOnce);
  if (pictures.length === 0) return null;
  return (
    <section class="kept-pictures" aria-labelledby="pictures">
      <h2 id="pictures">{say.title}</h2>
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari drops the list role from lists without bullets */}
      <ul class="pictures" role="list" aria-labelledby="pictures">
        {pictures.slice(0, count).map((picture) => (
          <Kept key={picture.id} picture={picture} />
        ))}
      </ul>
      {pictures.length > count && (
        <button type="button" onClick={() => setCount(count + atOnce)}>
          {say.more}
        </button>
      )}
    </section>
  );
}

function Kept({ picture }: { readonly picture: KeptPicture }) {
  const { act } = useModel();
  const { id, cameraName, takenAt, widthPx, heightPx } = picture;
  const address = usePicture(id);
  const name = say.of(cameraName, takenAt);
  const { save, share, remove } = act.pictures;
  return (
    <li>
      <div class="kept">{address && <img src={address} alt={name} width={widthPx} height={heightPx} />}</div>
      <p id={`picture-${id}`}>
        {name} <small>{say.size(widthPx, heightPx)}</small>
      </p>
      <div class="buttons">
        <button type="button" class="bare" aria-describedby={`picture-${id}`} onClick={() => save(picture)}>
          <Icon name="save" />
          <span>{say.save}</span>
        </button>
        {share && (
          <button type="button" class="bare" aria-describedby={`picture-${id}`} onClick={() => share(picture)}>
            <Icon name="share" />
            <span>{say.share}</span>
          </button>
        )}
        <button type="button" class="bare" aria-describedby={`picture-${id}`} onClick={() => remove(picture)}>
          <Icon name="bin" />
          <span>{say.remove}</span>
        </button>
      </div>
    </li>
  );
}
