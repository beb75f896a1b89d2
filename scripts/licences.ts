/** Writes public/licenses/third-party.txt: whose work Snapreel is built on. Run by hand after an update. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { importsOf } from './source';

export const noticesPath = 'public/licenses/third-party.txt';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly author?: string | { readonly name: string };
  readonly repository?: string | { readonly url: string };
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Tools while building, but their code is in the service worker. */
const builtIn = ['workbox-core', 'workbox-precaching', 'workbox-routing', 'workbox-strategies'];

/** Packages of ffmpeg.wasm come without the licence file of their repository. */
const mitOf = (holder: string) => `MIT License

Copyright (c) ${holder}

${readFileSync('LICENSE', 'utf8').split('\n').slice(4).join('\n').trim()}`;
const missingTexts: Readonly<Record<string, () => string>> = {
  '@ffmpeg/ffmpeg': () => mitOf('2019 Jerome Wu'),
  '@ffmpeg/core':
    () => `The core is FFmpeg compiled to WebAssembly with x264 and other libraries. It is a program of its own, loaded when it is
first needed, and is not changed by Snapreel. Its licence is in gpl-2.0.txt beside this file.

Its source:
  the build (Dockerfile, build/, src/)  https://github.com/ffmpegwasm/ffmpeg.wasm, tag v12.10
  FFmpeg n5.1.4                         https://github.com/FFmpeg/FFmpeg
  x264, branch 4-cores                  https://github.com/ffmpegwasm/x264
  x265 3.4                              https://github.com/ffmpegwasm/x265
  the other libraries (libvpx, LAME, Ogg, Theora, Vorbis, Opus, zlib, libwebp, FreeType, FriBidi, HarfBuzz, libass,
  zimg), each at the version that the Dockerfile names, under https://github.com/ffmpegwasm and the addresses there.`,
};

function manifestOf(name: string): Manifest {
  return JSON.parse(readFileSync(join('node_modules', name, 'package.json'), 'utf8'));
}

/** What page and proxy import: it is built into them, so no list of dependencies names it. */
function imported(): readonly string[] {
  const files = ['src', 'proxy'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => ({ path: name, text: readFileSync(join(folder, name), 'utf8') })),
  );
  const packages = files
    .flatMap((file) => importsOf(file))
    .filter(({ from }) => from !== '' && !/^(?:\.|node:)/.test(from))
    .map(({ from }) => /^(?:@[^/]+\/)?[^/?]+/.exec(from)![0]);
  return [...new Set(packages)];
}

/** Everything that reaches a user's device; packages of types do not. */
function shipped(): readonly string[] {
  const names = new Set([...imported(), ...builtIn]);
  for (const name of names) {
    for (const next of Object.keys(manifestOf(name).dependencies ?? {})) if (!/types/.test(next)) names.add(next);
  }
  return [...names].sort();
}

function licenceText(name: string): string {
  const folder = join('node_modules', name);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? readFileSync(join(folder, file), 'utf8').trim() : missingTexts[name]?.();
  if (!text) throw new Error(`${name} comes without its licence: find the text and add it here`);
  return text.replaceAll('\r\n', '\n');
}

function sourceOf({ repository }: Manifest): string {
  const url = typeof repository === 'string' ? repository : (repository?.url ?? '');
  return url
    .replace(/^git\+/, '')
    .replace('ssh://git@', 'https://')
    .replace(/\.git$/, '');
}

/** The whole text; packages with the same licence text share it. */
export function notices(): string {
  const byText = new Map<string, string[]>();
  for (const name of shipped()) {
    const manifest = manifestOf(name);
    const title = `${name} ${manifest.version} (${manifest.license}) ${sourceOf(manifest)}`.trim();
    byText.set(licenceText(name), [...(byText.get(licenceText(name)) ?? []), title]);
  }
  const line = '-'.repeat(80);
  const sections = [...byText].map(([text, titles]) => `${line}\n${titles.join('\n')}\n\n${text}\n`);
  return `Snapreel is free software under the MIT licence. It contains, or loads, the work of others:\n\n${sections.join('\n')}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (!existsSync('node_modules')) throw new Error('run npm install first');
  writeFileSync(noticesPath, notices());
}
