/** A tablet on a shelf: black with a small clock, and a red dot while something records. A tap or a key wakes it. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { useModel } from '../../../model/model';
import { timeText } from '../../../words/format';
import { dimmedWords } from '../../../words/late/when';
import { words } from '../../../words/words';
import { dimPlace } from './dim-place';

const minuteMs = 60_000;

export function Dim() {
  const { phase, live, patch } = useModel();
  const dialog = useRef<HTMLDialogElement>(null);
  const now = useMinutes();
  useEffect(() => {
    dialog.current?.showModal();
    const wake = (event: Event) => {
      // The key that wakes it starts and stops nothing.
      event.preventDefault();
      event.stopPropagation();
      dialog.current?.close();
    };
    document.addEventListener('keydown', wake, true);
    return () => {
      document.removeEventListener('keydown', wake, true);
      patch({ dimmed: false });
    };
  }, []);
  const { across, down } = dimPlace(Math.floor(now / minuteMs));
  const isRecording = phase.value === 'recording';
  const trouble = live.value?.trouble;
  return (
    <dialog ref={dialog} class="dim" aria-label={dimmedWords.title} onClose={() => patch({ dimmed: false })}>
      <button type="button" class="dim-wake" onClick={() => dialog.current?.close()}>
        <span class="dim-face" style={{ insetInlineStart: `${across}%`, insetBlockStart: `${down}%` }}>
          <time>{timeText(now)}</time>
          {isRecording && <span class="lamp" role="img" aria-label={dimmedWords.recording} />}
          {trouble && <small>{words.trouble[trouble.code].what}</small>}
        </span>
        <span class="unseen">{dimmedWords.wake}</span>
      </button>
    </dialog>
  );
}

/** Time, told anew with each minute of the clock. */
function useMinutes(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setTimeout(() => setNow(Date.now()), minuteMs - (Date.now() % minuteMs));
    return () => clearTimeout(timer);
  }, [now]);
  return now;
}
