/**
 * Where the parts of a recording lie on the disk. Flat folders, so that one listing tells which of a thousand films are
 * there.
 *
 *     films/<id>            the MP4                         rows/<id>        its row in the library
 *     thumbnails/<id>       a JPEG                          labels/<id>      what a person said about it
 *     journals/<id>         a line of text a picture: its time and what was wrong with it
 *     recordings/<id>/      film index and tape: only while unfinished, or originals kept
 *     pictures/<id>         a single JPEG, with a few lines about it behind its end
 *     settings/<name>       cameras, preferences            reserve          room to finish on a full disk
 */
export const folders = {
  films: 'films',
  rows: 'rows',
  labels: 'labels',
  thumbnails: 'thumbnails',
  journals: 'journals',
  recordings: 'recordings',
  pictures: 'pictures',
  settings: 'settings',
} as const;

export const reservePath = 'reserve';
export const filmPath = (id: string) => `${folders.films}/${id}`;
export const rowPath = (id: string) => `${folders.rows}/${id}`;
export const labelPath = (id: string) => `${folders.labels}/${id}`;
export const thumbnailPath = (id: string) => `${folders.thumbnails}/${id}`;
export const journalPath = (id: string) => `${folders.journals}/${id}`;
export const picturePath = (id: string) => `${folders.pictures}/${id}`;
export const recordingPath = (id: string) => `${folders.recordings}/${id}`;
export const filmIndexPath = (id: string) => `${folders.recordings}/${id}/film.index`;
export const tapePath = (id: string) => `${folders.recordings}/${id}/tape`;
export const settingPath = (name: string) => `${folders.settings}/${name}`;

/** Of the lock its writer holds. */
export const lockName = (id: string) => `snapreel/${id}`;

/** Time of birth and 48 random bits: sorts by age, and tells the age when everything else is lost. */
export function newId(nowMs: number): string {
  const random = crypto.getRandomValues(new Uint8Array(6));
  const tail = [...random].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${Math.trunc(nowMs).toString(36).padStart(9, '0')}-${tail}`;
}

/** Names that are none of ours are left alone. */
export function isId(name: string): boolean {
  return /^[0-9a-z]{9}-[0-9a-f]{12}$/.test(name);
}

/** ms since epoch. */
export function bornAt(id: string): number {
  return Number.parseInt(id.slice(0, 9), 36);
}
