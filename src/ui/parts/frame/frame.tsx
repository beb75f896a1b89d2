/** The editor of how pictures look, over one of those that a film is to be made of. */

import { useEffect, useRef, useState } from 'preact/hooks';
import type { SizePx } from '../../../base/flow';
import type { Look } from '../../../base/look/look';
import type { OpenFrame } from '../../../remote/remote';
import { useModel } from '../../model/model';
import { LookEditor } from '../look/look';

interface Props {
  readonly of: 'film' | 'files';
  /** Asked once. */
  readonly open: (canvas: HTMLCanvasElement) => Promise<OpenFrame>;
  readonly look: Look;
  readonly onLook: (look: Look) => void;
  readonly onClose: () => void;
}

export function FrameEditor({ of, open, look, onLook, onClose }: Props) {
  const { act } = useModel();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [first] = useState(look);
  const [shown, setShown] = useState(first);
  const [frame, setFrame] = useState<OpenFrame>();
  const [size, setSize] = useState<SizePx>({ widthPx: 0, heightPx: 0 });
  useEffect(() => {
    let here = true;
    let close = () => {};
    act.films.late(async () => {
      const opened = await open(canvas.current!).catch((error: unknown) => {
        if (here) onClose();
        throw error;
      });
      if (!here) return opened.close();
      close = opened.close;
      setFrame(opened);
    });
    return () => {
      here = false;
      close();
    };
  }, []);
  useEffect(() => {
    let here = true;
    if (frame)
      act.films.late(async () => {
        const next = await frame.paint(shown);
        if (here) setSize(next);
      });
    return () => {
      here = false;
    };
  }, [frame, shown]);
  return (
    <LookEditor look={first} of={of} size={size} onShown={setShown} onLook={onLook} onClose={onClose}>
      <canvas ref={canvas} class="over-frame" width={2} height={2} />
    </LookEditor>
  );
}
