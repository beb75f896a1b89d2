/** A form over the screen, which is left with Done or Escape. */

import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

interface Props {
  readonly title: string;
  readonly done: string;
  readonly children: ComponentChildren;
  readonly onClose: () => void;
  /** False keeps it open: something in it makes no sense yet. */
  readonly onDone?: () => boolean;
}

export function Sheet({ title, done, children, onClose, onDone = () => true }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="sheet" aria-labelledby={id} onClose={onClose}>
      <form method="dialog" onSubmit={(event) => onDone() || event.preventDefault()}>
        <h2 id={id}>{title}</h2>
        {children}
        <footer>
          <button type="submit" class="main">
            {done}
          </button>
        </footer>
      </form>
    </dialog>
  );
}
