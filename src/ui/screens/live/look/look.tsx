/** How a camera's picture looks, edited over the live picture: what is kept of it, what is covered, its colours and its text. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { shaped } from '../../../../base/look/edit';
import { isWhole, type Look, plainLook, wholePicture } from '../../../../base/look/look';
import { lookFrom } from '../../../../base/look/read';
import { useModel } from '../../../model/model';
import { lookOf } from '../../../model/store';
import { ChoiceField } from '../../../parts/fields/fields';
import {
  CropHandles,
  changed,
  type FieldsProps,
  FrameFields,
  LineFields,
  type LookTab,
  openHistory,
  redone,
  Tabs,
  ToneFields,
  tried,
  undone,
} from '../../../parts/look/look';
import { lookWords as say } from '../../../words/late/look';
import { useShownSize } from '../shown-size';
import { HideEditor } from './hide';

const tabs: readonly LookTab[] = ['frame', 'hide', 'tone', 'lines'];

/** What the live picture shows while a tab is open: all of it where something is drawn over it. */
const shownIn: Readonly<Record<LookTab, (look: Look) => Look>> = {
  frame: (look) => ({ ...look, crop: wholePicture, fitPx: 0, lines: [] }),
  hide: (look) => ({ ...look, crop: wholePicture, fitPx: 0, tiltDegrees: 0, lines: [] }),
  tone: (look) => look,
  lines: (look) => look,
};

export function LookSheet({ onClose }: { readonly onClose: () => void }) {
  const { looks, options, focusedId, act } = useModel();
  const dialog = useRef<HTMLDialogElement>(null);
  const [tab, setTab] = useState<LookTab>('frame');
  const [history, setHistory] = useState(() =>
    openHistory(lookFrom(lookOf({ looks: looks.value, options: options.value }, focusedId.value))),
  );
  const look = history.trial ?? history.now;
  const onLook: FieldsProps['onLook'] = (next, isDone = true) => {
    setHistory((last) => (isDone ? changed(last, next) : tried(last, next)));
  };
  useEffect(() => {
    dialog.current?.showModal();
    return () => act.live.lookAt(undefined);
  }, []);
  useEffect(() => act.live.lookAt(shownIn[tab](look)), [tab, look]);
  const isFirst = useRef(true);
  useEffect(() => {
    // Opening it changes nothing.
    if (!isFirst.current) act.live.setLook(history.now);
    isFirst.current = false;
  }, [history.now]);
  const { widthPx, heightPx } = useShownSize();
  const [shape, setShape] = useState<Shape>('free');
  const wide = shapes[shape](widthPx / heightPx);
  const chooseShape = (next: Shape) => {
    setShape(next);
    const as = shapes[next](widthPx / heightPx);
    if (as !== undefined) onLook({ ...look, crop: shaped(look.crop, as, widthPx / heightPx) });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.target instanceof HTMLInputElement) return;
    const isRedo = event.key === 'y' || (event.shiftKey && event.key.toLowerCase() === 'z');
    if (!isRedo && event.key !== 'z') return;
    event.preventDefault();
    setHistory(isRedo ? redone : undone);
  };
  return (
    <dialog ref={dialog} class="over" aria-label={say.title} onClose={onClose} onKeyDown={onKeyDown}>
      {tab === 'frame' && widthPx > 0 && (
        <CropHandles
          widthPx={widthPx}
          heightPx={heightPx}
          part={look.crop}
          wide={wide}
          onPart={(crop, isDone) => onLook({ ...look, crop }, isDone)}
        />
      )}
      <form method="dialog" class="over-tools">
        <div class="over-buttons">
          <button type="button" disabled={history.past.length === 0} onClick={() => setHistory(undone)}>
            {say.undo}
          </button>
          <button type="button" disabled={history.future.length === 0} onClick={() => setHistory(redone)}>
            {say.redo}
          </button>
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
          {tab === 'hide' && <HideEditor look={look} shownAs={shownIn.hide(look)} onLook={onLook} />}
          {tab === 'tone' && <ToneFields look={look} onLook={onLook} />}
          {tab === 'lines' && <LineFields look={look} onLook={onLook} />}
        </div>
      </form>
    </dialog>
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
