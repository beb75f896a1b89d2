/** Whether the notices shown to users are those of what is installed. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { notices, noticesPath } from '../../../scripts/licences';

test('public/licenses is what scripts/licences.ts makes of what is installed', () => {
  expect(readFileSync(noticesPath, 'utf8')).toBe(notices());
});

test('names what page and proxy are built from, and the licence and the source of the GPL core', () => {
  const text = readFileSync(noticesPath, 'utf8');
  const some = ['@ffmpeg/core', '@ffmpeg/ffmpeg', 'mediabunny', 'preact', 'comlink', 'client-zip', 'workbox-window'];
  for (const name of [...some, '@peculiar/x509', 'reflect-metadata', 'ipaddr.js', 'uqr'])
    expect(text).toContain(`\n${name} `);
  expect(text).toMatch(/@ffmpeg\/core .*GPL-2\.0-or-later/);
  expect(text).toContain('https://github.com/FFmpeg/FFmpeg');
  expect(readFileSync('public/licenses/gpl-2.0.txt', 'utf8')).toContain('GNU GENERAL PUBLIC LICENSE');
});
