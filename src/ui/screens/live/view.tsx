/** Shows the picture of a camera that lets no page read it: to be looked at and not recorded. */

import { useEffect, useRef, useState } from 'preact/hooks';
import type { Camera } from '../../../base/camera';
import { useModel } from '../../model/model';
import { words } from '../../words/words';

/** Between two single pictures of a camera that was asked for no rate. */
const usualPauseMs = 500;
const failedPauseMs = 2000;

/** Until it is asked again; undefined while its stream runs. One picture that failed is not the last: a camera restarts, Wi-Fi drops. */
function pauseMs({ kind, askedFps }: Pick<Camera, 'kind' | 'askedFps'>, isSeen: boolean): number | undefined {
  if (!isSeen) return failedPauseMs;
  if (kind === 'mjpeg') return undefined;
  return askedFps > 0 ? 1000 / askedFps : usualPauseMs;
}

/** An image may show what a page may not read. The address may hold a password: it goes nowhere but into the image. */
export function View({ camera }: { readonly camera: Camera }) {
  const { door } = useModel();
  const [address, setAddress] = useState('');
  const [seen, setSeen] = useState(false);
  const [turn, setTurn] = useState(0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => {
    let here = true;
    // No address: the login needs a header, which an image cannot send.
    void door.cameras.viewAddress(camera).then(
      (found) => here && setAddress(found ?? ''),
      () => undefined,
    );
    return () => {
      here = false;
      clearTimeout(timer.current);
    };
  }, [camera]);
  if (address === '') return null;
  const isStream = camera.kind === 'mjpeg';
  const heard = (isSeen: boolean) => {
    setSeen(isSeen);
    const ms = pauseMs(camera, isSeen);
    clearTimeout(timer.current);
    if (ms !== undefined) timer.current = setTimeout(() => setTurn(turn + 1), ms);
  };
  return (
    <>
      <img
        // A stream that broke off is asked for by its own address: a new image asks anew.
        key={isStream ? turn : 0}
        class="picture"
        src={turn === 0 || isStream ? address : `${address}${address.includes('?') ? '&' : '?'}_=${turn}`}
        alt={words.live.picture(camera.name)}
        data-seen={seen ? 'live' : undefined}
        referrerpolicy="no-referrer"
        onLoad={() => heard(true)}
        onError={() => heard(false)}
      />
      {seen && <p class="pill">{words.live.viewOnly}</p>}
    </>
  );
}
