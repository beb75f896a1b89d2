/**
 * Which keys do what. Each place that listens to keys has a table of these, acts by it, and lays it on the page beside what the keys are
 * for (parts/keys.tsx); "?" shows all that lie on the screen one sees (screens/keys.tsx).
 */
import type { KeyAction } from '../../words/late/keys';

export type { KeyAction };

/** By the names of KeyboardEvent.key; letters small. */
export type Keys = Readonly<Record<string, KeyAction>>;

/** All keys of a table that does one thing. */
export function keysOf(table: object, action: KeyAction): Keys {
  return Object.fromEntries(Object.keys(table).map((key) => [key, action]));
}

/** Those of the live screen (guard.ts). */
export const liveKeys: Keys = { ' ': 'record', r: 'record', s: 'shutter', m: 'mark' };
