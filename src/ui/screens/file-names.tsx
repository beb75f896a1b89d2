/** How saved files are named, with the name that the next one would get. */

import { useEffect, useState } from 'preact/hooks';
import { nameOf } from '../model/films/films';
import { useModel } from '../model/model';
import { TextField } from '../parts/fields/fields';
import { settingsWords } from '../words/late/settings';

const say = settingsWords.names;

export function FileNames() {
  const { door, films } = useModel();
  const { names } = door.films;
  const [pattern, setPattern] = useState<string | undefined>(undefined);
  const [example, setExample] = useState<{ readonly name: string; readonly unknown: readonly string[] } | undefined>();
  useEffect(() => {
    void names.pattern().then(setPattern, () => undefined);
  }, []);
  useEffect(() => {
    if (pattern === undefined) return;
    let here = true;
    const newest = films.peek()[0];
    const { cameraName, startedAt, mimeType } = newest ?? {
      cameraName: say.camera,
      startedAt: Date.now(),
      mimeType: '',
    };
    const row = { name: newest ? nameOf(newest) : say.camera, cameraName, startedAt, mimeType };
    void names.setPattern(pattern, row).then(
      (found) => here && setExample(found),
      () => undefined,
    );
    return () => {
      here = false;
    };
  }, [pattern]);
  // Where nothing can be kept there is nothing to choose.
  if (pattern === undefined) return null;
  return (
    <>
      <TextField
        label={say.label}
        about={say.about}
        value={pattern}
        onValue={setPattern}
        {...(example && example.unknown.length > 0 && { fault: say.unknown(example.unknown[0]!) })}
      />
      {example && <p class="breakable">{say.example(example.name)}</p>}
    </>
  );
}
