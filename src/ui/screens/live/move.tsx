/** Moving the camera: hold to move, let go to stop; centre, patrols, presets, infrared, picture settings. */

import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Control, Direction } from '../../../base/camera';
import { useModel } from '../../model/model';
import { ChoiceField } from '../../parts/fields/fields';
import { Icon } from '../../parts/icons';
import { moveWords as say } from '../../words/late/cameras';

/** Three rows of three; the middle is Centre. Turned clockwise from "up". */
const pad: readonly (readonly [Direction, number] | undefined)[] = [
  ['up-left', -45],
  ['up', 0],
  ['up-right', 45],
  ['left', -90],
  undefined,
  ['right', 90],
  ['down-left', -135],
  ['down', 180],
  ['down-right', 135],
];

export function Mover() {
  const { control } = useModel().act.live;
  return (
    <div class="mover">
      <small>{say.about}</small>
      <fieldset class="pad">
        <legend class="unseen">{say.pad}</legend>
        {pad.map((cell) =>
          cell ? (
            <Arrow key={cell[0]} direction={cell[0]} turn={cell[1]} />
          ) : (
            <button key="centre" type="button" onClick={() => control({ kind: 'centre' })}>
              {say.centre}
            </button>
          ),
        )}
      </fieldset>
      <Row title={say.patrol}>
        <Command text={say.patrolVertical} command={{ kind: 'patrol-vertical' }} />
        <Command text={say.patrolHorizontal} command={{ kind: 'patrol-horizontal' }} />
        <Command text={say.patrolStop} command={{ kind: 'patrol-stop' }} />
      </Row>
      <Row title={say.infrared}>
        <Command text={say.on} command={{ kind: 'infrared-on' }} />
        <Command text={say.off} command={{ kind: 'infrared-off' }} />
      </Row>
      <Presets />
      <PictureSettings />
    </div>
  );
}

/**
 * A camera that is told to move goes on until it is told to stop, so every way a hold can end is listened to:
 * release, a cancelled touch, lost focus, a hidden page, and the panel being closed.
 */
function Arrow({ direction, turn }: { readonly direction: Direction; readonly turn: number }) {
  const { control } = useModel().act.live;
  const moving = useRef(false);
  const begin = () => {
    if (moving.current) return;
    moving.current = true;
    control({ kind: 'move', direction });
  };
  const end = () => {
    if (!moving.current) return;
    moving.current = false;
    control({ kind: 'halt', direction });
  };
  useEffect(() => {
    addEventListener('blur', end);
    document.addEventListener('visibilitychange', end);
    return () => {
      removeEventListener('blur', end);
      document.removeEventListener('visibilitychange', end);
      end();
    };
  }, []);
  const isHoldKey = (event: KeyboardEvent) => event.key === ' ' || event.key === 'Enter';
  return (
    <button
      type="button"
      class="arrow"
      aria-label={say.directions[direction]}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        begin();
      }}
      onPointerUp={end}
      onPointerCancel={end}
      onLostPointerCapture={end}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => isHoldKey(event) && begin()}
      onKeyUp={(event) => isHoldKey(event) && end()}
      onBlur={end}
    >
      <Icon name="up" turn={turn} />
    </button>
  );
}

function Row({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <fieldset class="row">
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

function Command({ text, command }: { readonly text: string; readonly command: Control }) {
  const { control } = useModel().act.live;
  return (
    <button type="button" onClick={() => control(command)}>
      {text}
    </button>
  );
}

function Presets() {
  const [preset, setPreset] = useState(1);
  const numbers = Array.from({ length: 16 }, (_, at) => at + 1);
  return (
    <Row title={say.preset}>
      <select aria-label={say.preset} value={preset} onChange={(event) => setPreset(Number(event.currentTarget.value))}>
        {numbers.map((number) => (
          <option key={number}>{number}</option>
        ))}
      </select>
      <Command text={say.go} command={{ kind: 'preset-go', preset }} />
      <Command text={say.set} command={{ kind: 'preset-set', preset }} />
    </Row>
  );
}

type Setting = Extract<Control, { kind: 'picture' }>['setting'];

/** camera_control.cgi's ranges: brightness 0..255, contrast 0..6, mode 0..2, flip 0..3 (IP Camera CGI v1.27). */
function PictureSettings() {
  const { control, pictureSettings } = useModel().act.live;
  const [values, setValues] = useState<Partial<Record<Setting, number>>>({});
  useEffect(() => void pictureSettings().then((told) => told && setValues({ ...told })), []);
  const set = (setting: Setting, value: number) => {
    setValues({ ...values, [setting]: value });
    control({ kind: 'picture', setting, value });
  };
  const numbered = (texts: readonly string[]) => texts.map((text, at) => [at, text] as const);
  return (
    <fieldset>
      <legend>{say.picture}</legend>
      <Slider
        label={say.brightness}
        max={255}
        value={values.brightness ?? 128}
        onChange={(v) => set('brightness', v)}
      />
      <Slider label={say.contrast} max={6} value={values.contrast ?? 3} onChange={(v) => set('contrast', v)} />
      <ChoiceField
        label={say.mode}
        value={values.mode ?? 0}
        choices={numbered(say.modes)}
        onValue={(v) => set('mode', v)}
      />
      <ChoiceField
        label={say.flip}
        value={values.flip ?? 0}
        choices={numbered(say.flips)}
        onValue={(v) => set('flip', v)}
      />
    </fieldset>
  );
}

interface SliderProps {
  readonly label: string;
  readonly max: number;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** Told to the camera when let go: it takes one command at a time. */
function Slider({ label, max, value, onChange }: SliderProps) {
  return (
    <label class="field">
      {label}
      <input
        type="range"
        min={0}
        max={max}
        value={value}
        onChange={(event) => onChange(Number(event.currentTarget.value))}
      />
    </label>
  );
}
