/** A link to a camera that is not saved, opened as a person opens it: the page asks, and gets a yes. */
import type { Visit } from './browser';

export async function openLink(visit: Visit, href: string): Promise<void> {
  await visit.goTo(href);
  await visit.press('Open camera');
}
