/** The list of cameras: open, edit, add. */

import type { Camera } from '../../../base/camera';
import { useModel } from '../../model/model';
import { hashOf } from '../../model/routes';
import { Icon } from '../../parts/icons';
import { words } from '../../words/words';
import { hostText } from '../start';

const { cameras: say } = words;

export function CamerasScreen() {
  const { cameras, offers, loaded } = useModel();
  if (!loaded.value) return null;
  const add = () => {
    location.hash = hashOf({ kind: 'camera', cameraId: '' });
  };
  return (
    <section class="page">
      <h1>{say.title}</h1>
      {cameras.value.length === 0 && <p class="empty">{say.none}</p>}
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari drops the list role from lists without bullets */}
      <ul class="rows" role="list" aria-label={say.list}>
        {cameras.value.map((camera) => (
          <CameraRow key={camera.id} camera={camera} name={camera.name} about={hostText(camera)} saved />
        ))}
      </ul>
      <button type="button" class="main" onClick={add}>
        <Icon name="plus" />
        {say.add}
      </button>
      <a class="button" href={hashOf({ kind: 'wall' })}>
        <Icon name="wall" />
        {words.wall.open}
      </a>
      <h2>{say.others}</h2>
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari drops the list role from lists without bullets */}
      <ul class="rows" role="list">
        {offers.value.map(({ camera, kind }) => (
          <CameraRow
            key={camera.id}
            camera={camera}
            name={words.start.offers[kind].name}
            about={words.start.offers[kind].about}
          />
        ))}
      </ul>
    </section>
  );
}

interface RowProps {
  readonly camera: Camera;
  readonly name: string;
  readonly about: string;
  readonly saved?: boolean;
}

function CameraRow({ camera, name, about, saved = false }: RowProps) {
  const { act } = useModel();
  const id = `camera-${camera.id}`;
  return (
    <li class="row-item">
      <div class="film-facts">
        <strong class="name" id={id}>
          {name}
        </strong>
        <small>{about}</small>
      </div>
      <div class="film-buttons">
        <button type="button" class="main" aria-describedby={id} onClick={() => act.live.open(camera)}>
          {say.open}
        </button>
        {saved && (
          <a class="button" href={hashOf({ kind: 'camera', cameraId: camera.id })} aria-describedby={id}>
            {say.edit}
          </a>
        )}
        {saved && (
          <button type="button" aria-describedby={id} onClick={() => act.cameras.remove(camera)}>
            {say.remove}
          </button>
        )}
      </div>
    </li>
  );
}
