/** Tells when a row of a long list has come near the window. */

import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** Whether it has come near the window: a list may hold a thousand, and what nobody sees is not read from the disk. */
export function useNear(box: RefObject<Element | null>): boolean {
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    const watcher = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return;
        setNear(true);
        watcher.disconnect();
      },
      { rootMargin: '400px' },
    );
    if (box.current) watcher.observe(box.current);
    return () => watcher.disconnect();
  }, []);
  return isNear;
}
