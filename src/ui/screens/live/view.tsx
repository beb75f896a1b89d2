/** Shows the picture of a camera that lets no page read it: to be looked at and not recorded. */

import { useEffect, useRef, useState } from 'preact/hooks';
import type { Camera } from '../../../base/camera';
import { useModel } from '../../model/model';
import { words } from '../../words/words';

/** Between two single pictures of a camera that was asked for no rate. */
const usualPauseMs = 500;

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
  const onLoad = () => {
    setSeen(true);
    if (camera.kind === 'mjpeg') return;
    timer.current = setTimeout(() => setTurn(turn + 1), camera.askedFps > 0 ? 1000 / camera.askedFps : usualPauseMs);
  };
  return (
    <>
      <img
        class="picture"
        src={turn === 0 ? address : `${address}${address.includes('?') ? '&' : '?'}_=${turn}`}
        alt={words.live.picture(camera.name)}
        data-seen={seen ? 'live' : undefined}
        referrerpolicy="no-referrer"
        onLoad={onLoad}
        onError={() => setSeen(false)}
      />
      {seen && <p class="pill">{words.live.viewOnly}</p>}
    </>
  );
}
