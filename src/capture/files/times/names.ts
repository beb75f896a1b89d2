/** Reads the moments that names of picture files speak of, in the ways cameras and recorders write them. Pure. */

export interface NamedMoment {
  /** ms since epoch. */
  readonly at: number;
  /** Local time of an unknown zone: this device's was taken. */
  readonly isLocal: boolean;
  /** Digits behind the second: thousandths, or a number within the second. */
  readonly digits: string;
  /** Something that counts stands before the time, so that the order of the names is not that of the times. */
  readonly counter: string;
}

export interface NameScheme {
  readonly key:
    | 'seconds'
    | 'folders'
    | 'folder-digits'
    | 'day-first'
    | 'month-first'
    | 'short-year'
    | 'units'
    | 'loose'
    | 'loose-day-first'
    | 'epoch'
    | 'minutes'
    | 'days';
  /** How sure one can be that such digits are a time, from 0 to 100. */
  readonly trust: number;
  /** So exactly is the moment known, ms. */
  readonly stepMs: number;
  read(path: string): NamedMoment | undefined;
}

const year = String.raw`(?<year>(?:19|20)\d\d)`;
const shortYear = String.raw`(?<year>\d\d)`;
const month = '(?<month>0[1-9]|1[0-2])';
const day = String.raw`(?<day>0[1-9]|[12]\d|3[01])`;
const hour = String.raw`(?<hour>[01]\d|2[0-3])`;
const minute = String.raw`(?<minute>[0-5]\d)`;
const second = String.raw`(?<second>[0-5]\d)`;
const dateGap = '[-_. /]?';
const between = String.raw`(?:[T_\-. /]*|,? at |, )`;
const timeGap = String.raw`[-_.:h /\u202f]?`;
const clock = `${hour}${timeGap}${minute}${timeGap}${second}`;
const rest = String.raw`(?:[-_.,]?(?<digits>\d{6}|\d{3})(?!\d))?(?:[-_.,]\d{1,2}(?!\d))?\s?(?<half>[AP]M)?(?<zone>Z|\+\d\d:?\d\d|(?<=T\d\d\D?\d\d\D?\d\d)-(?:0\d|1[0-2]):?[03]0(?!\d))?`;
const notIn = String.raw`(?<!\d)`;
/** With or without a leading nought; what stands between must then be there. */
const loose = {
  month: '(?<month>0?[1-9]|1[0-2])',
  day: String.raw`(?<day>0?[1-9]|[12]\d|3[01])`,
  hour: String.raw`(?<hour>[01]?\d|2[0-3])`,
  minute: String.raw`(?<minute>[0-5]?\d)`,
  second: String.raw`(?<second>[0-5]?\d)`,
  get clock() {
    return String.raw`${this.hour}[-_.:h \u202f]${this.minute}[-_.:m \u202f]${this.second}(?!\d)\s?(?<half>[AP]M)?`;
  },
};

/** The last place in the path that fits: names say more than folders. */
function lastMatch(pattern: RegExp, path: string): RegExpExecArray | undefined {
  let found: RegExpExecArray | undefined;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(path); match; match = pattern.exec(path)) {
    found = match;
    // Matches may overlap: a folder's date with what follows it, and the name's own.
    pattern.lastIndex = match.index + 1;
  }
  return found;
}

function wallReader(source: string): NameScheme['read'] {
  const pattern = new RegExp(source, 'gi');
  return (path) => {
    const match = lastMatch(pattern, path);
    return match ? momentOf(match, path) : undefined;
  };
}

function momentOf(match: RegExpExecArray, path: string): NamedMoment | undefined {
  const groups = match.groups!;
  const number = (key: string, otherwise = 0) => (groups[key] === undefined ? otherwise : Number(groups[key]));
  const years = number('year') + (groups.year!.length === 2 ? 2000 : 0);
  const half = groups.half?.toUpperCase();
  const hours = half ? (number('hour') % 12) + (half === 'PM' ? 12 : 0) : number('hour', 12);
  const fields = [years, number('month') - 1, number('day'), hours, number('minute'), number('second')] as const;
  const zoned = zoneMs(groups.zone, path);
  const utc = Date.UTC(...fields);
  // Not the 31st of April.
  if (new Date(utc).getUTCDate() !== fields[2]) return undefined;
  const nameAt = path.lastIndexOf('/') + 1;
  return {
    at: zoned === undefined ? new Date(...fields).getTime() : utc - zoned,
    isLocal: zoned === undefined,
    digits: groups.digits ?? '',
    counter: match.index > nameAt ? (/\d+(?=\D*$)/.exec(path.slice(nameAt, match.index))?.[0] ?? '') : '',
  };
}

/** Pixel phones name photos in UTC. */
function zoneMs(zone: string | undefined, path: string): number | undefined {
  if (zone === undefined) return /(?:^|\/)PXL_[^/]*$/.test(path) ? 0 : undefined;
  const offset = /([-+])(\d\d):?(\d\d)/.exec(zone);
  return offset ? (Number(offset[2]) * 60 + Number(offset[3])) * (offset[1] === '-' ? -60_000 : 60_000) : 0;
}

/** Seconds, ms or us since 1970, from 2001 to 2033. */
const epoch = /(?<!\d)(1\d{9})(?:[._](\d{1,6})|(\d{6}|\d{3}))?(?!\d)/;

