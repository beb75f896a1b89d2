/** The form of a camera, its test, and moving it. */
import type { Direction } from '../../../base/camera';
import type { ProbedCamera } from '../../../remote/remote';
import { spoken } from '../../language';
import { counted, countText, rateText } from '../format';

const directions: Readonly<Record<Direction, string>> = {
  up: 'Up',
  down: 'Down',
  left: 'Left',
  right: 'Right',
  'up-left': 'Up and left',
  'up-right': 'Up and right',
  'down-left': 'Down and left',
  'down-right': 'Down and right',
};

export const formWords = spoken('formWords', {
  name: 'Name',
  namePlaceholder: 'Front door',
  family: 'Family',
  address: 'Address',
  addressHost: 'Address or name on your network, with the port if it is not 80: 192.168.1.20:81',
  addressAny:
    'As you open its page: 192.168.1.20, or 192.168.1.20:81. The address of its picture or stream will do as well.',
  addressWhole: 'The whole address of the picture or stream: http://192.168.1.20/shot.jpg',
  userName: 'User name',
  password: 'Password',
  keepPassword: 'Keep password on this device',
  keepPasswordAbout: 'Otherwise it is asked for again after the page is closed.',
  kind: 'How pictures come',
  kinds: { snapshot: 'Picture by picture', mjpeg: 'Stream (MJPEG)' },
  askedFps: 'Pictures a second',
  rate: (fps: number) => {
    if (fps === 0) return 'As many as it can';
    return fps < 0.95 ? `1 every ${Math.round(1 / fps)} s` : rateText(fps);
  },
  askedWidthPx: 'Picture size',
  width: (widthPx: number) => (widthPx === 0 ? 'The camera’s own' : `${widthPx} × ${(widthPx * 3) / 4}`),
  route: 'Route',
  routes: { auto: 'Automatic', direct: 'Direct', proxy: 'Through the proxy' },
  invertPan: 'Swap left and right',
  invertTilt: 'Swap up and down',
  more: 'More',
  save: 'Save camera',
  test: 'Test',
  find: 'Find it for me',
  byHand: 'Set it up by hand',
  addressMissing: 'Type the camera’s address, for instance 192.168.1.20.',
});

export const cameraTestWords = spoken('cameraTestWords', {
  trying: 'Asking the camera for a picture.',
  works: (widthPx: number, heightPx: number) => `It works: ${widthPx} × ${heightPx}.`,
  picture: 'Test picture',
  finding: 'Looking for the camera’s picture.',
  found: (family: string, { widthPx, heightPx, fps }: ProbedCamera) =>
    `Found: ${family}, ${widthPx} × ${heightPx}${fps > 0 ? `, ${rateText(fps)} fps` : ''}.`,
  wantsLogin: 'The camera asks for its user name and password. They are its own, not those of your Wi-Fi.',
  notFound: 'No picture was found at this address.',
});

export const networkWords = spoken('networkWords', {
  search: 'Find cameras on my network',
  about:
    'The computer that Snapreel came from asks the machines of its home network, once and without a password, whether they are cameras.',
  stop: 'Stop looking',
  progress: (asked: number, of: number) => `Looked at ${countText(asked)} of ${countText(of)} addresses.`,
  list: 'Cameras on the network',
  add: 'Add',
  camera: 'A camera',
  wantsLogin: 'Asks for a user name and a password',
  some: (count: number) => `${counted(count, 'camera was', 'cameras were')} found.`,
  none: 'No camera was found. Switch it on and connect it to the same network; then look again, or type its address.',
  noNetwork: 'The computer that Snapreel came from is on no home network. Type the camera’s address.',
  twice: 'A search is under way already, perhaps in another tab. Try again when it is over.',
});

export const moveWords = spoken('moveWords', {
  about: 'Hold an arrow to move; let go to stop.',
  pad: 'Directions',
  directions,
  centre: 'Centre',
  patrol: 'Patrol',
  patrolVertical: 'Up and down',
  patrolHorizontal: 'Left and right',
  patrolStop: 'Stop patrol',
  infrared: 'Infrared lamps',
  on: 'On',
  off: 'Off',
  preset: 'Preset',
  go: 'Go there',
  set: 'Set here',
  picture: 'Picture',
  brightness: 'Brightness',
  contrast: 'Contrast',
  mode: 'Light',
  modes: ['Indoor, 50 Hz', 'Indoor, 60 Hz', 'Outdoor'],
  flip: 'Flip',
  flips: ['As it is', 'Upside down', 'Mirrored', 'Both'],
});
