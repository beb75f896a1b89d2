/** The sentences of what is made of a film; they come with the button. */
import { sizeText } from '../format';

export const makingWords = {
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
