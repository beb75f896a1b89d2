/** What opening, showing, closing and hearing of cameras does to the page. Pure: live-actions.ts carries it out, in this order. */

import type { Camera } from '../../../base/camera';
import { allZones } from '../../../base/zones';
import type { LiveState } from '../../../remote/remote';
import { words } from '../../words/words';
import type { Screen } from '../routes';
import { isBusy, phaseOfAll, type Session, tilesOf } from '../sessions';
import { type AppState, whenOf } from '../store';
import { isScaled, newsOf } from '../told/told';

export type Move =
  | { readonly kind: 'patch'; readonly change: Partial<AppState> }
  /** The camera of this opening is closed. */
  | { readonly kind: 'end'; readonly session: number }
  /** It is asked at once, as it is now, and what records there goes on. */
  | { readonly kind: 'ask'; readonly session: number; readonly camera: Camera }
  | { readonly kind: 'go'; readonly screen: Screen }
  /** `films`: so many are said to be ready. */
  | { readonly kind: 'toast'; readonly text: string; readonly films?: number };

export type LiveEvent =
  /** `number`: of its opening, if there is to be one. */
  | { readonly kind: 'open' | 'add' | 'reopen'; readonly camera: Camera; readonly number: number }
  | { readonly kind: 'show' | 'close'; readonly id: string }
  | { readonly kind: 'leave' }
  /** Record is asked for. */
  | { readonly kind: 'record' }
  /** What the worker of that opening says now. */
  | { readonly kind: 'heard'; readonly number: number; readonly live: LiveState };

/** `isBeginning`: Record was pressed there, and the worker has not said so yet. */
export function movesOf(app: AppState, event: LiveEvent, isBeginning: (session: number) => boolean): readonly Move[] {
  switch (event.kind) {
    case 'open':
      return inTurn(app, open(event.camera, event.number), focus(event.camera.id, isBeginning));
    case 'show':
      return app.sessions.has(event.id) ? focus(event.id, isBeginning)(app) : [];
    case 'add':
      return app.sessions.has(event.camera.id) ? [] : begin(event.camera, event.number)(app);
    case 'close':
      return close(event.id, isBeginning)(app);
    case 'reopen':
      return inTurn(app, begin(event.camera, event.number), quiet);
    case 'leave':
      return inTurn(
        app,
        () => [{ kind: 'patch', change: { focusedId: '' } }],
        close(app.focusedId, isBeginning),
        quiet,
        () => [{ kind: 'go', screen: { kind: 'live', cameraId: '' } }],
      );
    case 'record':
      return quiet(app);
    case 'heard':
      return heard(app, event.number, event.live, isBeginning);
  }
}

type Part = (app: AppState) => readonly Move[];
type Ask = (session: number) => boolean;

/** Each part is decided by what those before it have made of the page. */
function inTurn(app: AppState, ...parts: readonly Part[]): readonly Move[] {
  const moves: Move[] = [];
  let here = app;
  for (const part of parts) {
    const next = part(here);
    moves.push(...next);
    here = next.reduce(behind, here);
  }
  return moves;
}

function behind(app: AppState, move: Move): AppState {
  if (move.kind === 'patch') return { ...app, ...move.change };
  const { kind } = move;
  return kind === 'toast' ? { ...app, toast: { text: move.text, undo: undefined, films: move.films ?? 0 } } : app;
}

/** Messages are about what was seen before. */
const quiet: Part = ({ sessions }) => {
  const hidden = phaseOfAll(sessions) === 'idle' ? { hiddenMs: 0 } : {};
  return [{ kind: 'patch', change: { trouble: undefined, toast: undefined, ...hidden } }];
};

/** It takes the place of an opening of the same camera, but of one that records: that goes on with the camera as it is now. */
function begin(camera: Camera, number: number): Part {
  return ({ sessions }) => {
    const old = sessions.get(camera.id);
    const isKept = old && isBusy(old);
    const session: Session = isKept ? { ...old, camera } : { camera, number, live: undefined };
    const opened: Move = { kind: 'patch', change: { sessions: new Map(sessions).set(camera.id, session) } };
    if (!old) return [opened];
    return [isKept ? { kind: 'ask', session: old.number, camera } : { kind: 'end', session: old.number }, opened];
  };
}

