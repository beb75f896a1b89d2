/** The folder in which finished films are saved by themselves. */

import { useEffect } from 'preact/hooks';
import { canSaveToFolder } from '../model/films/folder';
import { useModel } from '../model/model';
import { libraryWords } from '../words/late/library';

const say = libraryWords.folder;

export function FolderChoice() {
  const { folder, act } = useModel();
  useEffect(() => {
    if (canSaveToFolder()) act.films.late((maker) => maker.saveToFolder(false));
  }, []);
  const chosen = folder.value;
  return (
    <>
      <h2>{say.title}</h2>
      <p>{canSaveToFolder() ? (chosen ? say.saves(chosen.name) : say.about) : say.notHere}</p>
      {canSaveToFolder() && (
        <div class="buttons">
          <button type="button" onClick={() => act.films.late((maker) => maker.chooseFolder())}>
            {chosen ? say.other : say.choose}
          </button>
          {chosen && (
            <button type="button" onClick={() => act.films.late((maker) => maker.leaveFolder())}>
              {say.leave}
            </button>
          )}
        </div>
      )}
    </>
  );
}
