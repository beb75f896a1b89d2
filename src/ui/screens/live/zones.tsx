/** Where movement counts, drawn over the live picture, with what moves there. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { plainLook } from '../../../base/look/look';
import { lookFrom } from '../../../base/look/read';
import type { Sensitivity } from '../../../base/options';
import { cellsOfZones, zoneColumns, zoneRows, zonesOf } from '../../../base/zones';
import type { MovementView } from '../../../remote/remote';
import { useModel } from '../../model/model';
import { lookOf } from '../../model/store';
import { ChoiceField } from '../../parts/fields/fields';
import { PictureGrid } from '../../parts/picture-grid';
import { zoneWords as say, whenSheetWords } from '../../words/late/when';
import { Meter, sensitivityChoices } from './meter';
import { useShownSize } from './shown-size';

/** Nobody follows more. */
const askEveryMs = 250;
const nothing = new Uint8Array(zoneColumns * zoneRows);

export function ZonesSheet({ onClose }: { readonly onClose: () => void }) {
  const { when, live, looks, options, focusedId, act } = useModel();
  const shown = { looks: looks.value, options: options.value };
  const dialog = useRef<HTMLDialogElement>(null);
  const [view, setView] = useState<MovementView>();
  const [answer, setAnswer] = useState('');
  const { zones, sensitivity } = when.value;
  const { widthPx, heightPx } = useShownSize();
  useEffect(() => {
    dialog.current?.showModal();
    // Zones lie over the picture as the camera sends it; what nobody is to see stays covered.
    act.live.lookAt({ ...plainLook, masks: lookFrom(lookOf(shown, focusedId.peek())).masks });
    let asked = false;
    const asking = setInterval(() => {
      if (asked) return;
      asked = true;
      void act.live.movementView().then((next) => {
        asked = false;
        setView(next);
      });
    }, askEveryMs);
    return () => {
      clearInterval(asking);
      act.live.lookAt(undefined);
    };
  }, []);
  const setCells = (cells: Uint8Array) => {
    setAnswer('');
    act.live.setWhen({ zones: zonesOf(cells) });
  };
  const cells = cellsOfZones(zones);
  const none = cells.every((cell) => cell === 0);
  return (
    <dialog ref={dialog} class="over" aria-label={say.title} onClose={onClose}>
      {live.value && widthPx > 0 && (
        <PictureGrid
          columns={zoneColumns}
          rows={zoneRows}
          widthPx={widthPx}
          heightPx={heightPx}
          cells={cells}
          lit={view ? cellsOfZones(view.moved) : nothing}
          label={say.grid}
          tell={say.cell}
          onCells={setCells}
        />
      )}
      <form method="dialog" class="over-tools">
        <div class="over-buttons">
          <button type="button" onClick={() => setCells(nothing.map(() => 1))}>
            {say.countAll}
          </button>
          <button type="button" onClick={() => setCells(nothing)}>
            {say.countNone}
          </button>
          <button type="submit" class="main">
            {whenSheetWords.done}
          </button>
        </div>
        <p>{none ? say.none : say.about}</p>
        <Meter score={view?.score ?? 0} threshold={view?.threshold ?? 1} />
        <ChoiceField<Sensitivity>
          label={whenSheetWords.sensitivity}
          value={sensitivity}
          choices={sensitivityChoices}
          onValue={(value) => {
            setAnswer('');
            act.live.setWhen({ sensitivity: value });
          }}
        />
        <div class="over-buttons">
          <button type="button" onClick={() => setAnswer(say.answer(view))}>
            {say.test}
          </button>
        </div>
        <output>{answer}</output>
      </form>
    </dialog>
  );
}
