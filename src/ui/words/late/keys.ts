/** The keys of a screen, as "?" shows them. */
import { spoken } from '../../language';

/** What a key does; where it is listened to: ui/model/keys. */
export type KeyAction =
  | 'record'
  | 'shutter'
  | 'mark'
  | 'enlarge'
  | 'shrink'
  | 'unzoom'
  | 'pan'
  | 'play'
  | 'step'
  | 'full'
  | 'cutFirst'
  | 'cutLast'
  | 'seek'
  | 'cutHandle'
  | 'handle'
  | 'resize'
  | 'removeMask'
  | 'cell'
  | 'toggleCell'
  | 'usual'
  | 'undo'
  | 'redo';

/** By the names of KeyboardEvent.key; a key that is not here is shown as itself. */
const names: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  PageUp: 'Page up',
  PageDown: 'Page down',
  Home: 'Home',
  End: 'End',
  Delete: 'Delete',
  Backspace: 'Backspace',
  Enter: 'Enter',
  Escape: 'Esc',
  Tab: 'Tab',
  'Shift+': 'Shift + arrow',
  'Ctrl+Z': 'Ctrl + Z',
  'Ctrl+Y': 'Ctrl + Y',
  'Ctrl+Shift+Z': 'Ctrl + Shift + Z',
};

const actions: Readonly<Record<KeyAction, string>> = {
  record: 'Start and stop a recording',
  shutter: 'Keep the picture',
  mark: 'Set a mark',
  enlarge: 'Enlarge the picture',
  shrink: 'Make it smaller again',
  unzoom: 'Show all of it again',
  pan: 'Move about in the enlarged picture',
  play: 'Play and pause',
  step: 'One picture back or on',
  full: 'Fill the screen, and back',
  cutFirst: 'The part begins at this picture',
  cutLast: 'The part ends at this picture',
  seek: 'Go along the film, with the timeline chosen',
  cutHandle: 'Move the end of the part that is chosen',
  handle: 'Move the frame, corner or mask that is chosen',
  resize: 'Make the frame larger or smaller',
  removeMask: 'Remove the mask that is chosen',
  cell: 'Go from cell to cell',
  toggleCell: 'Count the cell or not',
  usual: 'Bring the slider that is chosen back to its usual value',
  undo: 'Undo the last change',
  redo: 'Make it again',
};

export const keyWords = spoken('keyWords', {
  title: 'Keys',
  done: 'Done',
  here: 'On this screen',
  none: 'This screen has no keys of its own.',
  everywhere: 'Everywhere',
  general: [
    ['Go to the next button or field', ['Tab']],
    ['Press the button that is chosen', ['Enter', ' ']],
    ['Close what is open', ['Escape']],
    ['Show the keys', ['?']],
  ] as readonly (readonly [string, readonly string[]])[],
  actions,
  names,
});
