/** How pictures look, edited over one of them on the whole screen: what is kept of it, what is covered, its colours and its text. */

import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { SizePx } from '../../../base/flow';
import { shaped } from '../../../base/look/edit';
import { isWhole, type Look, plainLook, wholePicture } from '../../../base/look/look';
import type { Keys } from '../../model/keys/keys';
import { lookWords as say } from '../../words/late/look';
import { ChoiceField } from '../fields/fields';
import { Drawing } from '../icons';
import { KeysHere } from '../keys/keys';
import { CropHandles } from './crop';
import { FrameFields, type LookTab, Tabs, ToneFields } from './fields';
import type { FieldsProps } from './fields-props';
import { HideEditor } from './hide';
import { changed, openHistory, redone, tried, undone } from './history';
import { LineHandles } from './line-handles';
import { LineFields } from './lines';

/** Ctrl stands for the Mac's Command, too. */
const historyKeys: Keys = { 'Ctrl+Z': 'undo', 'Ctrl+Y': 'redo', 'Ctrl+Shift+Z': 'redo' };

function historyActionOf({ ctrlKey, metaKey, shiftKey, key, target }: KeyboardEvent): string | undefined {
  if (!(ctrlKey || metaKey) || target instanceof HTMLInputElement) return undefined;
  return historyKeys[`Ctrl+${shiftKey ? 'Shift+' : ''}${key.toUpperCase()}`];
}

const tabs: readonly LookTab[] = ['frame', 'hide', 'tone', 'lines'];

/** What the picture shows while a tab is open: all of it where something is drawn over it. */
const shownIn: Readonly<Record<LookTab, (look: Look) => Look>> = {
  frame: (look) => ({ ...look, crop: wholePicture, fitPx: 0, lines: [] }),
  hide: (look) => ({ ...look, crop: wholePicture, fitPx: 0, tiltDegrees: 0, lines: [] }),
  tone: (look) => look,
  lines: (look) => look,
};

interface Props {
  /** As it is when the editor is opened. */
  readonly look: Look;
  /** Whose pictures will look so. */
  readonly of: 'camera' | 'film' | 'files';
  /** Of the picture as it is shown; 0 by 0 before it is. */
  readonly size: SizePx;
  /** How the picture is to be shown just now. */
  readonly onShown: (look: Look) => void;
  /** After each change that is done. */
  readonly onLook: (look: Look) => void;
  readonly onClose: () => void;
  /** The picture, where it is not under the editor already. */
  readonly children?: ComponentChildren;
}

export function LookEditor({ look: first, of, size, onShown, onLook: onDone, onClose, children }: Props) {
  const { widthPx, heightPx } = size;
  const dialog = useRef<HTMLDialogElement>(null);
  const [tab, setTab] = useState<LookTab>('frame');
  const [history, setHistory] = useState(() => openHistory(first));
  const look = history.trial ?? history.now;
  const onLook: FieldsProps['onLook'] = (next, isDone = true) => {
    setHistory((last) => (isDone ? changed(last, next) : tried(last, next)));
  };
  useEffect(() => dialog.current?.showModal(), []);
  useEffect(() => onShown(shownIn[tab](look)), [tab, look]);
  const isFirst = useRef(true);
  useEffect(() => {
    // Opening it changes nothing.
    if (!isFirst.current) onDone(history.now);
    isFirst.current = false;
  }, [history.now]);
  const [shape, setShape] = useState<Shape>('free');
  const wide = shapes[shape](widthPx / heightPx);
  const chooseShape = (next: Shape) => {
    setShape(next);
    const as = shapes[next](widthPx / heightPx);
    if (as !== undefined) onLook({ ...look, crop: shaped(look.crop, as, widthPx / heightPx) });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const action = historyActionOf(event);
    if (!action) return;
    event.preventDefault();
    setHistory(action === 'redo' ? redone : undone);
  };
  return (
    <dialog ref={dialog} class="over" aria-label={say.title} onClose={onClose} onKeyDown={onKeyDown}>
      <KeysHere keys={historyKeys} />
      {children}
      {tab === 'frame' && widthPx > 0 && (
        <CropHandles
          widthPx={widthPx}
          heightPx={heightPx}
          part={look.crop}
          wide={wide}
          onPart={(crop, isDone) => onLook({ ...look, crop }, isDone)}
        />
      )}
      {tab === 'lines' && widthPx > 0 && (
        <LineHandles
          widthPx={widthPx}
          heightPx={heightPx}
          lines={look.lines}
          onLines={(lines, isDone) => onLook({ ...look, lines }, isDone)}
        />
      )}
      <form method="dialog" class="over-tools">
        <div class="over-buttons">
          <SignButton name={say.undo} sign={signs.undo} of={history.past} onPress={() => setHistory(undone)} />
          <SignButton name={say.redo} sign={signs.redo} of={history.future} onPress={() => setHistory(redone)} />
          <button type="button" onClick={() => onLook(plainLook)}>
            {say.reset}
          </button>
          <button type="submit" class="main">
            {say.done}
          </button>
        </div>
        <Tabs tabs={tabs} tab={tab} onTab={setTab} />
        <div class="look-fields" role="tabpanel" aria-label={say.tabs[tab]}>
          {tab === 'frame' && (
            <>
              <FrameFields look={look} onLook={onLook} />
              <ChoiceField<Shape>
                label={say.frame.shape}
                value={shape}
                choices={Object.entries(say.frame.shapes) as [Shape, string][]}
                onValue={chooseShape}
              />
              <button
                type="button"
                disabled={isWhole(look.crop)}
                onClick={() => onLook({ ...look, crop: wholePicture })}
              >
                {say.frame.whole}
              </button>
              <p>{say.frame.part(Math.round(look.crop.width * widthPx), Math.round(look.crop.height * heightPx))}</p>
            </>
          )}
          {tab === 'hide' && (
            <HideEditor
              look={look}
              kept={history.now.masks}
              shownAs={shownIn.hide(look)}
              size={size}
              of={of}
              onLook={onLook}
            />
          )}
          {tab === 'tone' && <ToneFields look={look} onLook={onLook} />}
          {tab === 'lines' && <LineFields look={look} onLook={onLook} />}
        </div>
      </form>
    </dialog>
  );
}

const signs = {
  undo: 'M8 5L4 9l4 4M4 9h10a5 5 0 0 1 0 10H9',
  redo: 'M16 5l4 4-4 4M20 9H10a5 5 0 0 0 0 10h5',
} as const;

interface SignButtonProps {
  readonly name: string;
  readonly sign: string;
  /** The changes it would go to. */
  readonly of: readonly Look[];
  readonly onPress: () => void;
}

/** A sign alone: the words of some languages would need a second row on a phone. */
function SignButton({ name, sign, of, onPress }: SignButtonProps) {
  return (
    <button type="button" aria-label={name} title={name} disabled={of.length === 0} onClick={onPress}>
      <Drawing path={sign} />
    </button>
  );
}

type Shape = keyof typeof say.frame.shapes;

const shapes: Readonly<Record<Shape, (picture: number) => number | undefined>> = {
  free: () => undefined,
  picture: (picture) => picture,
  '16:9': () => 16 / 9,
  '4:3': () => 4 / 3,
  '1:1': () => 1,
  '9:16': () => 9 / 16,
};
