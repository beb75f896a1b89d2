/** A link wants a camera opened that is not saved here: shows which, and opens nothing before a tap. */

import type { Camera } from '../../base/camera';
import { useModel } from '../model/model';
import { formWords } from '../words/late/cameras';
import { linkWords as say } from '../words/late/link';

export function LinkScreen({ camera }: { readonly camera: Camera }) {
  const { act, cameras } = useModel();
  const url = new URL(camera.address);
  const saved = cameras.value.some(({ id }) => id === camera.id);
  return (
    <section class="page form">
      <h1>{say.title}</h1>
      <p class="lead">{say.lead}</p>
      <dl class="facts">
        <dt>{say.host}</dt>
        <dd>
          <strong>{url.host}</strong>
        </dd>
        {camera.address !== `${url.origin}/` && camera.address !== url.origin && (
          <>
            <dt>{say.address}</dt>
            <dd>{camera.address}</dd>
          </>
        )}
        <dt>{formWords.route}</dt>
        <dd>{formWords.routes[camera.route]}</dd>
        {camera.userName + camera.password !== '' && (
          <>
            <dt>{say.login}</dt>
            <dd>{say.loginAbout(camera.userName)}</dd>
          </>
        )}
      </dl>
      <footer class="choices">
        <button type="button" class="main" onClick={act.link.open}>
          {say.open}
        </button>
        {!saved && (
          <button type="button" onClick={act.link.save}>
            {say.save}
          </button>
        )}
        <button type="button" class="quiet" onClick={act.link.drop}>
          {say.drop}
        </button>
      </footer>
    </section>
  );
}
