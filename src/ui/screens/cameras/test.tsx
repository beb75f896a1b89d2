/** Tries a camera that is not saved yet: shows its picture, or the sentence why there is none. */

import { useEffect, useRef, useState } from 'preact/hooks';
import type { Camera } from '../../../base/camera';
import type { Live, LiveState } from '../../../remote/remote';
import { useModel } from '../../model/model';
import { cameraTestWords as say } from '../../words/late/cameras';
import { words } from '../../words/words';

/** The camera as it was when Test was pressed; another press makes another one. */
export function CameraTest({ camera }: { readonly camera: Camera }) {
  const { door } = useModel();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [state, setState] = useState<LiveState | undefined>(undefined);
  useEffect(() => {
    let here = true;
    let live: Live | undefined;
    if (canvas.current) {
      void door
        .open(camera, canvas.current, (next) => here && setState(next))
        .then((opened) => {
          if (here) live = opened;
          else void opened.close();
        });
    }
    return () => {
      here = false;
      void live?.close();
    };
  }, []);
  return (
    <figure class="test">
      <canvas ref={canvas} role="img" aria-label={say.picture} />
      <figcaption>{sentence(state)}</figcaption>
    </figure>
  );
}

function sentence(state: LiveState | undefined): string {
  if (state?.connection === 'live' && state.widthPx > 0) return say.works(state.widthPx, state.heightPx);
  if (!state?.trouble) return say.trying;
  const { what, todo } = words.trouble[state.trouble.code];
  return words.status.trouble(what, todo);
}
