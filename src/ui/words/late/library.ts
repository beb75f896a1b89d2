/** The sentences of finding films among many, and of what is done with several; they come with the library. */

import { spoken } from '../../language';
import { clockText, counted, locale, once } from '../format';

const day = once(() => new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' }));

export const libraryWords = spoken('libraryWords', {
  /** `date`: "2026-05-03". */
  day: (date: string, today: string) => {
    if (date === '') return 'Without a date';
    return date === today ? 'Today' : day().format(new Date(`${date}T12:00:00Z`));
  },
  facts: (films: number, ms: number, pictures: number) =>
    [
      films > 0 ? `${counted(films, 'film', 'films')}, ${clockText(ms)}` : '',
      pictures > 0 ? counted(pictures, 'picture', 'pictures') : '',
    ]
      .filter(Boolean)
      .join(', '),
  camera: 'Camera',
  allCameras: 'All cameras',
  noCamera: 'Unknown camera',
  length: 'Length',
  lengths: { any: 'Any', short: 'Under 1 minute', medium: '1 to 10 minutes', long: '10 minutes and more' },
  moved: 'Only films in which something moved',
  notLooked: (films: number) =>
    `Nobody looked for movement in ${counted(films, 'older film', 'older films')}: they are left out.`,
  noMatch: 'No film matches. Change the search or the filter to see more.',
  showAll: 'Show all films',
  saveAll: (name: string) => `Save all of ${name}`,
  save: 'Save all',
  select: 'Select all',
  saveToday: 'Save all of today',
  selectAll: (name: string) => `Select all of ${name}`,
  remove: (films: number) => `Delete ${counted(films, 'film', 'films')}`,
  join: (films: number) => `Join ${counted(films, 'film', 'films')}`,
  deleted: (films: number) => `${counted(films, 'film was', 'films were')} deleted.`,
  restored: (films: number) => `${counted(films, 'film is', 'films are')} back.`,
  notSaved: {
    full: 'There is no room left where you are saving. The films are still here: make room there, or save them in another place.',
    failed: 'The films could not be saved there. They are still here: try again, or save them in another place.',
  },
  folder: {
    title: 'Save films by themselves',
    about: 'Every film that is finished from then on is saved into a folder of yours as well, without a question.',
    notHere: 'This browser lets no page save into a folder of yours. Chrome and Edge on a computer do.',
    choose: 'Choose a folder',
    other: 'Choose another folder',
    leave: 'Save no more by itself',
    allow: 'Allow it again',
    again: 'Try again',
    chosen: (name: string) => `Films that are finished from now on are saved in “${name}”, too.`,
    left: 'Films are no longer saved by themselves. Those in the folder stay there.',
    saves: (name: string) => `Finished films are saved in the folder “${name}” by themselves.`,
    troubles: {
      permission: (name: string, films: number) =>
        `${counted(films, 'film waits', 'films wait')} to be saved in “${name}”: the browser wants your permission again.`,
      gone: (name: string, films: number) =>
        `The folder “${name}” is not there any more: ${counted(films, 'film is', 'films are')} on this device only. Choose it again, or another one.`,
      full: (name: string, films: number) =>
        `There is no room left where “${name}” is: ${counted(films, 'film is', 'films are')} on this device only. Make room and try again.`,
      failed: (name: string, films: number) =>
        `${counted(films, 'film', 'films')} could not be saved in “${name}”, and can be played here as before. Try again.`,
    },
    saved: 'Saved',
    waits: 'Waits for permission',
    notYet: 'Not saved yet',
  },
});
