/**
 * What a Netwave camera (EasyN, Foscam FI89xx and relatives) answers. Source: "IP Camera CGI" v1.27 (2011-09-17) and
 * recorded replies of real cameras.
 */
import type { SizePx } from './deliver';
import { type Motor, openMotor } from './motor';
import type { View } from './picture/painter';
import type { Request } from './wire';

type Answer =
  | { readonly kind: 'text'; readonly body: string }
  | { readonly kind: 'snapshot'; readonly size: SizePx }
  | { readonly kind: 'stream'; readonly size: SizePx; readonly intervalMs: number }
  | { readonly kind: 'asf' };

export interface NetwaveOptions extends SizePx {
  readonly user: string;
  readonly password: string;
  readonly title: string;
  /** Pictures a second at full speed (rate code 0). */
  readonly fps: number;
  readonly swapPan: boolean;
}

export interface Netwave {
  /** Undefined: no such page. */
  answer(request: Request, now: number): Answer | undefined;
  viewAt(now: number): View;
}

/** Rate code to ms between pictures; the only codes that are defined. 0 = full speed. */
export const rateIntervalsMs: Readonly<Record<number, number>> = {
  0: 0,
  1: 1000 / 20,
  3: 1000 / 15,
  6: 1000 / 10,
  11: 1000 / 5,
  12: 1000 / 4,
  13: 1000 / 3,
  14: 1000 / 2,
  15: 1000,
  17: 2000,
  19: 3000,
  21: 4000,
  23: 5000,
};

const sizes: Readonly<Record<number, SizePx>> = {
  2: { widthPx: 160, heightPx: 120 },
  8: { widthPx: 320, heightPx: 240 },
  32: { widthPx: 640, heightPx: 480 },
};

const illegal: Answer = { kind: 'text', body: 'error: illegal param.\n' };
const ok: Answer = { kind: 'text', body: 'ok.\n' };

/** Pages anyone may read (level "none" of the document). */
export const openPages: ReadonlySet<string> = new Set(['/get_status.cgi']);

export function openNetwave(options: NetwaveOptions): Netwave {
  const motor: Motor = openMotor(options.swapPan);
  let size: SizePx = options;
  const params = { brightness: 128, contrast: 3, mode: 0, flip: 0 };
  const settings: Readonly<Record<number, { name: keyof typeof params; most: number }>> = {
    1: { name: 'brightness', most: 255 },
    2: { name: 'contrast', most: 6 },
    3: { name: 'mode', most: 2 },
    5: { name: 'flip', most: 3 },
  };

  function stream(query: URLSearchParams): Answer {
    const asked = query.get('resolution');
    const chosen = asked === null ? size : sizes[Number(asked)];
    const interval = rateIntervalsMs[Number(query.get('rate') ?? 0)];
    if (!chosen || interval === undefined) return illegal;
    return { kind: 'stream', size: chosen, intervalMs: Math.max(interval, 1000 / options.fps) };
  }

  function control(query: URLSearchParams): Answer {
    const [param, value] = [Number(query.get('param') ?? Number.NaN), Number(query.get('value') ?? Number.NaN)];
    if (param === 0 && sizes[value]) {
      size = sizes[value];
      return ok;
    }
    const setting = settings[param];
    if (!setting || !Number.isInteger(value) || value < 0 || value > setting.most) return illegal;
    params[setting.name] = value;
    return ok;
  }

  function answer({ path, query }: Request, now: number): Answer | undefined {
    switch (path) {
      case '/snapshot.cgi':
        return { kind: 'snapshot', size };
      case '/videostream.cgi':
        return stream(query);
      case '/videostream.asf':
        return { kind: 'asf' };
      case '/check_user.cgi':
        return variables({ user: options.user, pwd: options.password, pri: 3 });
      case '/get_status.cgi':
        return variables({
          id: '000DC5D00000',
          sys_ver: '11.37.2.49',
          app_ver: '2.0.10.8',
          alias: options.title,
          now: Math.floor(now / 1000),
          tz: 0,
          alarm_status: 0,
          ddns_status: 0,
          ddns_host: '',
          oray_type: 0,
          upnp_status: 0,
          p2p_status: 0,
          p2p_local_port: 20409,
          msn_status: 0,
          wifi_status: 0,
        });
      case '/get_camera_params.cgi':
        return variables({ resolution: codeOf(size), ...params, fps: 0 });
      case '/camera_control.cgi':
        return control(query);
      case '/decoder_control.cgi': {
        const code = query.get('command') ?? '';
        const known = code !== '' && motor.command(Number(code), query.get('onestep') === '1', now);
        return known ? ok : illegal;
      }
      default:
        return undefined;
    }
  }

  return {
    answer,
    viewAt: (now) => ({
      ...motor.aimAt(now),
      infrared: motor.infrared,
      brightness: params.brightness,
      contrast: params.contrast,
      flip: params.flip,
    }),
  };
}

const codeOf = (size: SizePx): number =>
  Number(Object.entries(sizes).find(([, { widthPx }]) => widthPx === size.widthPx)?.[0] ?? 32);

/** `var name=value;` lines, text in single quotes. */
function variables(values: Readonly<Record<string, string | number>>): Answer {
  const lines = Object.entries(values).map(
    ([name, value]) => `var ${name}=${typeof value === 'string' ? `'${value}'` : value};\n`,
  );
  return { kind: 'text', body: lines.join('') };
}
