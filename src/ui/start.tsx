/** The first screen: a card for everything that can be looked at with one tap. */

import { useId } from 'preact/hooks';
import type { Camera } from '../base/flow';
import { Icon, type IconName } from './icons';
import { useModel } from './model';
import { hashOf } from './routes';
import { words } from './words';

export function StartScreen() {
  const model = useModel();
  const cameras = model.cameras.value;
  const unfinished = model.films.value.filter((film) => film.state === 'unfinished').length;
  if (!model.loaded.value) return null;
  return (
    <section class="page start">
      <h1>{words.start.title}</h1>
      <p class="lead">{words.start.lead}</p>
      {unfinished > 0 && (
        <a class="note" href={hashOf({ kind: 'films' })}>
          {words.start.recover(unfinished)}
        </a>
      )}
      <div class="cards">
        {cameras.map((camera) => (
          <CameraCard key={camera.id} camera={camera} name={camera.name} about={hostText(camera)} icon="cameras" />
        ))}
        {model.offers.value.map(({ camera, kind }) => (
          <CameraCard
            key={camera.id}
            camera={camera}
            name={words.start.offers[kind].name}
            about={words.start.offers[kind].about}
            icon={kind === 'simulated' ? 'chip' : 'spark'}
            warm
          />
        ))}
        <AddCard />
      </div>
    </section>
  );
}

interface CardProps {
  readonly camera: Camera;
  readonly name: string;
  readonly about: string;
  readonly icon: IconName;
  readonly warm?: boolean;
}

function CameraCard({ camera, name, about, icon, warm = false }: CardProps) {
  const model = useModel();
  const id = useId();
  return (
    <button
      type="button"
      class={warm ? 'card warm' : 'card'}
      aria-labelledby={id}
      aria-describedby={`${id}-about`}
      onClick={() => model.act.live.open(camera)}
    >
      <Icon name={icon} />
      <strong id={id}>{name}</strong>
      <span id={`${id}-about`}>{about}</span>
    </button>
  );
}

function AddCard() {
  const id = useId();
  const add = () => {
    location.hash = hashOf({ kind: 'camera', cameraId: '' });
  };
  return (
    <button type="button" class="card" aria-labelledby={id} aria-describedby={`${id}-about`} onClick={add}>
      <Icon name="plus" />
      <strong id={id}>{words.start.add}</strong>
      <span id={`${id}-about`}>{words.start.addAbout}</span>
    </button>
  );
}

/** What tells two cameras apart; never the whole address, which may hold a key. */
export function hostText(camera: Camera): string {
  const url = URL.canParse(camera.address) ? new URL(camera.address) : undefined;
  return url?.host ?? '';
}
