/** Settings and about: install, privacy, licences, version. */

import { version } from '../../../package.json';
import { InsecureNote } from '../parts/insecure-note';
import { InstallOffer } from '../parts/install-offer';
import { settingsWords as say } from '../words/late/settings';

export function SettingsScreen() {
  return (
    <section class="page text">
      <h1>{say.title}</h1>
      <InstallOffer />
      <InsecureNote />
      <h2>{say.privacy}</h2>
      <p>{say.privacyText}</p>
      <h2>{say.keys}</h2>
      <p>{say.keysText}</p>
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
