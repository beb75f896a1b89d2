import { defineConfig } from 'vitest/config';
import { HonestReporter } from './tests/support/honest.ts';
import { LongestFirst } from './tests/support/order.ts';

/** One try; the few files that may have a second one stand in tests/support/retry.ts. */
const retry = 0;
const setupFiles = ['tests/support/retry.ts', 'tests/support/engines/started.ts'];
/** One process for all files: what they share is loaded, painted and bundled once. A browser is a process of its own anyway. */
const oneProcess = { fileParallelism: false, isolate: false };

/** What is waited for may take its time on a machine that does something else; its own default is one second. */
const expect = { poll: { timeout: 30_000 } };

export default defineConfig({
  test: {
    reporters: ['default', new HonestReporter()],
    // Unit tests wait more than they reckon; by itself vitest leaves one of two cores idle.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      { test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], testTimeout: 60_000, retry, expect } },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          ...oneProcess,
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
          ...oneProcess,
          retry,
          expect,
          setupFiles,
        },
      },
    ],
  },
});
