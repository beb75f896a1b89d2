/** The sentences about how pictures look: turn, crop, masks, colours and what is written over them. */

import type { LineKind, Mask, OverlayLine, Place } from '../../../base/look/look';
import { spoken } from '../../language';
import { countText, rateText } from '../format';

const placeWords: Readonly<Record<Place, string>> = {
  'top-left': 'Top left',
  top: 'Top',
  'top-right': 'Top right',
  left: 'Left',
  middle: 'Middle',
  right: 'Right',
  'bottom-left': 'Bottom left',
  bottom: 'Bottom',
  'bottom-right': 'Bottom right',
};

const signed = (value: number) => (value > 0 ? `+${value}` : String(value));

export const lookWords = spoken('lookWords', {
  title: 'How the picture looks',
  about: 'The live picture, films and single pictures of this camera all look like this.',
  done: 'Done',
  undo: 'Undo',
  redo: 'Redo',
  reset: 'As it came',
  tabs: { frame: 'Frame', hide: 'Hide', tone: 'Colours', lines: 'Text' },
  frame: {
    turnLeft: 'Turn left',
    turnRight: 'Turn right',
    mirror: 'Mirror',
    flip: 'Upside down',
    tilt: 'Set straight',
    tiltText: (degrees: number) => `${signed(degrees)}°`,
    shape: 'Shape of the part',
    shapes: { free: 'Any', picture: 'As the picture', '16:9': '16:9', '4:3': '4:3', '1:1': 'Square', '9:16': '9:16' },
    whole: 'Show all of it',
    size: 'Size of the film',
    sizes: (px: number) => (px === 0 ? 'As it comes' : `At most ${px}p`),
    crop: 'The part that is kept. Move it with the arrow keys; with Shift they change its size.',
    handle: { nw: 'Top left corner', ne: 'Top right corner', sw: 'Bottom left corner', se: 'Bottom right corner' },
    part: (across: number, down: number) => `${countText(across)} by ${countText(down)} px are kept.`,
  },
  hide: {
    abouts: {
      camera: 'What is covered here is gone from the live picture, from films and from single pictures.',
      film: 'What is covered here cannot be seen in the new film. The film before, and its originals where they are kept, stay as they are.',
      files: 'What is covered here cannot be seen in the film. The files stay as they are.',
    },
    addBox: 'Cover a rectangle',
    addShape: 'Cover a shape',
    drawing: 'Tap the corners of the shape one after another, and the first one again at the end.',
    close: 'Close the shape',
    kind: 'Cover with',
    kinds: { fill: 'Black', blur: 'Blur', mosaic: 'Mosaic' } satisfies Record<Mask['kind'], string>,
    remove: 'Uncover it',
    none: 'Nothing is covered.',
    chosen: (number: number, all: number) => `Cover ${number} of ${all}`,
    mask: (number: number) => `Cover ${number}. Move it with the arrow keys; Delete takes it away.`,
    corner: (number: number) => `Corner ${number}`,
    onTape: 'Cover it before anything is stored',
    onTapeAbout:
      'Then no uncovered picture reaches this device’s storage, and nobody can bring one back. Each picture is coded anew for it, which costs a little quality and time.',
    notOnTape: 'Until a film is finished, and where originals are kept, the uncovered pictures are on this device.',
  },
  tone: {
    colour: 'Colours',
    inColour: 'Colour',
    blackAndWhite: 'Black and white',
    brightness: 'Brightness',
    contrast: 'Contrast',
    gamma: 'Gamma',
    saturation: 'Saturation',
    reset: 'Reset the colours',
    value: signed,
  },
  lines: {
    none: 'Nothing is written over the picture.',
    add: 'Write something',
    clock: 'Show date and time',
    line: (number: number) => `Line ${number}`,
    handle: (number: number, place: string) =>
      `Line ${number}: ${place}. Move it with the arrow keys; Delete takes it away.`,
    what: 'What',
    whats: {
      text: 'A text',
      camera: 'The camera’s name',
      time: 'Date and time',
      elapsed: 'How long it has been recorded',
      number: 'Number of the picture',
      motion: 'A mark while something moves',
    } satisfies Record<LineKind, string>,
    text: 'Text',
    motionText: 'Movement',
    place: 'Place',
    places: placeWords,
    size: 'Size',
    sizes: { small: 'Small', medium: 'Medium', large: 'Large' } satisfies Record<OverlayLine['size'], string>,
    colour: 'Colour',
    back: 'So that it can be read',
    backs: { outline: 'An outline', box: 'A box behind it' } satisfies Record<OverlayLine['back'], string>,
    locale: 'Spelt',
    locales: [
      ['', '2026-01-31 12:00'],
      ['device', 'As on this device'],
      ['en-GB', '31/01/2026, 12:00'],
      ['en-US', '01/31/2026, 12:00 PM'],
      ['de-DE', '31.01.2026, 12:00'],
      ['ja-JP', '2026/01/31 12:00'],
    ] as readonly (readonly [string, string])[],
    seconds: 'With seconds',
    utcOffset: 'With the offset from UTC',
    remove: 'Take it away',
  },
});

export const zoomWords = spoken('zoomWords', {
  group: 'Enlarged. Arrow keys move the picture, plus and minus change its size, zero shows all.',
  smaller: 'Smaller',
  larger: 'Larger',
  times: (scale: number) => `${rateText(Math.round(scale * 10) / 10)} ×`,
  all: 'Show all',
  record: 'Record this part',
});
