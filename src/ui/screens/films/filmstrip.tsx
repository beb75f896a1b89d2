/** Small pictures of the film behind its timeline, as many as there is room for. */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useModel } from '../../model/model';

/** Of a picture of the usual shape at the strip's height. */
const wideEnoughPx = 64;
/** A very wide screen has wider ones. */
const most = 30;

interface Props {
  readonly filmId: string;
  /** They are read once the player has opened the film. */
  readonly isOpened: boolean;
}

export function Filmstrip({ filmId, isOpened }: Props) {
  const { act } = useModel();
  const box = useRef<HTMLDivElement>(null);
  const [count, setCount] = useState(0);
  const [shown, setShown] = useState<readonly string[]>([]);
  useLayoutEffect(() => {
    setCount(Math.max(1, Math.min(most, Math.round((box.current?.clientWidth ?? 0) / wideEnoughPx))));
  }, []);
  useEffect(() => {
    if (count === 0 || !isOpened) return;
    const gone = new AbortController();
    const addresses: string[] = [];
    const places: string[] = Array.from({ length: count }, () => '');
    void act.films.filmstrip(
      filmId,
      count,
      (at, picture) => {
        const address = URL.createObjectURL(picture);
        addresses.push(address);
        for (const place of at) places[place] = address;
        setShown([...places]);
      },
      gone.signal,
    );
    return () => {
      gone.abort();
      for (const address of addresses) URL.revokeObjectURL(address);
    };
  }, [count, isOpened]);
  return (
    <div class="filmstrip" ref={box} data-shown={shown.length > 0 ? '' : undefined} aria-hidden="true">
      {shown.map((address, place) => (
        <span key={place}>{address !== '' && <img src={address} alt="" />}</span>
      ))}
    </div>
  );
}
