/** How a camera's picture looks, edited over the live picture. */

import { useEffect, useState } from 'preact/hooks';
import { lookFrom } from '../../../../base/look/read';
import { useModel } from '../../../model/model';
import { lookOf } from '../../../model/store';
import { LookEditor } from '../../../parts/look/look';
import { useShownSize } from '../shown-size';

export function LookSheet({ onClose }: { readonly onClose: () => void }) {
  const { looks, options, focusedId, act } = useModel();
  const [first] = useState(() => lookFrom(lookOf({ looks: looks.value, options: options.value }, focusedId.value)));
  const size = useShownSize();
  useEffect(() => () => act.live.lookAt(undefined), []);
  return (
    <LookEditor
      look={first}
      of="camera"
      size={size}
      onShown={act.live.lookAt}
      onLook={act.live.setLook}
      onClose={onClose}
    />
  );
}
