/** Writes docs/browsers.md: which test shows in which engine that a thing works. A test that is not there is an error. */
import { existsSync, readFileSync } from 'node:fs';

/** A file of tests without folder and ending, and words of the title in it. */
interface Proof {
  readonly file: string;
  readonly title: string;
}

interface Feature {
  readonly name: string;
  readonly chromium?: Proof;
  readonly firefox?: Proof;
  readonly webkit?: Proof;
  /** What compatibility data say of Safari on iPad and iPhone, which was never here. */
  readonly safari: string;
}

const proof = (file: string, title: string): Proof => ({ file, title });
const journey = (file: string, title: string) => proof(`journey/${file}`, title);
const wholeDisk = journey('full-disk', 'firefox');
const webkitFilm = journey('webkit', 'five seconds of the demo camera');

const features: readonly Feature[] = [
  {
    name: 'live picture, Record, Stop, play',
    chromium: journey('start', 'three clicks make a film that plays'),
    firefox: wholeDisk,
    webkit: webkitFilm,
    safari: 'expected',
  },
  {
    name: 'Save as MP4',
    chromium: journey('start', 'Save downloads it'),
    firefox: wholeDisk,
    safari: 'expected; installed on an iPad by the share sheet',
  },
  {
    name: 'a camera added with its address alone',
    chromium: journey('start', 'a camera is added with its address alone'),
    safari: 'expected',
  },
  {
    name: 'the list of films',
    chromium: journey('start', 'Films shows thumbnail, name, date, length and size'),
    webkit: webkitFilm,
    safari: 'expected',
  },
  {
    name: 'recovery after the browser was killed',
    chromium: proof('journey/crash', 'test('),
    firefox: wholeDisk,
    safari: 'expected',
  },
  {
    name: 'recovery when an engine ends the page',
    chromium: journey('crash-engine', 'each ends the page once'),
    safari: 'expected',
  },
  { name: 'a full disk', chromium: journey('full-disk', 'chromium'), firefox: wholeDisk, safari: 'not known' },
  {
    name: 'import of pictures, zips, AVIs and streams',
    chromium: journey('import', 'an AVI of two parts'),
    safari: 'expected',
  },
  {
    name: 'the picture turned, cropped, covered, written over',
    chromium: proof('browser/draw/look', "'chromium', 'a secure page'"),
    firefox: proof('browser/draw/look', "'firefox', 'a secure page'"),
    safari: 'expected',
  },
  {
    name: 'EXIF orientation',
    chromium: proof('browser/draw/exif', 'in Chromium and Firefox'),
    firefox: proof('browser/draw/exif', 'in Chromium and Firefox'),
    safari: 'expected',
  },
  {
    name: 'several cameras on a wall',
    chromium: journey('wall', 'every camera gets its own film'),
    safari: 'expected',
  },
  {
    name: 'parts cut out, films made smaller',
    chromium: journey('shrink', 'a part is saved exact to the picture'),
    safari: 'expected',
  },
  {
    name: 'seconds before Record, schedule, movement',
    chromium: journey('before', 'a film begins five seconds before Record'),
    safari: 'expected',
  },
  {
    name: 'plain http in a LAN (no secure context)',
    chromium: journey('insecure', 'says what is missing and how to get it'),
    safari: 'the same limits: IndexedDB and ffmpeg',
  },
  {
    name: 'through the proxy in a LAN',
    chromium: journey('lan', 'the link is opened once'),
    safari: 'expected; a stream comes as octet-stream for it',
  },
  {
    name: 'offline',
    chromium: journey('offline', 'everything is there for the first one'),
    safari: 'expected, over https only',
  },
  {
    name: 'installed: shortcut to the last camera',
    chromium: journey('start', 'the shortcut of the installed app'),
    safari: 'no shortcuts',
  },
  {
    name: 'pictures shared with the installed app',
    chromium: journey('import', 'pictures shared with the installed app'),
    safari: 'no share target',
  },
  {
    name: 'WebCodecs as encoder',
    chromium: journey('engines', 'WebCodecs makes the film'),
    safari: 'from Safari 16.4; used where the self-check passes',
  },
  {
    name: 'ffmpeg.wasm as encoder',
    chromium: journey('engines', 'without VideoEncoder ffmpeg makes the film'),
    safari: 'expected',
  },
];

function told(one: Proof | undefined): string {
  if (!one) return 'compatibility data, not run here';
  const path = `tests/${one.file}.test.ts`;
  if (!existsSync(path)) throw new Error(`docs/browsers.md names ${path}, which is not there`);
  if (!readFileSync(path, 'utf8').includes(one.title))
    throw new Error(`docs/browsers.md: nothing in ${path} is called "${one.title}"`);
  return `\`${one.file}\``;
}

export function browsersPage(): string {
  const rows = features.map(
    ({ name, chromium, firefox, webkit, safari }) =>
      `| ${name} | ${told(chromium)} | ${told(firefox)} | ${told(webkit)} | ${safari} |`,
  );
  return `# Browsers

What works in which engine, and the test that shows it (a file below \`tests/\`). Chromium stands for Chrome and Edge, WebKitGTK is the nearest
to Safari that runs on Linux. Where no test ran, the word is that of published compatibility data and nothing more; Safari on iPad, iPhone
and Mac was never here. What a machine could not run is printed by \`npm test\` at its end.

Made by \`npm run docs\` from \`scripts/docs/browsers.ts\`; \`npm run check\` fails when a test that is named here is gone.

| | Chromium | Firefox | WebKitGTK | Safari (compatibility data, not run here) |
|---|---|---|---|---|
${rows.join('\n')}
`;
}
