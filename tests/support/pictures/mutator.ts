/** The operators that know a picture's structure: each declares the class of what it makes. */
import type { Operator } from './mutant';
import { scanOperators } from './mutator-scans';
import { segmentOperators } from './mutator-segments';

export const operators: Readonly<Record<string, Operator>> = { ...segmentOperators, ...scanOperators };
