/** Asks our proxy to look for cameras on its own network: once a tap, and until it is told to stop. */
import type { Code } from '../../base/trouble';
import { codes, Trouble } from '../../base/trouble';
import type { ProxyLink } from '../../base/web/url';
import type { NetworkNews } from '../snapreel';

/** How an answer of the proxy ends that is whole (docs/proxy.md). */
interface Done {
  readonly isDone: true;
}

/** Resolves when the round is over. Rejects with Trouble, or with the signal's reason. */
export async function searchNetwork(
  { origin, token }: ProxyLink,
  onNews: (news: NetworkNews) => void,
  signal: AbortSignal,
): Promise<void> {
  try {
    const reply = await fetch(`${origin}/proxy?search=cameras`, {
      headers: { 'X-Snapreel-Token': token },
      cache: 'no-store',
      signal,
    });
    if (!reply.ok || !reply.body) throw new Trouble(refusal(reply), 'the proxy does not search');
    let isDone = false;
    for await (const line of linesOf(reply.body)) {
      const news: NetworkNews | Done = JSON.parse(line);
      if ('isDone' in news) isDone = true;
      else onNews(news);
    }
    if (!isDone) throw new Trouble('capture/interrupted', 'the search broke off');
  } catch (error) {
    signal.throwIfAborted();
    // A browser calls a proxy that is not there a TypeError.
    throw error instanceof TypeError ? new Trouble('capture/proxy', error.message) : error;
  }
}

function refusal(reply: Response): Code {
  const said = reply.headers.get('x-snapreel-error');
  return codes.find((code) => code === said) ?? 'capture/proxy';
}

/** Not TextDecoderStream and for await: WebKit's streams know no iteration. */
async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { value, done } = await reader.read();
    text += decoder.decode(value, { stream: !done });
    const lines = text.split('\n');
    text = lines.pop() ?? '';
    yield* lines.filter((line) => line !== '');
    if (done) return;
  }
}
