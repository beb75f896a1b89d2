/** The shell: where one is, what is going on, and the screen itself. */

import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { useModel } from './model/model';
import { hashOf, type Screen } from './model/routes';
import { Icon, type IconName } from './parts/icons';
import { late } from './parts/late';
import { Messages } from './parts/messages';
import { Running } from './parts/running';
import { LiveScreen } from './screens/live/live';
import { StartScreen } from './screens/start';
import { Stage } from './screens/wall/stage';
import { words } from './words/words';

const FilmsScreen = late(() => import('./screens/films/films').then((part) => part.FilmsScreen));
const FilmScreen = late(() => import('./screens/films/film').then((part) => part.FilmScreen));
const CamerasScreen = late(() => import('./screens/cameras/cameras').then((part) => part.CamerasScreen));
const CameraScreen = late(() => import('./screens/cameras/form').then((part) => part.CameraScreen));
const LinkScreen = late(() => import('./screens/link').then((part) => part.LinkScreen));
const ImportScreen = late(() => import('./screens/import/import').then((part) => part.ImportScreen));
const WallScreen = late(() => import('./screens/wall/wall').then((part) => part.WallScreen));
const SettingsScreen = late(() => import('./screens/settings').then((part) => part.SettingsScreen));

export function App() {
  const model = useModel();
  const screen = model.screen.value;
  const camera = model.camera.value;
  const importing = useRef(false);
  importing.current ||= screen.kind === 'import';
  const onStage = (screen.kind === 'live' && camera !== undefined) || screen.kind === 'film';
  return (
    <div class={onStage ? 'app stage' : 'app'}>
      <header>
        <div class="bar">
          {screen.kind === 'live' && camera && <LeaveButton />}
          {screen.kind === 'wall' && <BackButton text={words.wall.leave} onPress={model.act.wall.leave} />}
          <a class="brand" href={model.home}>
            {screen.kind === 'live' && camera ? camera.name : words.app}
          </a>
          <nav aria-label={words.nav.label}>
            <NavLink icon="live" text={words.nav.live} kind="live" href={model.home.value} />
            <NavLink icon="films" text={words.nav.films} kind="films" />
            <NavLink icon="cameras" text={words.nav.cameras} kind="cameras" />
            <NavLink icon="settings" text={words.nav.settings} kind="settings" />
          </nav>
        </div>
        <Running />
        <Messages />
      </header>
      <main>
        {screen.kind === 'wall' && <WallScreen />}
        <Stage />
        {camera && <LiveScreen key={camera.id} camera={camera} hidden={screen.kind !== 'live'} />}
        {importing.current && <ImportScreen hidden={screen.kind !== 'import'} />}
        <ScreenOf screen={screen} hasCamera={camera !== undefined} />
      </main>
    </div>
  );
}

function ScreenOf({ screen, hasCamera }: { readonly screen: Screen; readonly hasCamera: boolean }): ComponentChildren {
  switch (screen.kind) {
    case 'live':
      return hasCamera ? null : <Entrance />;
    case 'wall':
    case 'import':
      return null;
    case 'films':
      return <FilmsScreen />;
    case 'film':
      return <FilmScreen key={screen.filmId} filmId={screen.filmId} />;
    case 'cameras':
      return <CamerasScreen />;
    case 'camera':
      return <CameraScreen key={screen.cameraId} />;
    case 'settings':
      return <SettingsScreen />;
  }
}

/** What a link asks for comes first. */
function Entrance() {
  const asked = useModel().asked.value;
  return asked ? <LinkScreen camera={asked} /> : <StartScreen />;
}

/** To where the camera was opened from. What records goes on; any other camera is closed with the way to the cards. */
function LeaveButton() {
  const { act, phase, isWallOpen } = useModel();
  const toWall = () => {
    location.hash = hashOf({ kind: 'wall' });
  };
  if (isWallOpen.value) return <BackButton text={words.wall.back} onPress={toWall} />;
  return <BackButton text={phase.value === 'idle' ? words.live.leave : words.live.others} onPress={act.live.leave} />;
}

function BackButton({ text, onPress }: { readonly text: string; readonly onPress: () => void }) {
  return (
    <button type="button" class="quiet leave" aria-label={text} onClick={onPress}>
      <Icon name="back" />
    </button>
  );
}

const parents: Readonly<Record<Screen['kind'], Screen['kind']>> = {
  live: 'live',
  wall: 'live',
  films: 'films',
  film: 'films',
  cameras: 'cameras',
  camera: 'cameras',
  settings: 'settings',
  import: 'films',
};

interface NavProps {
  readonly icon: IconName;
  readonly text: string;
  readonly kind: 'live' | 'films' | 'cameras' | 'settings';
  /** Where it leads, if that is not always the same. */
  readonly href?: string;
}

function NavLink({ icon, text, kind, href }: NavProps) {
  const here = parents[useModel().screen.value.kind] === kind;
  return (
    <a href={href ?? `#/${kind}`} aria-current={here ? 'page' : undefined}>
      <Icon name={icon} />
      <span>{text}</span>
    </a>
  );
}
