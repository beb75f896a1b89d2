/** Where there is no room for all of the player's buttons, the rarer ones are behind one that says "More". */

import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Drawing } from '../../parts/icons';
import { playerWords as say } from '../../words/late/player';

const dots = 'M5 12h.01M12 12h.01M19 12h.01';

export function More({ children }: { readonly children: ComponentChildren }) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    const ending = new AbortController();
    const { signal } = ending;
    const close = () => {
      setOpen(false);
      button.current?.focus();
    };
    const isIn = (part: Element | null, { target }: Event) => target instanceof Node && part?.contains(target);
    const leave = (event: Event) => !isIn(box.current, event) && !isIn(button.current, event) && setOpen(false);
    document.addEventListener('pointerdown', leave, { signal });
    document.addEventListener('focusin', leave, { signal });
    document.addEventListener('keydown', (event) => event.key === 'Escape' && close(), { signal });
    // What was pressed is done; a list of choices stays until one is chosen.
    const isButton = ({ target }: Event) => target instanceof Element && target.closest('button');
    box.current?.addEventListener('click', (event) => isButton(event) && close(), { signal });
    box.current?.addEventListener('change', close, { signal });
    return () => ending.abort();
  }, [isOpen]);
  return (
    <>
      <button
        type="button"
        class="more"
        ref={button}
        aria-label={say.more}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        <Drawing path={dots} />
      </button>
      <div class="rarer" id={id} ref={box} data-open={isOpen}>
        {children}
      </div>
    </>
  );
}
