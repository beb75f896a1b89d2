/** `npm run docs`: writes the pages of docs/ that are made from tables. `npm run check` says when they are stale. */
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { browsersPage } from './docs/browsers';
import { camerasPage } from './docs/cameras';

const pages: Readonly<Record<string, () => string>> = {
  'docs/browsers.md': browsersPage,
  'docs/cameras.md': camerasPage,
};

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
  } catch {
    return '';
  }
}

/** One sentence a page that is not what its table makes of it, or whose table names what is not there. */
export function staleDocs(read = textOf): readonly string[] {
  return Object.entries(pages).flatMap(([path, make]) => {
    try {
      return read(path) === make() ? [] : [`${path} is not what its table says: npm run docs`];
    } catch (error) {
      return [String(error)];
    }
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  for (const [path, make] of Object.entries(pages)) writeFileSync(path, make());
