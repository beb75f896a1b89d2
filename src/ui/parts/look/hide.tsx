/** What is covered in a picture: drawn over it, and listed beside it. */

import { useState } from 'preact/hooks';
import type { SizePx } from '../../../base/flow';
import { boxAt } from '../../../base/look/edit';
import { inverse, shareMatrix } from '../../../base/look/geometry';
import { type Look, type Mask, type MaskKind, mostMasks, type Point } from '../../../base/look/look';
import { lookWords } from '../../words/late/look';
import { ChoiceField, SwitchField } from '../fields/fields';
import type { FieldsProps } from './fields-props';
import { MaskHandles } from './masks';

const { hide: say } = lookWords;

interface Props extends FieldsProps {
  /** Without what a stroke is just making. */
  readonly kept: readonly Mask[];
  /** The look the picture has meanwhile. */
  readonly shownAs: Look;
  /** Of the picture as it is shown. */
  readonly size: SizePx;
  /** What it is a picture of: what a film is made of was stored long ago. */
  readonly of: 'camera' | 'film' | 'files';
}

export function HideEditor({ look, kept, shownAs, size: { widthPx, heightPx }, of, onLook }: Props) {
  const { masks, masksOnTape } = look;
  const [chosen, setChosen] = useState<number>();
  const [shape, setShape] = useState<readonly Point[]>();
  const [kind, setKind] = useState<MaskKind>('fill');
  const isUpright = shownAs.rotateDegrees % 180 === 0;
  const own = isUpright ? { widthPx, heightPx } : { widthPx: heightPx, heightPx: widthPx };
  const toShown = shareMatrix({ widthPx: own.widthPx || 1, heightPx: own.heightPx || 1 }, shownAs);
  const setMasks = (next: readonly Mask[], isDone = true) => onLook({ ...look, masks: next }, isDone);
  const add = (points: readonly Point[] | undefined, isDone = true) => {
    if (kept.length >= mostMasks) return;
    setMasks(points ? [...kept, { kind, points }] : kept, isDone);
    if (isDone) setChosen(kept.length);
  };
  const remove = (at: number) => {
    setMasks(masks.toSpliced(at, 1));
    setChosen(undefined);
  };
  const setKindOf = (next: MaskKind) => {
    setKind(next);
    const mask = chosen === undefined ? undefined : masks[chosen];
    if (mask) setMasks(masks.with(chosen!, { ...mask, kind: next }));
  };
  return (
    <>
      {widthPx > 0 && (
        <MaskHandles
          widthPx={widthPx}
          heightPx={heightPx}
          masks={masks}
          toShown={toShown}
          chosen={chosen}
          shape={shape}
          onChoose={setChosen}
          onPoints={(at, points, isDone) => setMasks(masks.with(at, { ...masks[at]!, points }), isDone)}
          onRemove={remove}
          onAdd={add}
          onShape={setShape}
        />
      )}
      <p>{shape ? say.drawing : say.abouts[of]}</p>
      <div class="over-buttons">
        {shape ? (
          <button
            type="button"
            onClick={() => {
              if (shape.length > 2) add(shape);
              setShape(undefined);
            }}
          >
            {say.close}
          </button>
        ) : (
          <>
            <button
              type="button"
              disabled={masks.length >= mostMasks}
              onClick={() => add(boxAt([0.35, 0.35], [0.65, 0.65], inverse(toShown)))}
            >
              {say.addBox}
            </button>
            <button type="button" disabled={masks.length >= mostMasks} onClick={() => setShape([])}>
              {say.addShape}
            </button>
          </>
        )}
        {chosen !== undefined && masks[chosen] && (
          <button type="button" onClick={() => remove(chosen)}>
            {say.remove}
          </button>
        )}
      </div>
      <output>{masks.length === 0 ? say.none : say.chosen((chosen ?? masks.length - 1) + 1, masks.length)}</output>
      <ChoiceField<MaskKind>
        label={say.kind}
        value={(chosen !== undefined && masks[chosen]?.kind) || kind}
        choices={Object.entries(say.kinds) as [MaskKind, string][]}
        onValue={setKindOf}
      />
      {of === 'camera' && (
        <SwitchField
          label={say.onTape}
          about={masksOnTape ? say.onTapeAbout : say.notOnTape}
          on={masksOnTape}
          onChange={(on) => onLook({ ...look, masksOnTape: on })}
        />
      )}
    </>
  );
}
