/** A film's thumbnail moves while somebody rests on it: a few of its key frames, one after another. Nothing of them is read before. */

import { useEffect, useState } from 'preact/hooks';
import { useModel } from '../../../model/model';

/** Who only passes on the way to something else starts nothing. */
const restMs = 250;
const longPressMs = 400;
const pictures = 10;
const pictureMs = 200;

/** Empty while nothing moves. */
export function useMoving(filmId: string, isWanted: boolean): string {
  const { act } = useModel();
  const [shown, setShown] = useState('');
  useEffect(() => {
    if (!isWanted || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const gone = new AbortController();
    const addresses: string[] = [];
    let turn = 0;
    const come = (_: readonly number[], picture: Blob) => void addresses.push(URL.createObjectURL(picture));
    const waiting = setTimeout(() => void act.films.filmstrip(filmId, pictures, come, gone.signal), restMs);
    const moving = setInterval(() => {
      // One picture by itself does not move.
      if (addresses.length > 1) setShown(addresses[turn++ % addresses.length]!);
    }, pictureMs);
    return () => {
      clearTimeout(waiting);
      clearInterval(moving);
      gone.abort();
      setShown('');
      for (const address of addresses) URL.revokeObjectURL(address);
    };
  }, [filmId, isWanted]);
  return shown;
}

/** Whether somebody rests on it: a mouse over it, the keyboard's focus in `row`, or a finger that stays. */
export function useResting() {
  const [isOver, setOver] = useState(false);
  const [isFocused, setFocused] = useState(false);
  const [isPressed, setPressed] = useState(false);
  useEffect(() => {
    if (!isPressed) return;
    const timer = setTimeout(() => setOver(true), longPressMs);
    return () => {
      clearTimeout(timer);
      setOver(false);
    };
  }, [isPressed]);
  const leave = () => {
    setOver(false);
    setPressed(false);
  };
  return {
    isResting: isOver || isFocused,
    row: {
      // A button that was clicked has the focus, too: nobody rests on its film.
      onFocusIn: ({ target }: FocusEvent) => setFocused(target instanceof Element && target.matches(':focus-visible')),
      onFocusOut: () => setFocused(false),
    },
    thumbnail: {
      onPointerEnter: ({ pointerType }: PointerEvent) => pointerType === 'mouse' && setOver(true),
      onPointerLeave: leave,
      onPointerDown: ({ pointerType }: PointerEvent) => pointerType !== 'mouse' && setPressed(true),
      onPointerUp: ({ pointerType }: PointerEvent) => pointerType !== 'mouse' && leave(),
      onPointerCancel: leave,
      // The menu of a picture would come over it.
      onContextMenu: (event: Event) => isPressed && event.preventDefault(),
    },
  };
}
