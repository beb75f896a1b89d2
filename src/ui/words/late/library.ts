/** The sentences of finding films among many, and of what is done with several; they come with the library. */

import { spoken } from '../../language';
import { clockText, counted, locale } from '../format';

const day = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' });

export const libraryWords = spoken('libraryWords', {
  /** `date`: "2026-05-03". */
  day: (date: string, today: string) => {
    if (date === '') return 'Without a date';
    return date === today ? 'Today' : day.format(new Date(`${date}T12:00:00Z`));
  },
  facts: (films: number, ms: number) => `${counted(films, 'film', 'films')}, ${clockText(ms)}`,
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
});