/** As it is, if it is open and was not changed since. */
function open(camera: Camera, number: number): Part {
  return (app) => (app.sessions.get(camera.id)?.camera === camera ? [] : inTurn(app, begin(camera, number), quiet));
}

function close(id: string, isBeginning: Ask): Part {
  return ({ sessions }) => {
    const session = sessions.get(id);
    if (!session || isBusy(session) || isBeginning(session.number)) return [];
    const left = new Map(sessions);
    left.delete(id);
    return [
      { kind: 'end', session: session.number },
      { kind: 'patch', change: { sessions: left } },
    ];
  };
}

function focus(id: string, isBeginning: Ask): Part {
  return (app) => {
    const { sessions, isWallOpen, focusedId } = app;
    const stays = isWallOpen && tilesOf(app).includes(id);
    const others = stays ? [] : [...sessions.keys()].filter((other) => other !== id);
    return inTurn(
      app,
      id === focusedId ? () => [] : quiet,
      () => [{ kind: 'patch', change: { focusedId: id, isWallOpen: stays, asked: undefined } }],
      ...others.map((other) => close(other, isBeginning)),
      () => [{ kind: 'go', screen: { kind: 'live', cameraId: id } }],
    );
  };
}

function heard(app: AppState, number: number, live: LiveState, isBeginning: Ask): readonly Move[] {
  const session = [...app.sessions.values()].find((one) => one.number === number);
  if (!session) return [];
  const { camera, live: before, isScaledTold = false } = session;
  const { focusedId, sessions } = app;
  const zones = isScaledTold ? allZones : whenOf(app, camera.id).zones;
  const news = newsOf(before, live, zones);
  const told = isScaledTold || isScaled(before, live, zones);
  const has = new Map(sessions).set(camera.id, { ...session, live, isScaledTold: told });
  const isOver = before !== undefined && before.phase !== 'idle' && live.phase === 'idle';
  return inTurn(
    app,
    () => [{ kind: 'patch', change: { sessions: has } }],
    () =>
      news.map((text) => ({ kind: 'toast', text: camera.id === focusedId ? text : words.wall.of(camera.name, text) })),
    isOver ? ended(camera, live, isBeginning) : () => [],
  );
}

/** A recording of that camera is over. */
function ended(camera: Camera, live: LiveState, isBeginning: Ask): Part {
  return (app) => {
    const { screen, focusedId, isWallOpen, wall } = app;
    const isFocused = camera.id === focusedId;
    const isFilm = live.filmId !== '' && live.frames > 0;
    const isWanted = isFilm && !live.byItself;
    // One that ended by itself while nobody looked; a tile says so itself.
    const cause = !isFocused && screen.kind !== 'wall' && live.connection === 'live' ? live.trouble : undefined;
    const fresh: Move = { kind: 'patch', change: { freshId: live.filmId } };
    const toFilm: Move = { kind: 'go', screen: { kind: 'film', filmId: live.filmId } };
    // Films that begin by themselves come and go while somebody looks at the picture. Whoever is looking at something else
    // is told, not taken away.
    const isShown = isFocused && screen.kind === 'live';
    // Nobody asked to see it any longer.
    const isUnwanted = !isFocused && (!isWallOpen || !wall.includes(camera.id));
    return inTurn(
      app,
      () => (isFilm ? [fresh] : []),
      ({ toast }) => (isWanted ? [isShown ? toFilm : readyToast(camera.name, toast?.films ?? 0)] : []),
      () => (cause ? [{ kind: 'toast', text: words.wall.of(camera.name, words.trouble[cause.code].what) }] : []),
      isUnwanted ? close(camera.id, isBeginning) : () => [],
    );
  };
}

/** `said`: so many were said to be ready already, and it still stands there. */
function readyToast(name: string, said: number): Move {
  const films = said + 1;
  return { kind: 'toast', text: films === 1 ? words.status.ready(name) : words.wall.ready(films), films };
}
