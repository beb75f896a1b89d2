/**
 * What docs/browsers.md says of other tests than the journey through the three engines: which test shows in which engine that a thing
 * works. Every run holds it to what ran (honest.ts).
 */
import { type EngineName, engineNames } from './engine';

export interface Claim {
  /** A file of tests without folder and ending. */
  readonly file: string;
  /** Part of a test's full name. */
  readonly title: string;
}

export interface Feature extends Readonly<Partial<Record<EngineName, Claim>>> {
  readonly name: string;
  /** What compatibility data say of Safari on iPad and iPhone, which was never here. */
  readonly safari: string;
}

const claim = (file: string, title: string): Claim => ({ file, title });
const journey = (file: string, title: string) => claim(`journey/${file}`, title);
const wholeDisk = journey('full-disk', 'firefox on a full tmpfs');
const damaged = claim('browser/check/engines', 'damaged pictures: what is passed decodes');

export const features: readonly Feature[] = [
  {
    name: 'recovery after the whole browser was killed, again and again',
    chromium: journey('crash', 'SIGKILL of the whole browser, 6 lives'),
    firefox: wholeDisk,
    safari: 'expected',
  },
  {
    name: 'recovery when an engine ends the page',
    chromium: journey('crash-engine', 'each ends the page once'),
    safari: 'expected',
  },
  {
    name: 'a full disk',
    chromium: journey('full-disk', 'chromium on a full ext4'),
    firefox: wholeDisk,
    safari: 'not known',
  },
  {
    name: 'import of zips, AVIs and streams',
    chromium: journey('import', 'an AVI of two parts'),
    safari: 'expected',
  },
  {
    name: 'the picture turned, cropped, covered, written over',
    chromium: claim('browser/draw/look', 'a look in chromium, a secure page'),
    firefox: claim('browser/draw/look', 'a look in firefox, a secure page'),
    safari: 'expected',
  },
  {
    name: 'EXIF orientation',
    chromium: claim('browser/draw/exif', 'chromium > orientation'),
    firefox: claim('browser/draw/exif', 'firefox > orientation'),
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
    chromium: claim('browser/encode/encode', 'encoding in chromium > believes webcodecs after a check'),
    firefox: claim('browser/encode/encode', 'encoding in firefox > believes webcodecs after a check'),
    safari: 'from Safari 16.4; used where the self-check passes',
  },
  {
    name: 'ffmpeg.wasm as encoder',
    chromium: claim('browser/encode/encode', 'encoding in chromium > believes ffmpeg after a check'),
    firefox: claim('browser/encode/encode', 'encoding in firefox > believes ffmpeg after a check'),
    safari: 'expected',
  },
];

/** A test of a run. */
export interface RanTest {
  /** tests/journey/crash.test.ts */
  readonly path: string;
  readonly fullName: string;
  readonly passed: boolean;
  /** Those that its file had started by the end of it. */
  readonly engines: readonly EngineName[];
}

export const pathOf = ({ file }: Claim): string => `tests/${file}.test.ts`;

/** A sentence for each claim that the run belies. Files that were no part of it, and tests that were left out, belie nothing. */
export function falseClaims(ran: readonly RanTest[]): readonly string[] {
  const wrongIn = (engine: EngineName, one: Claim): readonly string[] => {
    const inFile = ran.filter(({ path }) => path === pathOf(one));
    const meant = inFile.filter(({ fullName }) => fullName.includes(one.title));
    const passed = meant.filter((test) => test.passed);
    const what = `docs/browsers.md: in ${pathOf(one)} `;
    if (inFile.length > 0 && meant.length === 0) return [`${what}no test is called “${one.title}”`];
    if (passed.length > 0 && !passed.some(({ engines }) => engines.includes(engine)))
      return [`${what}“${one.title}” passed without ${engine}`];
    return [];
  };
  return features.flatMap((feature) =>
    engineNames.flatMap((engine) => (feature[engine] ? wrongIn(engine, feature[engine]) : [])),
  );
}
