/** The list of all peculiar replies, each under a name. `GET /case/<name>` plays one; `/case/H10` plays the first of that id. */
import type { Case } from './case';

import { framingCases } from './framing';
import { headCases } from './heads';
import { threatCases } from './threats';
import { timeCases } from './time';

/** User name and password of every case that wants a login. */
export const caseUser = 'admin';
export const casePassword = 'ipcam 1';

export const idOf = (entry: Case): string => entry.name.slice(0, 3);

export const cases: readonly Case[] = [...headCases, ...framingCases, ...timeCases, ...threatCases];

/** By name, or the first with this id. */
export const findCase = (name: string): Case | undefined =>
  cases.find((entry) => entry.name === name) ?? cases.find((entry) => idOf(entry) === name);
