/** The live screen: the picture (of the stage) fills it, the Record button lies at the thumb. */

import { useState } from 'preact/hooks';
import type { Camera } from '../../../base/camera';
import { familyOf } from '../../model/families';
import { liveKeys } from '../../model/keys/keys';
import { useModel } from '../../model/model';
import { hashOf } from '../../model/routes';
import { useThumbnail } from '../../parts/blobs';
import { Fold } from '../../parts/fold';
import { Icon } from '../../parts/icons';
import { KeysHere } from '../../parts/keys/keys';
import { late } from '../../parts/late';
import { clockText } from '../../words/format';
import { words } from '../../words/words';
import { waitsFor } from './waits';

export const OptionsSheet = late(() => import('./options').then((part) => part.OptionsSheet));
const WhenSheet = late(() => import('./when').then((part) => part.WhenSheet));
const ZonesSheet = late(() => import('./zones').then((part) => part.ZonesSheet));
const LookSheet = late(() => import('./look/look').then((part) => part.LookSheet));
const ZoomLayer = late(() => import('./zoom/zoom').then((part) => part.ZoomLayer));
const Dim = late(() => import('./dim/dim').then((part) => part.Dim));
const Doctor = late(() => import('./doctor').then((part) => part.Doctor));
const View = late(() => import('./view').then((part) => part.View));
const Mover = late(() => import('./move').then((part) => part.Mover));

export function LiveScreen({ camera, hidden }: { readonly camera: Camera; readonly hidden: boolean }) {
  const model = useModel();
  const [isTouched, setTouched] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const zooms = isTouched || isAsked || (model.zooms.value[camera.id]?.scale ?? 1) > 1;
  const touch = () => setTouched(true);
  const moves = familyOf(model.families.value, camera.family)?.moves ?? false;
  return (
    <section class="live" hidden={hidden} onPointerDown={touch} onWheel={touch}>
      <h1 class="unseen">{words.live.picture(camera.name)}</h1>
      <KeysHere keys={liveKeys} />
      {model.live.value?.trouble?.code === 'capture/no-cors' && <View key={model.session.value} camera={camera} />}
      <Pill />
      <div class="panels">
        <Fold title={words.doctor.title} look="panel" group="panel" draw={() => <Doctor />} />
        {moves && <Fold title={words.cameras.move.title} look="panel" group="panel" draw={() => <Mover />} />}
        {zooms && !hidden && model.live.value?.isSeen && <ZoomLayer key={model.session.value} isAsked={isAsked} />}
        <div class="pair">
          <button type="button" class="panel" aria-expanded={isAsked} onClick={() => setAsked(!isAsked)}>
            <Icon name="search" />
            <span>{words.live.zoom}</span>
          </button>
          <button type="button" class="panel" onClick={() => model.patch({ dimmed: true })}>
            <Icon name="dim" />
            <span>{words.dim.dim}</span>
          </button>
        </div>
      </div>
      {model.dimmed.value && !hidden && <Dim />}
      <Controls />
    </section>
  );
}

/** The film is always a few pictures behind; more than this shows that the device is slow. */
const worthSayingSeconds = 5;

