/** Settings and about: install, privacy, licences, version. */

import { useState } from 'preact/hooks';
import { version } from '../../../package.json';
import { keepLanguage, readLanguage } from '../../remote/remote';
import { languages } from '../language';
import { useModel } from '../model/model';
import { ChoiceField } from '../parts/fields/fields';
import { InsecureNote } from '../parts/insecure-note';
import { InstallOffer } from '../parts/install-offer';
import { canReload } from '../update';
import { settingsWords as say } from '../words/late/settings';
import { FileNames } from './file-names';
import { KeptCore } from './kept-core';
import { showKeys } from './keys';
import { FolderChoice } from './save-folder';

export function SettingsScreen() {
  return (
    <section class="page text">
      <h1>{say.title}</h1>
      <InstallOffer />
      <InsecureNote />
      <LanguageChoice />
      <FileNames />
      <FolderChoice />
      <KeptCore />
      <h2>{say.privacy}</h2>
      <p>{say.privacyText}</p>
      <h2>{say.keys}</h2>
      <p>{say.keysText}</p>
      <button type="button" onClick={showKeys}>
        {say.keysShow}
      </button>
      <h2>{say.licences}</h2>
      <p>{say.version(version)}</p>
      <p>{say.licence}</p>
      <p>{say.ffmpeg}</p>
      <ul>
        <li>
          <a href="./licenses/third-party.txt">{say.thirdParty}</a>
        </li>
        <li>
          <a href="./licenses/gpl-2.0.txt">{say.gpl}</a>
        </li>
        <li>
          <a href="https://github.com/ffmpegwasm/ffmpeg.wasm" rel="noreferrer">
            {say.ffmpegSource}
          </a>
        </li>
      </ul>
    </section>
  );
}

/** Words are taken when the page is loaded, so it is loaded anew: at once, unless something would end by it. */
function LanguageChoice() {
  const model = useModel();
  const [note, setNote] = useState('');
  const choose = (language: string) => {
    if (!keepLanguage(language)) return setNote(say.languageNotKept);
    if (canReload(model)) return location.reload();
    setNote(say.languageLater);
  };
  const choices = [['', say.languageOfBrowser], ...Object.entries(languages)] as const;
  return <ChoiceField label={say.language} about={note} value={readLanguage()} choices={choices} onValue={choose} />;
}
