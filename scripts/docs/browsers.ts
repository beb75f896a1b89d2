/**
 * Writes docs/browsers.md: which test shows in which engine that a thing works. The journey through all three has written down
 * what it last showed in each (tests/support/engines/results.json); of other tests the table below speaks, and one that is not there
 * is an error.
 */
import { existsSync, readFileSync } from 'node:fs';
import { engineNames } from '../../tests/support/engines/engine';
import {
  type EngineResult,
  type JourneyStep,
  journeyOfEngines,
  journeySteps,
  type Results,
  readResults,
} from '../../tests/support/engines/results';

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
const damaged = proof('browser/check/engines', 'what is passed decodes and paints the promised rows');
const encoding = proof('browser/encode/encode', 'believes %s after a check');

/** What compatibility data say of Safari on iPad and iPhone about the steps of the journey. */
const safariOf: Readonly<Record<JourneyStep, string>> = {
  add: 'expected',
  live: 'expected',
  record: 'expected',
  stop: 'expected',
  play: 'expected',
  save: 'expected; installed on an iPad by the share sheet',
  recover: 'expected',
  import: 'expected',
  look: 'expected',
  cut: 'expected',
  wall: 'expected',
};

const features: readonly Feature[] = [
  {
    name: 'recovery after the whole browser was killed',
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
    name: 'import of zips, AVIs and streams',
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
    name: 'damaged pictures: what is passed decodes, the same rows in each',
    chromium: damaged,
    firefox: damaged,
    webkit: damaged,
    safari: 'expected',
  },
  { name: 'films made smaller', chromium: journey('shrink', 'a Fast film becomes smaller'), safari: 'expected' },
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
    chromium: encoding,
    firefox: encoding,
    safari: 'from Safari 16.4; used where the self-check passes',
  },
  {
    name: 'ffmpeg.wasm as encoder',
    chromium: encoding,
    firefox: encoding,
    safari: 'expected',
  },
];

const notRun = 'compatibility data, not run here';

function told(one: Proof | undefined): string {
  if (!one) return notRun;
  const path = `tests/${one.file}.test.ts`;
  if (!existsSync(path)) throw new Error(`docs/browsers.md names ${path}, which is not there`);
  if (!readFileSync(path, 'utf8').includes(one.title))
    throw new Error(`docs/browsers.md: nothing in ${path} is called "${one.title}"`);
  return `\`${one.file}\``;
}

const versionOf = (result: EngineResult | undefined, name: string): string => result?.version ?? `${name}: ${notRun}`;

export function browsersPage(results: Results = readResults()): string {
  const [chromium, firefox, webkit] = engineNames.map((name) => results[name]);
  const steps = (Object.keys(journeySteps) as JourneyStep[]).map((step) => {
    const cells = [chromium, firefox, webkit].map((one) =>
      one?.steps[step] === 'passed' ? `\`${journeyOfEngines}\`` : notRun,
    );
    return `| ${[journeySteps[step], ...cells, safariOf[step]].join(' | ')} |`;
  });
  const rows = features.map(
    ({ name, chromium, firefox, webkit, safari }) =>
      `| ${name} | ${told(chromium)} | ${told(firefox)} | ${told(webkit)} | ${safari} |`,
  );
  return `# Browsers

What works in which engine, and the test that shows it (a file below \`tests/\`). Chromium stands for Chrome and Edge, WebKitGTK is the nearest
to Safari that runs on Linux. Where no test ran, the word is that of published compatibility data and nothing more; Safari on iPad, iPhone
and Mac was never here. What a machine could not run is printed by \`npm test\` at its end, in numbers.

WebKitGTK goes as far as the first film: its driver ends with the page's process, and the profile with the driver, so nothing can be killed
and found again there; and a film takes it long (28 to 75 s from Stop on a busy machine, where the others take 1 to 5).

Made by \`npm run docs\`: the steps of the journey from \`tests/support/engines/results.json\`, which every run of it writes anew, the rest from
\`scripts/docs/browsers.ts\`; \`npm run check\` fails when the page is older than either, or when a test that is named here is gone.

| | ${versionOf(chromium, 'Chromium')} | ${versionOf(firefox, 'Firefox')} | ${versionOf(webkit, 'WebKitGTK')} | Safari (${notRun}) |
|---|---|---|---|---|
${[...steps, ...rows].join('\n')}
`;
}
