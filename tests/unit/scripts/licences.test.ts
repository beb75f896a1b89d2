/** Whether the notices shown to users are those of what is installed. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { notices, noticesPath } from '../../../scripts/licences';

test('public/licenses is what scripts/licences.ts makes of what is installed', () => {
  expect(readFileSync(noticesPath, 'utf8')).toBe(notices());
});

test('names every dependency, and the licence and the source of the GPL core', () => {
  const text = readFileSync(noticesPath, 'utf8');
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  for (const name of Object.keys(dependencies)) expect(text).toContain(`\n${name} `);
  expect(text).toMatch(/@ffmpeg\/core .*GPL-2\.0-or-later/);
  expect(text).toContain('https://github.com/FFmpeg/FFmpeg');
  expect(readFileSync('public/licenses/gpl-2.0.txt', 'utf8')).toContain('GNU GENERAL PUBLIC LICENSE');
});
