/** The shell: where one is, what is going on, and the screen itself. */

import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { useModel } from './model/model';
import { hashOf, type Screen } from './model/routes';
import { Icon, type IconName } from './parts/icons';
import { late } from './parts/late';
import { Messages } from './parts/messages';
import { LiveScreen } from './screens/live/live';
import { StartScreen } from './screens/start';
import { words } from './words/words';

const FilmsScreen = late(() => import('./screens/films/films').then((part) => part.FilmsScreen));
const FilmScreen = late(() => import('./screens/films/film').then((part) => part.FilmScreen));
const CamerasScreen = late(() => import('./screens/cameras/cameras').then((part) => part.CamerasScreen));
const CameraScreen = late(() => import('./screens/cameras/form').then((part) => part.CameraScreen));
const LinkScreen = late(() => import('./screens/link').then((part) => part.LinkScreen));
const ImportScreen = late(() => import('./screens/import/import').then((part) => part.ImportScreen));
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
          <a class="brand" href={hashOf({ kind: 'live', cameraId: camera?.id ?? '' })}>
            {screen.kind === 'live' && camera ? camera.name : words.app}
          </a>
          <nav aria-label={words.nav.label}>
            <NavLink icon="live" text={words.nav.live} to={{ kind: 'live', cameraId: camera?.id ?? '' }} />
            <NavLink icon="films" text={words.nav.films} to={{ kind: 'films' }} />
            <NavLink icon="cameras" text={words.nav.cameras} to={{ kind: 'cameras' }} />
            <NavLink icon="settings" text={words.nav.settings} to={{ kind: 'settings' }} />
          </nav>
        </div>
        <Messages />
      </header>
      <main>
        {/* The live picture stays where it is while other screens are looked at: its canvas cannot be made again. */}
        {camera && <LiveScreen camera={camera} hidden={screen.kind !== 'live'} />}
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

/** Back to the cards; not while a recording runs, which ends with Stop only. */
function LeaveButton() {
  const { act, phase } = useModel();
  if (phase.value !== 'idle') return null;
  return (
    <button type="button" class="quiet leave" aria-label={words.live.leave} onClick={act.live.leave}>
      <Icon name="back" />
    </button>
  );
}

const parents: Readonly<Record<Screen['kind'], Screen['kind']>> = {
  live: 'live',
  films: 'films',
  film: 'films',
  cameras: 'cameras',
  camera: 'cameras',
  settings: 'settings',
  import: 'films',
};

function NavLink({ icon, text, to }: { readonly icon: IconName; readonly text: string; readonly to: Screen }) {
  const here = parents[useModel().screen.value.kind] === to.kind;
  return (
    <a href={hashOf(to)} aria-current={here ? 'page' : undefined}>
      <Icon name={icon} />
      <span>{text}</span>
    </a>
  );
}
