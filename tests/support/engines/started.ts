/** Notes with each test which engines its file has started: claims.ts holds docs/browsers.md to it. Runs before each test file (vitest.config.ts). */
import { afterEach, beforeAll } from 'vitest';
import { startedEngines } from './engine';

beforeAll(() => startedEngines.clear());

afterEach(({ task }) => {
  task.meta.engines = [...startedEngines];
});
