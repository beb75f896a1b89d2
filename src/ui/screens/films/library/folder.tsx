/** What becomes of films that are saved in a folder by themselves, and what the person can do about it. */

import { useEffect } from 'preact/hooks';
import { canSaveToFolder } from '../../../model/films/folder';
import { useModel } from '../../../model/model';
import { libraryWords } from '../../../words/late/library';

const say = libraryWords.folder;

/** Nothing where no folder is chosen. */
export function FolderNote() {
  const { folder, act } = useModel();
  useEffect(() => {
    if (canSaveToFolder()) act.films.late((maker) => maker.saveToFolder(false));
  }, []);
  if (!folder.value) return null;
  const { name, trouble, waiting } = folder.value;
  if (!trouble) return <p class="lead">{say.saves(name)}</p>;
  return (
    <div class="note">
      <p>{say.troubles[trouble](name, waiting.size)}</p>
      {trouble === 'gone' ? (
        <button type="button" onClick={() => act.films.late((maker) => maker.chooseFolder())}>
          {say.choose}
        </button>
      ) : (
        <button type="button" onClick={() => act.films.late((maker) => maker.saveToFolder(true))}>
          {trouble === 'permission' ? say.allow : say.again}
        </button>
      )}
    </div>
  );
}
