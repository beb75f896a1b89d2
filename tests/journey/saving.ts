/** A folder that films are saved into by themselves: one in the page's own storage stands for the one a person would pick. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect } from 'vitest';
import type { Visit } from '../support/browser';

const picked = 'Picked films';
const permission = 'test-permission';

/** Before the page is opened: its picker, and whether the browser still lets the page write there. */
async function givePicker(visit: Visit): Promise<void> {
  await visit.page.addInitScript(
    ([name, key]) => {
      const allowed = async () => localStorage.getItem(key!) ?? 'granted';
      Object.assign(globalThis, {
        showDirectoryPicker: async () =>
          (await navigator.storage.getDirectory()).getDirectoryHandle(name!, { create: true }),
      });
      Object.assign(FileSystemHandle.prototype, {
        queryPermission: allowed,
        requestPermission: async () => {
          localStorage.removeItem(key!);
          return allowed();
        },
      });
    },
    [picked, permission] as const,
  );
}

/** As when the browser was closed and opened again. */
const forgetPermission = (visit: Visit) => visit.run((key) => localStorage.setItem(key, 'prompt'), permission);

/** Names and sizes of what is in the folder. */
const inFolder = (visit: Visit): Promise<Readonly<Record<string, number>>> =>
  visit.run(async (name) => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(name);
    const found: Record<string, number> = {};
    const entries = (folder as unknown as { values(): AsyncIterable<FileSystemFileHandle> }).values();
    for await (const file of entries) found[file.name] = (await file.getFile()).size;
    return found;
  }, picked);

/** What the list says of a film. */
const rowSays = (visit: Visit, name: string, text: string) =>
  expect.poll(() => visit.page.locator('li.film', { hasText: name }).first().textContent()).toContain(text);

/** Ends with nothing chosen, as it began. `record` makes a film of a second and shows it. */
export async function savesByItself(visit: Visit, app: string, record: (name: string) => Promise<void>): Promise<void> {
  await givePicker(visit);
  const settings = () => visit.goTo(`${app}#/settings`);
  await settings();
  await visit.fill('Names of saved files', '{number} {foo}');
  await visit.see('{foo} means nothing here and would stand in the name as it is.');
  await visit.fill('Names of saved files', '{number} {name} 🎬');
  await visit.see(/^The next file would be called 0001 .* 🎬/);
  await visit.press('Choose a folder');
  await visit.see('Finished films are saved in the folder “Picked films” by themselves.');
  expect(await inFolder(visit)).toEqual({});

  await record('Büro مكتب');
  // It has the film's bytes the moment it is whole.
  await expect.poll(async () => Object.values(await inFolder(visit))[0] ?? 0).toBeGreaterThan(0);
  const path = await visit.download('Save');
  expect(basename(path)).toBe('0001 Büro مكتب 🎬.mp4');
  expect(await inFolder(visit)).toEqual({ '0001 Büro مكتب 🎬.mp4': readFileSync(path).length });
  await visit.page.getByText('Health report').click();
  expect(basename(await visit.download('Save report (CSV)'))).toBe('0001 Büro مكتب 🎬.csv');
  expect(basename(await visit.download('Save the time as subtitles (SRT)'))).toBe('0001 Büro مكتب 🎬.srt');

  await forgetPermission(visit);
  await record('Waits');
  await visit.press('Films');
  await visit.see(/^1 film waits to be saved in “Picked films”/);
  await rowSays(visit, 'Waits', 'Waits for permission');
  await rowSays(visit, 'Büro', 'Saved');
  await visit.press('Allow it again');
  await rowSays(visit, 'Waits', 'Saved');
  expect(Object.keys(await inFolder(visit)).sort()).toEqual(['0001 Büro مكتب 🎬.mp4', '0002 Waits 🎬.mp4']);
  await settings();
  await visit.press('Save no more by itself');
  await visit.fill('Names of saved files', '');
  await visit.see(/^The next file would be called .*_/);
  expect(visit.errors).toEqual([]);
}
