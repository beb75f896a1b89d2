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

/** These have been given names. */
export async function countOn(deck: RemoteDeck, naming: Naming, rows: readonly Nameable[]): Promise<void> {
  if (isNumbered(naming.pattern)) await (await deck).write(document, numbered(rows, naming).after);
}
