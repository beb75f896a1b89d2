/** Shows a component as soon as its code has been fetched. */

import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useModel } from '../model/model';

/** Keeps rarely used screens out of the first download. */
export function late<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  return function Late(props: P) {
    const { patch } = useModel();
    const [Loaded, setLoaded] = useState<ComponentType<P> | undefined>(undefined);
    useEffect(() => {
      let here = true;
      // A function given to a setter would be called: it is wrapped.
      load().then(
        (component) => here && setLoaded(() => component),
        // A newer version has taken the place of this page's files: its words are "Reload the page".
        (error: unknown) => patch({ trouble: { code: 'record/bug', detail: String(error) } }),
      );
      return () => {
        here = false;
      };
    }, []);
    return Loaded ? <Loaded {...props} /> : null;
  };
}
