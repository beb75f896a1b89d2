/** A part of a screen that is fetched and drawn only once its title is opened. */

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

interface FoldProps {
  readonly title: string;
  readonly look: string;
  /** Of those with one group, one is open at a time. */
  readonly group?: string;
  readonly draw: () => ComponentChildren;
}

export function Fold({ title, look, group, draw }: FoldProps) {
  const [open, setOpen] = useState(false);
  return (
    <details class={look} name={group} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {open && draw()}
    </details>
  );
}
