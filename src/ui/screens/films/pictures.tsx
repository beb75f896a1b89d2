/** The single pictures on this device: under their days, or all of them below the films. */

import { useRef, useState } from 'preact/hooks';
import type { KeptPicture } from '../../../base/library';
import { useModel } from '../../model/model';
import { usePicture } from '../../parts/blobs';
import { Icon } from '../../parts/icons';
import { words } from '../../words/words';
import { useNear } from './library/near';

const { pictures: say } = words;
/** Each is read whole to be shown. */
const atOnce = 24;

interface PicturesProps {
  readonly pictures: readonly KeptPicture[];
}

export function Pictures({ pictures }: PicturesProps) {
  if (pictures.length === 0) return null;
  return (
    <section class="kept-pictures" aria-labelledby="pictures">
      <h2 id="pictures">{say.title}</h2>
      <PictureList pictures={pictures} />
    </section>
  );
}

export function PictureList({ pictures }: PicturesProps) {
  const [count, setCount] = useState(atOnce);
  return (
    <>
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari drops the list role from lists without bullets */}
      <ul class="pictures" role="list" aria-label={say.title}>
        {pictures.slice(0, count).map((picture) => (
          <Kept key={picture.id} picture={picture} />
        ))}
      </ul>
      {pictures.length > count && (
        <button type="button" onClick={() => setCount(count + atOnce)}>
          {say.more}
        </button>
      )}
    </>
  );
}

function Kept({ picture }: { readonly picture: KeptPicture }) {
  const { act } = useModel();
  const { id, cameraName, takenAt, widthPx, heightPx } = picture;
  const box = useRef<HTMLDivElement>(null);
  const address = usePicture(useNear(box) ? id : '');
  const name = say.of(cameraName, takenAt);
  const { save, share, remove } = act.pictures;
  return (
    <li>
      <div class="kept" ref={box}>
        {address && <img src={address} alt={name} width={widthPx} height={heightPx} />}
      </div>
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