function readEpoch(path: string): NamedMoment | undefined {
  const match = epoch.exec(path.slice(path.lastIndexOf('/') + 1));
  if (!match) return undefined;
  const digits = match[2] ?? match[3] ?? '';
  const ms = digits === '' ? 0 : Number(`0.${digits}`) * 1000;
  return { at: Number(match[1]) * 1000 + ms, isLocal: false, digits: '', counter: '' };
}

/** A date in a folder, then perhaps other folders, then a time: motionEye, Dahua, ZoneMinder. */
const datedFolder = `${notIn}${year}[-_./]?${month}[-_./]?${day}(?!\\d)[^/]*/(?:[^/]*/)*?`;

export const nameSchemes: readonly NameScheme[] = [
  {
    ...{ key: 'seconds', trust: 100, stepMs: 1000 },
    read: wallReader(`${notIn}${year}${dateGap}${month}${dateGap}${day}${between}${clock}${rest}`),
  },
  {
    ...{ key: 'folders', trust: 100, stepMs: 1000 },
    read: wallReader(
      `${datedFolder}[^/\\d]*${notIn}${hour}[-_.:h/]${minute}[-_.:m/]${second}(?!\\d)(?:[-_.,]?(?<digits>\\d{6}|\\d{3})(?!\\d))?`,
    ),
  },
  {
    ...{ key: 'folder-digits', trust: 85, stepMs: 1000 },
    read: wallReader(`${datedFolder}${hour}${minute}${second}(?!\\d)(?:[-_.,](?<digits>\\d{6}|\\d{3})(?!\\d))?`),
  },
  {
    ...{ key: 'day-first', trust: 95, stepMs: 1000 },
    read: wallReader(`${notIn}${day}[-_.]${month}[-_.]${year}${between}${clock}${rest}`),
  },
  {
    ...{ key: 'month-first', trust: 90, stepMs: 1000 },
    read: wallReader(`${notIn}${month}[-_.]${day}[-_.]${year}${between}${clock}${rest}`),
  },
  {
    ...{ key: 'short-year', trust: 85, stepMs: 1000 },
    read: wallReader(`(?<!\\d[-_.]?)${shortYear}[-_./]?${month}[-_./]?${day}[-_T /]${clock}(?!\\d)${rest}`),
  },
  {
    // 2026Y05M01D06H/15M00S, 2026年5月1日 6時15分00秒: yi-hack, phones of the East.
    ...{ key: 'units', trust: 95, stepMs: 1000 },
    read: wallReader(
      `${notIn}${year}[Y年][-_ ]?${loose.month}[M月][-_ ]?${loose.day}[D日]?[-_ /]*${loose.hour}[H時时点](?:[^\\d/]*|[^\\d/]*/(?:[^/]*[^\\d/])?)${loose.minute}[M分]${loose.second}[S秒]?`,
    ),
  },
  {
    // Fields without their leading noughts: macOS writes 2026-05-01 at 6.15.00 AM.
    ...{ key: 'loose', trust: 88, stepMs: 1000 },
    read: wallReader(`${notIn}${year}[-_./]${loose.month}[-_./]${loose.day}${between}${loose.clock}`),
  },
  {
    ...{ key: 'loose-day-first', trust: 84, stepMs: 1000 },
    read: wallReader(`${notIn}${loose.day}[-_.]${loose.month}[-_.](?<year>(?:19|20)?\\d\\d)${between}${loose.clock}`),
  },
  { ...{ key: 'epoch', trust: 90, stepMs: 1000 }, read: readEpoch },
  {
    ...{ key: 'minutes', trust: 80, stepMs: 60_000 },
    read: wallReader(`${notIn}${year}${dateGap}${month}${dateGap}${day}${between}${hour}${timeGap}${minute}(?!\\d)`),
  },
  {
    ...{ key: 'days', trust: 55, stepMs: 86_400_000 },
    read: wallReader(`${notIn}${year}[-_.]?${month}[-_.]?${day}(?!\\d)`),
  },
];

const withoutEnding = (path: string): string => path.replace(/\.[a-z]\w{1,4}$/i, '');

export function readName(scheme: NameScheme, path: string): NamedMoment | undefined {
  return scheme.read(withoutEnding(path));
}

/** The moment one file's name speaks of, ms since epoch; undefined when it names none to the second. */
export function timeOfName(path: string): number | undefined {
  const bare = withoutEnding(path);
  for (const scheme of nameSchemes) {
    const moment = scheme.stepMs === 1000 ? scheme.read(bare) : undefined;
    if (!moment || (scheme.key === 'epoch' && moment.at < leastEpoch)) continue;
    return moment.at + fractionMs(moment.digits);
  }
  return undefined;
}

/** Ten digits are a time from here on (2010); those below are Android's numbers of photos. */
export const leastEpoch = 1_262_304_000_000;

export function fractionMs(digits: string): number {
  return digits === '' ? 0 : Number(`0.${digits}`) * 1000;
}

/** Do the names count the pictures (IMG_0001, IMG_0002)? Then their order is the pictures'. `paths` are in order. */
export function areNumbered(paths: readonly string[]): boolean {
  const numbers = paths.map((path) => Number(/(\d{1,9})\D*$/.exec(withoutEnding(path))?.[1] ?? Number.NaN));
  const next = numbers.filter((number, at) => at > 0 && number > numbers[at - 1]! && number - numbers[at - 1]! <= 10);
  return next.length >= 0.8 * (paths.length - 1);
}
