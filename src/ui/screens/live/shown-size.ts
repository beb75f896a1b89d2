/** The size of the live picture as it is on the screen. */

import { useEffect, useState } from 'preact/hooks';
import type { SizePx } from '../../../base/flow';

/** An editor over the picture must not lie beside it for longer. */
const readEveryMs = 100;

/** The canvas knows, when it has been painted; 0 by 0 before. */
export function useShownSize(): SizePx {
  const [size, setSize] = useState<SizePx>({ widthPx: 0, heightPx: 0 });
  useEffect(() => {
    const read = () => {
      const { width = 0, height = 0 } = document.querySelector<HTMLCanvasElement>('canvas.picture') ?? {};
      setSize((last) =>
        last.widthPx === width && last.heightPx === height ? last : { widthPx: width, heightPx: height },
      );
    };
    read();
    const reading = setInterval(read, readEveryMs);
    return () => clearInterval(reading);
  }, []);
  return size;
}
