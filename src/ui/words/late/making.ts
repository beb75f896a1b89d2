/** The sentences of what is made of a film; they come with the button. */
import { counted, sizeText } from '../format';

export const makingWords = {
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
    cancel: 'Cancel',
    done: (films: number) => `${counted(films, 'film', 'films')} are one now. The single ones are still in Films.`,
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
};
