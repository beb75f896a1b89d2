/** The sentences of what is made of a film; they come with the button. */

import type { Code } from '../../../base/trouble';
import { spoken } from '../../language';
import { counted, countText, sizeText } from '../format';

export const makingWords = spoken('makingWords', {
  moment: {
    save: 'Save this picture',
    copy: 'Copy this picture',
    saved: 'The picture was saved.',
    copied: 'The picture is copied: paste it where you want it.',
    notCopied: 'The browser did not let the picture be copied. Save it instead.',
    none: 'There is no picture to save yet. Wait until the film shows one.',
  },
  join: {
    title: 'Join with other films of this camera',
    about:
      'One new film of several, in order of time; the single ones stay as they are. Films of one size and kind are put together without a change; others are encoded again, in the size of the first.',
    films: 'Films',
    film: (name: string, at: string, length: string) => `${name}, ${at}, ${length}`,
    gaps: 'Time between the films',
    keep: 'Keep it: the clock stays right',
    close: 'Leave it out: one goes on where the other ends',
    button: (films: number) => (films < 2 ? 'Join' : `Join ${counted(films, 'film', 'films')}`),
    progress: (done: number, left: string) =>
      [`Joining: ${Math.round(done * 100)} %`, left && `${left} left`].filter(Boolean).join(', '),
    done: (films: number) => `${counted(films, 'film', 'films')} are one now. The single ones are still in Films.`,
  },
  beside: {
    title: 'The same moment of other cameras',
    whole: 'One new film of several cameras side by side, each picture at its true time. It is as long as this film.',
    part: 'One new film of several cameras side by side, each picture at its true time, of the part that is chosen.',
    cameras: 'Cameras beside this one',
    button: (cameras: number) => (cameras < 2 ? 'Make a film' : `Make a film of ${cameras} cameras`),
    /** Of the film that is shown when it was begun. */
    name: (name: string) => `${name}, side by side`,
    /** Written into the film where a camera has none. */
    none: 'No picture',
    progress: (done: number, left: string) =>
      [`Putting side by side: ${Math.round(done * 100)} %`, left && `${left} left`].filter(Boolean).join(', '),
    done: 'The cameras are side by side in a new film. The single films are still in Films.',
  },
  export: {
    title: 'Save as…',
    part: 'Saves the part that is chosen.',
    whole: 'Saves the whole film. For a part of it, choose that with “Cut” first.',
    kind: 'Kind of file',
    kinds: {
      mp4: 'MP4: every phone plays it',
      webm: 'WebM (VP9)',
      av1: 'AV1: a small WebM for newer devices',
      gif: 'GIF: a moving picture',
      webp: 'WebP: a moving picture, smaller than a GIF',
      zip: 'Single pictures (JPEG) in a zip',
    },
    height: 'Picture size',
    asItIs: 'As it is',
    lines: (heightPx: number) => `${heightPx}p`,
    limit: 'File size',
    limits: {
      any: 'As good as the film',
      messenger: 'Under 10 MB, for a messenger',
      mail: 'Under 25 MB, for e-mail',
      own: 'Under a size of your own',
    },
    own: 'Largest size (MB)',
    fps: 'Pictures a second',
    about: (bytes: number) => `About ${sizeText(bytes)}.`,
    notHere: 'This browser cannot make this kind of file of the film. Choose another kind, or save the film as it is.',
    originals: 'The pictures are the camera’s own where they are kept, else the film’s.',
    button: 'Save this file',
    progress: (done: number, left: string) =>
      [`Making the file: ${Math.round(done * 100)} %`, left && `${left} left`].filter(Boolean).join(', '),
    cancel: 'Cancel',
    done: (bytes: number, every: number) =>
      [
        `The file was saved (${sizeText(bytes)}).`,
        every > 1 && `One picture of ${countText(every)} is in it: more did not fit.`,
      ]
        .filter(Boolean)
        .join(' '),
    again: 'The file is ready. Press “Save this file” once more.',
  },
  failed: {
    'deck/full': 'There is no room left for the new film; the old one is as it was. Delete films here, then try again.',
    'film/failed': 'The new film could not be put together; the old one is as it was.',
    'record/empty': 'There is no picture in this part; the film is as it was.',
  } as Partial<Record<Code, string>>,
  again: {
    title: 'Make again',
    about: 'Makes another film of the same pictures. This one stays as it is.',
    part: 'Only the part that is chosen is made.',
    whole: 'The whole film is made. For a part of it, choose that with “Cut” first.',
    from: 'Made of',
    froms: { originals: 'The original pictures', film: 'The film itself' },
    lost: 'Some quality is lost: these pictures were encoded once already. What is turned, covered or written in the film stays so.',
    length: (text: string) => `The new film will be ${text} long.`,
    draw: 'Crop, cover or write on the picture',
    preview: 'Preview ten seconds',
    before: 'The film now',
    after: 'Made again',
    button: 'Make this film',
    progress: (done: number, left: string) =>
      [`Making the film: ${Math.round(done * 100)} %`, left && `${left} left`].filter(Boolean).join(', '),
    previewing: (done: number) => `Making the preview: ${Math.round(done * 100)} %`,
    done: (name: string) => `“${name}” was made again. The film before is still in Films.`,
  },
  busy: 'Something is being made of this film already. Wait until it is done, or cancel it.',
  shareAgain: 'The browser wants one more tap: press Share again.',
  shrink: {
    button: 'Make smaller',
    cancel: 'Cancel',
    progress: (done: number) => `Making it smaller: ${Math.round(done * 100)} %`,
    waiting: 'Waits until nothing records.',
    done: (name: string, before: number, after: number) =>
      `“${name}” now takes ${sizeText(after)} instead of ${sizeText(before)}.`,
    notSmaller: (name: string) => `“${name}” would not be smaller: it stays as it is.`,
  },
});
