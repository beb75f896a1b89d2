/** The pattern that a person sets for the names of saved files, and the counter that goes on from film to film. */
import type { RemoteDeck } from '../run-in-worker';
import { isNumbered, type Nameable, type Naming, numbered, usualPattern } from './file-name';

const document = 'file-names';

export async function readNaming(deck: RemoteDeck): Promise<Naming> {
  const kept = (await (await deck).read(document)) as Partial<Naming> | undefined;
  return { pattern: kept?.pattern || usualPattern, number: kept?.number ?? 1, given: kept?.given ?? {} };
}

export async function keepPattern(deck: RemoteDeck, pattern: string): Promise<void> {
  await (await deck).write(document, { ...(await readNaming(deck)), pattern: pattern.trim() });
}

/** These have been given names. Since `naming` was read a zip may have been written: what was set or given meanwhile stays. */
export async function countOn(deck: RemoteDeck, naming: Naming, rows: readonly Nameable[]): Promise<void> {
  if (!isNumbered(naming.pattern)) return;
  const { after } = numbered(rows, naming);
  const { pattern, number, given } = await readNaming(deck);
  const all = { pattern, number: Math.max(number, after.number), given: { ...given, ...after.given } };
  await (await deck).write(document, numbered([], all).after);
}
