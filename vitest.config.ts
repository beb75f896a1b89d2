import { defineConfig } from 'vitest/config';
import { HonestReporter } from './tests/support/honest.ts';

/** One try; the few files that may have a second one stand in tests/support/retry.ts. */
const retry = 0;
const setupFiles = ['tests/support/retry.ts'];

/** What is waited for may take its time on a machine that does something else; its own default is one second. */
const expect = { poll: { timeout: 30_000 } };

export default defineConfig({
  test: {
    reporters: ['default', new HonestReporter()],
    // Unit tests wait more than they reckon; by itself vitest leaves one of two cores idle.
    maxWorkers: 2,
    projects: [
      { test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], testTimeout: 60_000, retry, expect } },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          retry,
          expect,
          setupFiles,
        },
      },
      {
        test: {
          name: 'journey',
          include: ['tests/journey/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
          retry,
          expect,
          setupFiles,
        },
      },
    ],
  },
});
