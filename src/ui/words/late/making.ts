/** The sentences of what is made of a film; they come with the button. */

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
      'One new film of several, in order of time. The pictures stay exactly as they are, and so do the single films.',
    films: 'Films',
    film: (name: string, at: string, length: string) => `${name}, ${at}, ${length}`,
    gaps: 'Time between the films',
    keep: 'Keep it: the clock stays right',
    close: 'Leave it out: one goes on where the other ends',
    button: (films: number) => (films < 2 ? 'Join' : `Join ${counted(films, 'film', 'films')}`),
    progress: (done: number) => `Joining: ${Math.round(done * 100)} %`,
    done: (films: number) => `${counted(films, 'film', 'films')} are one now. The single ones are still in Films.`,
  },
  export: {
    title: 'Save as…',
    part: 'Saves the part that is chosen above.',
    whole: 'Saves the whole film. For a part of it, choose that with “Cut” first.',
    kind: 'Kind of file',
    kinds: {
      mp4: 'MP4: every phone plays it',
      webm: 'WebM (VP9)',
      gif: 'GIF: a moving picture',
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
