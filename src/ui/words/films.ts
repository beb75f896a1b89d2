/** The sentences about the library of films. */

import type { FilmState } from '../../base/library';
import { counted, countText, roughText, sizeText } from './format';

const states: Readonly<Record<FilmState, string>> = {
  recording: 'Recording now',
  unfinished: 'Not finished',
  finished: '',
  missing: 'File missing',
};

export const filmWords = {
  title: 'Films',
  empty: 'No films yet. Record one, and it appears here.',
  unfinishedAbout: 'These recordings were interrupted. Nothing is lost: finish them to get a film.',
  states,
  play: 'Play',
  save: 'Save',
  rename: 'Rename',
  renameField: 'New name',
  renameDone: 'Done',
  remove: 'Delete',
  protect: 'Protect',
  protectedMark: 'Protected',
  finish: 'Finish',
  finishAndPlay: 'Finish and play',
  goOn: 'Go on recording',
  discard: 'Discard',
  select: (name: string) => `Select ${name}`,
  selected: (count: number) => `${countText(count)} selected`,
  saveSelected: (count: number) => `Save ${counted(count, 'film', 'films')}`,
  deselect: 'Select none',
  sort: 'Sort by',
  sorts: {
    newest: 'Newest first',
    oldest: 'Oldest first',
    name: 'Name',
    longest: 'Longest first',
    largest: 'Largest first',
  },
  search: 'Search films',
  summary: (count: number, bytes: number) => `${counted(count, 'film', 'films')}, ${sizeText(bytes)}.`,
  room: (ms: number) => `Room for about ${roughText(ms)} more at this rate.`,
  free: (bytes: number) => `About ${sizeText(bytes)} are free.`,
  notPersistent:
    'The browser may delete all films when the device is nearly full: save what you want to keep, or install the app.',
  gaps: (count: number) => counted(count, 'gap', 'gaps'),
  deleted: (name: string) => `“${name}” was deleted.`,
  saved: (count: number) => (count === 1 ? 'The film was saved.' : `${countText(count)} films were saved.`),
  saveAgain: 'The browser wants one more tap: press Save again.',
  restored: (name: string) => `“${name}” is back.`,
  deletedTitle: 'Recently deleted',
  deletedAbout: 'Can be brought back until Snapreel is opened the next time.',
  restore: 'Bring back',
  finishing: (done: number, again: boolean) =>
    `${again ? 'The film engine did not answer; the other one goes on' : 'Finishing'}: ${Math.round(done * 100)} %`,
  finished: (name: string) => `“${name}” is finished.`,
  untitled: 'Untitled film',
};
