/** The first screen: a card for everything that can be looked at with one tap. */

import { useId } from 'preact/hooks';
import type { Camera } from '../../base/camera';
import { parseAddress } from '../model/address';
import { useModel } from '../model/model';
import { hashOf } from '../model/routes';
import { Icon, type IconName } from '../parts/icons';
import { InsecureNote } from '../parts/insecure-note';
import { InstallHint } from '../parts/install-offer';
import { Recovery } from '../parts/recovery';
import { words } from '../words/words';

export function StartScreen() {
  const model = useModel();
  const cameras = model.cameras.value;
  if (!model.loaded.value) return null;
  return (
    <section class="page start">
      <h1>{words.start.title}</h1>
      <p class="lead">{words.start.lead}</p>
      <Recovery />
      <InstallHint />
      <InsecureNote />
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
        <WallCard />
        <AddCard />
        <ImportCard />
      </div>
    </section>
  );
}

interface CameraCardProps {
  readonly camera: Camera;
  readonly name: string;
  readonly about: string;
  readonly icon: IconName;
  readonly warm?: boolean;
}

function CameraCard({ camera, name, about, icon, warm = false }: CameraCardProps) {
  const model = useModel();
  return (
    <Card
      name={name}
      about={about}
      icon={icon}
      tone={warm ? 'card warm' : 'card'}
      onPress={() => model.act.live.open(camera)}
    />
  );
}

/** Nothing in the way of people with one camera. */
function WallCard() {
  const { cameras, offers, wall } = useModel();
  const real = cameras.value.length + offers.value.filter(({ kind }) => kind === 'simulated').length;
  if (real < 2 && wall.value.length < 2) return null;
  const open = () => {
    location.hash = hashOf({ kind: 'wall' });
  };
  return <Card name={words.wall.card} about={words.wall.cardAbout} icon="wall" tone="card" onPress={open} />;
}

function AddCard() {
  const add = () => {
    location.hash = hashOf({ kind: 'camera', cameraId: '' });
  };
  return <Card name={words.start.add} about={words.start.addAbout} icon="plus" tone="card" onPress={add} />;
}

function ImportCard() {
  const open = () => {
    location.hash = hashOf({ kind: 'import' });
  };
  return <Card name={words.imports.card} about={words.imports.cardAbout} icon="films" tone="card" onPress={open} />;
}

interface CardProps {
  readonly name: string;
  readonly about: string;
  readonly icon: IconName;
  readonly tone: string;
  readonly onPress: () => void;
}

function Card({ name, about, icon, tone, onPress }: CardProps) {
  const id = useId();
  return (
    <div class={tone}>
      <Icon name={icon} />
      <button type="button" aria-describedby={id} onClick={onPress}>
        {name}
      </button>
      <p id={id}>{about}</p>
    </div>
  );
}

/** What tells two cameras apart; never the whole address, which may hold a key. */
export function hostText(camera: Camera): string {
  return parseAddress(camera.address)?.host ?? '';
}
