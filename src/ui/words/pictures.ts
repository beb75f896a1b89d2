/** The sentences about single pictures. */
import { countText, dateText } from './format';

export const pictureWords = {
  title: 'Pictures',
  shutter: 'Keep this picture',
  kept: (name: string, count: number) =>
    count === 1 ? `The picture of ${name} is in Films.` : `${countText(count)} pictures of ${name} are in Films.`,
  none: 'There is no picture to keep yet.',
  of: (name: string, at: number) => `${name}, ${dateText(at)}`,
  size: (widthPx: number, heightPx: number) => `${widthPx} × ${heightPx}`,
  save: 'Save',
  share: 'Share',
  remove: 'Delete',
  more: 'Show more pictures',
  saved: 'The picture was saved.',
  deleted: (name: string) => `The picture of ${name} was deleted.`,
  restored: (name: string) => `The picture of ${name} is back.`,
};