/** What the recording has so far. A timer is not a live region: it is read when someone asks. */
function Pill() {
  const { act, live: state } = useModel();
  const live = state.value;
  const waits = useWaits();
  if (!live) return null;
  if (live.phase === 'idle') return <Ready />;
  if (live.phase === 'finishing') {
    return (
      <div class="pill">
        <span>
          {live.coreLoad
            ? words.live.coreLoad(live.coreLoad)
            : words.live.finishingProgress(live.renderedFrames, live.frames)}
        </span>
        <progress value={live.renderedFrames} max={Math.max(1, live.frames)} aria-label={words.live.finishing} />
      </div>
    );
  }
  const { tally } = live;
  const behind = live.frames - live.renderedFrames;
  const facts = [
    words.live.pictures(live.frames),
    live.coreLoad ? words.live.coreLoad(live.coreLoad) : '',
    live.answeredFps > 0 ? words.live.fps(live.uniqueFps || live.answeredFps) : '',
    words.live.size(live.sizeBytes),
    tally.damaged > 0 ? words.live.damaged(tally.damaged) : '',
    tally.mended > 0 ? words.live.mended(tally.mended) : '',
    behind > Math.max(1, live.answeredFps) * worthSayingSeconds ? words.live.behind(behind) : '',
    live.skipped > 0 ? words.live.skipped(live.skipped) : '',
    words.live.room(live.roomMs),
    ...waits,
  ];
  return (
    <div class="pill" role="timer">
      <span class="lamp" aria-hidden="true" />
      <b>{words.live.recording}</b>
      {/* biome-ignore lint/a11y: the button beside it does the same, and M */}
      <time onClick={act.live.mark}>{clockText(live.elapsedMs)}</time>
      <button type="button" class="mark" onClick={act.live.mark}>
        <Icon name="flag" />
        {words.timeline.setMark}
      </button>
      {facts.filter(Boolean).map((fact) => (
        <span key={fact} class="fact">
          {fact}
        </span>
      ))}
    </div>
  );
}

/** What is kept before anybody presses Record, and what is waited for. */
function Ready() {
  const facts = useWaits();
  if (facts.length === 0) return null;
  return (
    <div class="pill">
      {facts.map((fact) => (
        <span key={fact} class="fact">
          {fact}
        </span>
      ))}
    </div>
  );
}

function useWaits(): readonly string[] {
  const { live, when } = useModel();
  return live.value ? waitsFor(live.value, when.value, Date.now()) : [];
}

function Controls() {
  const { act, phase, live } = useModel();
  const [asking, setAsking] = useState<'options' | 'when' | 'zones' | 'look'>();
  const onClose = () => setAsking(undefined);
  const now = phase.value;
  const ready = now !== 'idle' || live.value?.connection === 'live';
  return (
    <div class="controls">
      {now === 'idle' ? <LastFilm /> : <span class="thumb" />}
      <button type="button" class="round" onClick={act.live.shutter}>
        <Icon name="shutter" />
        <span class="unseen">{words.pictures.shutter}</span>
      </button>
      <button
        type="button"
        class="record"
        data-phase={now}
        data-ready={ready}
        aria-label={now === 'idle' ? words.live.record : words.live.stop}
        disabled={now === 'finishing'}
        onClick={() => act.live.toggle()}
      >
        <span aria-hidden="true" />
      </button>
      <button type="button" class="round" onClick={() => setAsking('when')}>
        <Icon name="when" />
        <span class="unseen">{words.when.title}</span>
      </button>
      <button type="button" class="round" disabled={now !== 'idle'} onClick={() => setAsking('options')}>
        <Icon name="options" />
        <span class="unseen">{words.live.options}</span>
      </button>
      {asking === 'when' && <WhenSheet onClose={onClose} onZones={() => setAsking('zones')} />}
      {asking === 'zones' && <ZonesSheet onClose={onClose} />}
      {asking === 'options' && <OptionsSheet onClose={onClose} onLook={() => setAsking('look')} />}
      {asking === 'look' && <LookSheet onClose={onClose} />}
    </div>
  );
}

/** The newest film in the corner, as camera apps have it. */
function LastFilm() {
  const films = useModel().films.value;
  const newest = films.reduce<(typeof films)[number] | undefined>(
    (best, film) => (film.state === 'finished' && film.startedAt > (best?.startedAt ?? 0) ? film : best),
    undefined,
  );
  const picture = useThumbnail(newest?.id ?? '');
  if (!newest) return <span class="thumb" />;
  return (
    <a class="thumb" href={hashOf({ kind: 'film', filmId: newest.id })} aria-label={words.live.lastFilm}>
      {picture && <img src={picture} alt="" />}
    </a>
  );
}
