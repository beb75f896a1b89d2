/** One camera's picture: alone on the live screen, or on the wall with its name, its state and its Record button. */

import { useComputed, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { useModel } from '../../model/model';
import { hashOf } from '../../model/routes';
import { connectionSeen } from '../../model/seen';
import { phaseOf, placeOf } from '../../model/sessions';
import { clockText } from '../../words/format';
import { words } from '../../words/words';

interface TileProps {
  readonly number: number;
  readonly id: string;
  /** How many cameras are open: with so many others it is seen on the wall. */
  readonly pictures: number;
}

export function Tile({ number, id, pictures }: TileProps) {
  const { sessions, screen, focusedId, wall, act } = useModel();
  const canvas = useRef<HTMLCanvasElement>(null);
  /** Undefined until that is known. */
  const isInView = useSignal<boolean | undefined>(undefined);
  const seen = useComputed(() => {
    const live = sessions.value.get(id)?.live;
    return live && connectionSeen(live);
  });
  const place = useComputed(() =>
    placeOf({ screen: screen.value, sessions: sessions.value, focusedId: focusedId.value, wall: wall.value }, id),
  );
  const name = sessions.peek().get(id)?.camera.name ?? '';
  useEffect(() => {
    const own = canvas.current;
    if (!own) return;
    act.live.attach(number, own);
    // Also for what is on another screen: nothing of that is in view.
    const observer = new IntersectionObserver((changes) => {
      isInView.value = changes.at(-1)!.isIntersecting;
    });
    observer.observe(own);
    return () => observer.disconnect();
  }, []);
  const seenWith = place.value === 'tile' ? pictures : 1;
  useEffect(() => {
    if (isInView.value !== undefined) act.live.watched(number, isInView.value ? seenWith : 0);
  }, [isInView.value, seenWith]);
  return (
    <article class="tile" hidden={place.value === 'away'} data-place={place}>
      <canvas
        ref={canvas}
        class={place.value === 'full' ? 'picture' : 'small-picture'}
        data-seen={seen}
        role="img"
        aria-label={words.live.picture(name)}
      />
      {place.value === 'tile' && <TileBar id={id} name={name} />}
    </article>
  );
}

function TileBar({ id, name }: { readonly id: string; readonly name: string }) {
  const { sessions, act } = useModel();
  const phase = useComputed(() => phaseOf(sessions.value.get(id)));
  const clock = useComputed(() => {
    const session = sessions.value.get(id);
    return phaseOf(session) === 'recording' ? clockText(session?.live?.elapsedMs ?? 0) : '';
  });
  const trouble = useComputed(() => sessions.value.get(id)?.live?.trouble?.code);
  const connection = useComputed(() => {
    const live = sessions.value.get(id)?.live;
    return live ? connectionSeen(live) : 'connecting';
  });
  const skipped = useComputed(() => {
    const session = sessions.value.get(id);
    return phaseOf(session) === 'recording' ? (session?.live?.skipped ?? 0) : 0;
  });
  const now = phase.value;
  return (
    <div class="tile-bar">
      <div class="tile-facts">
        <a class="tile-name" href={hashOf({ kind: 'live', cameraId: id })}>
          {name}
        </a>
        <small data-trouble={trouble.value !== undefined}>
          {words.wall.state(now, connection.value, trouble.value && words.trouble[trouble.value].what)}
        </small>
        {skipped.value > 0 && <small data-trouble="true">{words.wall.skipped(skipped.value)}</small>}
      </div>
      {now === 'recording' && (
        <span class="tile-clock" role="timer" aria-label={words.wall.time(name)}>
          <span class="lamp" aria-hidden="true" />
          <time>{clock}</time>
        </span>
      )}
      {now === 'idle' && connection.value === 'lost' && (
        <button
          type="button"
          class="tile-again"
          aria-label={words.wall.again(name)}
          onClick={() => act.live.reopen({}, id)}
        >
          {words.remedies.retry}
        </button>
      )}
      <button
        type="button"
        class="small-record"
        data-phase={now}
        aria-label={now === 'idle' ? words.wall.record(name) : words.wall.stop(name)}
        disabled={now === 'finishing'}
        onClick={() => act.live.toggle(id)}
      >
        <span aria-hidden="true" />
      </button>
    </div>
  );
}
