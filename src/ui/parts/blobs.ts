/** Gives a film's thumbnail or file an address, and takes it back when nobody looks any more. */

import { useEffect, useState } from 'preact/hooks';
import { useModel } from '../model/model';

/** Empty until the picture is there, and when there is none. `id` empty: nothing is asked for. */
export function useThumbnail(id: string): string {
  const { act } = useModel();
  return useBlob(id, act.films.thumbnail);
}

export function useFile(id: string): string {
  const { act } = useModel();
  return useBlob(id, act.films.file);
}

export function usePicture(id: string): string {
  const { act } = useModel();
  return useBlob(id, act.pictures.file);
}

function useBlob(id: string, read: (id: string) => Promise<Blob | undefined>): string {
  const [address, setAddress] = useState('');
  useEffect(() => {
    let here = true;
    let made = '';
    if (id !== '') {
      void read(id).then((blob) => {
        if (!here || !blob) return;
        made = URL.createObjectURL(blob);
        setAddress(made);
      });
    }
    return () => {
      here = false;
      setAddress('');
      if (made !== '') URL.revokeObjectURL(made);
    };
  }, [id]);
  return address;
}
