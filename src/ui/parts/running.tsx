/** What is recorded out of sight, on every screen, and the way back to it. */

import { useComputed } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { useModel } from '../model/model';
import { hashOf, type Screen } from '../model/routes';
import { connectionSeen } from '../model/seen';
import { elapsedOfAll, isBusy, phaseOf, runningAway, steadily } from '../model/sessions';
import { clockText } from '../words/format';
import { words } from '../words/words';

/** More names than this do not fit beside one another on a phone: then it is their number, and the wall shows them all. */
const mostNames = 2;

export function Running() {
  const { sessions, screen, focusedId, wall } = useModel();
  const away = useMemo(
    () =>
      steadily(() =>
        runningAway({
          screen: screen.value,
          sessions: sessions.value,
          focusedId: focusedId.value,
          wall: wall.value,
        }).map(({ camera }) => camera.id),
      ),
    [],
  );
  const ids = away.value;
  if (ids.length === 0) return null;
  return (
    <nav class="running" aria-label={words.wall.running}>
      {ids.length > mostNames ? (
        <Entry ids={ids} name={words.wall.runningMany(ids.length)} to={{ kind: 'wall' }} />
      ) : (
        ids.map((id) => (
          <Entry
            key={id}
            ids={[id]}
            name={sessions.peek().get(id)?.camera.name ?? ''}
            to={{ kind: 'live', cameraId: id }}
          />
        ))
      )}
    </nav>
  );
}

interface EntryProps {
  readonly ids: readonly string[];
  readonly name: string;
  readonly to: Screen;
}

function Entry({ ids, name, to }: EntryProps) {
  const { sessions } = useModel();
  // Computed: the figures of ten states a second draw nothing that a second does not change.
  const clock = useComputed(() => {
    const mine = ids.flatMap((id) => sessions.value.get(id) ?? []);
    return clockText(elapsedOfAll(new Map(mine.map((session) => [session.camera.id, session]))));
  });
  const state = useComputed(() => {
    const mine = ids.flatMap((id) => sessions.value.get(id) ?? []);
    const lost = mine.find(({ live }) => live && connectionSeen(live) === 'lost');
    if (lost && isBusy(lost)) return words.status.connection.lost;
    return mine.every((session) => phaseOf(session) === 'finishing') ? words.status.finishing : '';
  });
  return (
    <a href={hashOf(to)}>
      <span class="lamp" aria-hidden="true" />
      <span class="running-name">{name}</span>
      <time>{clock}</time>
      {state.value !== '' && <small>{state}</small>}
    </a>
  );
}
