/** The address to ask of a camera and the kind of login it wants; never an address with a password in it. */

import type { Camera } from '../base/camera';
import { Trouble } from '../base/trouble';
import { splitHost } from '../base/web/address';
import { familyOf } from './families/families';
import type { Family, Login } from './families/family';
import { rateCodeOf, resolutionCodeOf } from './families/netwave';

/** What is asked, and how the login travels. `url` holds no user name and no password. */
export interface CameraAddress {
  readonly url: string;
  readonly login: Login;
}

/** Where this camera's pictures are. Throws Trouble 'capture/bad-address', also for an address that still holds a login. */
export function addressOf(camera: Camera): CameraAddress {
  const family = familyOf(camera.family);
  const template = camera.kind === 'mjpeg' ? (family?.mjpeg ?? family?.snapshot) : (family?.snapshot ?? family?.mjpeg);
  if (template === undefined || family === undefined) return taken(whole(camera), family?.login ?? 'auto');
  return taken(fill(base(camera, family, template), template, camera), family.login);
}

/** Where larger pictures than those of the stream are, one a request; undefined where the family knows of none. */
export function stillAddress(camera: Camera): string | undefined {
  const family = familyOf(camera.family);
  return family?.still && fill(base(camera, family, family.still), family.still, camera);
}

/** Another address of the same camera, for commands: `path` with query, as the family's own paths are written. */
export function siblingAddress(camera: Camera, path: string): CameraAddress {
  const family = familyOf(camera.family);
  if (family === undefined) throw new Trouble('capture/bad-address', 'a family without commands');
  return { url: base(camera, family, path) + path, login: addressOf(camera).login };
}

function whole(camera: Camera): string {
  const { address, userName, password } = splitHost(camera.address);
  if (userName + password !== '') throw new Trouble('capture/bad-address', 'a login in the address');
  return new URL(address).href.replace(/#.*$/, '');
}

/** Scheme, host, port and folder, without the last slash. */
function base(camera: Camera, family: Family, template: string): string {
  const url = new URL(whole(camera));
  const port = /^:(\d+)/.exec(template)?.[1];
  const isPlain = url.port === '' && !/:(?:80|443)(?:[/?#]|$)/.test(camera.address.replace(/^\w+:/, ''));
  if (url.protocol === 'http:' && (isPlain || url.port === String(family.port))) url.port = port ?? String(family.port);
  // A whole address was pasted for a family that knows its own paths: only its folder counts.
  const folder = template.includes('{name') ? '' : url.pathname.replace(/\/[^/]*\.[^/]*$/, '').replace(/\/+$/, '');
  return url.origin + folder;
}

function fill(origin: string, template: string, camera: Camera): string {
  const name = new URL(camera.address.includes('://') ? camera.address : `http://${camera.address}`).pathname.replace(
    /^\/+|\/+$/g,
    '',
  );
  const values: Readonly<Record<string, string>> = {
    rate: String(rateCodeOf(camera.askedFps)),
    resolution: String(resolutionCodeOf(camera.askedWidthPx)),
    fps: camera.askedFps > 0 ? String(Math.max(1, Math.round(camera.askedFps))) : '',
    random: Math.random().toString(36).slice(2, 10),
  };
  // A rate that was not asked for is not sent.
  const wanted = values.fps === '' ? template.replace(/[?&]\w+=\{fps\}/, '') : template;
  const path = wanted.replace(/^:\d+/, '').replace(/\{(\w+)(?:=([^}]*))?\}/g, (all, key: string, other = '') => {
    if (key === 'user' || key === 'password') return all;
    return (key === 'name' ? name : values[key]) || other;
  });
  return origin + path;
}

/** Takes `{user}` and `{password}` out of the query: how they are called there is the login. */
function taken(url: string, login: Login): CameraAddress {
  const userKey = /[?&]([^=&]+)=(?:\{|%7B)user(?:\}|%7D)/i.exec(url)?.[1];
  const passwordKey = /[?&]([^=&]+)=(?:\{|%7B)password(?:\}|%7D)/i.exec(url)?.[1];
  if (passwordKey === undefined) return { url, login };
  const bare = url.replace(/([?&])[^=&]+=(?:\{|%7B)(?:user|password)(?:\}|%7D)/gi, '$1');
  const tidy = bare.replace(/([?&])&+/g, '$1').replace(/[?&]$/, '');
  return { url: tidy, login: { userKey: userKey ?? '', passwordKey } };
}
