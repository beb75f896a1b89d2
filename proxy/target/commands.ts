/** Knows the commands of cameras: which names and values of an address change a camera for good or show its secrets. */

/**
 * Only GET ever goes out, but these cameras do everything with GET (the vendor's "IP Camera CGI" v1.27). A name is
 * taken apart into words, and it is a command only when the whole of it is made of words that commands are made of:
 * `restart.cgi` and `rebootSystem` are, `RestartRoom` and `backup_gate` are not.
 */
const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** What a person looks at or steers: around these the same verbs are harmless (ptzReset, resetImageSetting). */
const harmless = words(
  `image images img picture pictures pic video stream streams snap snapshot snapshots shot jpeg jpg mjpeg mjpg frame frames
  resolution size brightness contrast hue saturation sharpness quality fps bitrate framerate led leds infra infrared ir lamp light night day
  mirror flip rotate rotation ptz pan tilt zoom focus iris preset presets patrol cruise osd color colour white balance exposure gain
  wdr denoise misc view viewer zone motion position home camera`,
);
/** What a setter must not touch and a getter must not tell. */
const sensitive = words(
  `user users usr account accounts password passwords passwd pwd pass wifi wireless wlan ap ssid smtp mail email ftp ddns pppoe upnp telnet ssh p2p
  network net ip port ports dns dhcp http https rtsp onvif firewall certificate cert key keys alarm log logs forbidden factory firmware fw
  cloud push server admin root group groups permission privilege security socket serial`,
);
const filler = words(
  `system sys device dev ipc ipcam dvr nvr router machine board cam my do go form cgi cmd command exec action api web http now all full soft hard
  quick force confirm to and the by from at is enable disable on off config configs configuration conf cfg setting settings param params parameter parameters attr
  attrs attribute info data file files mode type state list manager management default defaults service services daemon app disk sd card hdd
  storage flash html htmls extra local link remote time date name main sub page test comm write read scan result id setup set get manage check report cpu memory`,
);
/** Commands by themselves, unless what is meant is a picture or a position. */
const verbs = words(
  `restart restarting restore reset backup format update delete del remove rm erase wipe clear import export upload halt flash`,
);
/** Commands whatever else is said. */
const hardVerbs = words(
  'reboot rebooting shutdown poweroff powerdown upgrade fwupgrade factoryreset factorydefault factorydefaults hardfactorydefault telnetd pwdgrp',
);
const accountVerbs = words('add new create del delete remove modify change edit');
const actuals = words('info status state version time date');
const switches = words('enable open start on');
const tests = words('test comm scan');

const known: ReadonlySet<string> = new Set(
  [harmless, sensitive, filler, verbs, hardVerbs, accountVerbs, actuals, switches, tests].flatMap((set) => [...set]),
);
const mostLetters = Math.max(...[...known].map((word) => word.length));

/** A run of letters as known words, the longest first; undefined where letters are left over. */
function knownWords(letters: string): string[] | undefined {
  /** For each place the words up to it. */
  const until: (string[] | undefined)[] = [[]];
  for (let end = 1; end <= letters.length; end++)
    for (let start = Math.max(0, end - mostLetters); start < end && !until[end]; start++) {
      const word = letters.slice(start, end);
      const before = until[start];
      if (before && known.has(word)) until[end] = [...before, word];
    }
  return until[letters.length];
}

/** `setSMTPConfig` -> set smtp config; letters that cannot be told apart stay one unknown word. */
function wordsOf(name: string): string[] {
  const runs = name.slice(0, 100).match(/p2p|P2P|[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? [];
  return runs.flatMap((run) => knownWords(run.toLowerCase()) ?? [run.toLowerCase()]);
}

/** Both readings: by the capitals and signs (`setWifi`), and without them (`reBoot`). */
function readings(name: string): string[][] {
  const glued = knownWords(
    name
      .slice(0, 100)
      .toLowerCase()
      .replace(/[^a-z]/g, ''),
  );
  return glued ? [wordsOf(name), glued] : [wordsOf(name)];
}

/** `isProgram`: the name is run, not only found, so that its first word alone may decide. */
function isCommandOf(all: readonly string[], isProgram: boolean): boolean {
  const has = (set: ReadonlySet<string>) => all.some((word) => set.has(word));
  const isWhole = all.every((word) => known.has(word));
  const [first = '', second = ''] = all;
  const begins = first === 'form' || first === 'do' || first === 'cmd' || first === 'api' ? second : first;
  if (begins === 'set' && all.length > 1 && (isWhole || isProgram)) return has(sensitive) || !has(harmless);
  if (isProgram && hardVerbs.has(begins)) return true;
  if (!isWhole) return false;
  if (has(hardVerbs)) return true;
  if (all.includes('factory') && (has(verbs) || all.includes('default') || all.includes('defaults'))) return true;
  if (has(accountVerbs) && has(sensitive)) return true;
  if (has(verbs) && !has(harmless)) return true;
  if (has(switches) && all.some((word) => word === 'telnet' || word === 'ssh')) return true;
  return (has(tests) && has(sensitive)) || (all.includes('comm') && all.includes('write'));
}

/** `/users`, `get_params`, `getWifiConfig`: the settings as a whole, or those with passwords in them. */
function isSecretOf(all: readonly string[]): boolean {
  if (!all.every((word) => known.has(word)) || all.some((word) => harmless.has(word))) return false;
  if (all[0] === 'get') {
    const told = all.slice(1);
    if (told.some((word) => sensitive.has(word))) return true;
    return (
      told.length > 0 &&
      !told.some((word) => actuals.has(word)) &&
      told.some((word) => /^(conf|sett|param|attr)/.test(word))
    );
  }
  const name = all.join('');
  return /^(users|accounts|passwords?|passwd|shadow|htpasswd|user(check|manage(r|ment)?)|configuration(file|data)|serverreport)$/.test(
    name,
  );
}

export type Danger = 'command' | 'secret';

function danger(name: string, isProgram: boolean): Danger | undefined {
  const all = readings(name).filter((reading) => reading.length > 0);
  if (all.some((reading) => isCommandOf(reading, isProgram))) return 'command';
  return all.some(isSecretOf) ? 'secret' : undefined;
}

const pictureName = /\.(jpe?g|jfif|jpe|mjpe?g|png|gif|bmp|webp|avif|heic)$/;
/** Behind these stands what a person named: `/image/Delete`, `/mjpg/restart`. */
const pictureFolder = /^(image|img|mjpe?g|jpe?g|snap(shot)?|picture|stream|live|video)$/;
const programName = /\.(f?cgi|aspx?|php\d?|jsp|pl|sh|lua|py|do|action|fwd|exe)$/;
const programFolder = /^(cgi(-?bin)?|goform|form)$/;
const settingsFile = /\.(ini|conf|cfg|bak|pem|key|pfx|htpasswd|passwd|log)$/;
const dataFile = /\.(bin|dat|tar|t?gz|zip|xml|json|txt|db)$/;

/** System folders that some cameras serve by mistake (Netwave: `//proc/kcore` is the whole memory). */
const systemFolder = /^(proc|sys|dev|etc|root)$/;
const systemFile =
  /(^|\/)(rom-0$|current_config\/|mnt\/mtd\/|proc\/(kcore|kmsg|self|mtd|net|\d+)|etc\/(passwd|shadow|config|hosts)|\.ssh\/|dev\/(k?mem|mtd|sd|mmcblk))/;

/** What the servers of cameras on a computer understand: motion's `/0/config/list`, go2rtc's and Frigate's `/api/config`. */
const serverFile = /(^|\/)(api\/config(\/(raw|save))?|(\d+|api)\/config\/(list|get))$/;
const serverCommand = /(^|\/)\d+\/(action\/(quit|end)|config\/(set|write\w*))$/;

function isSystemPath(segments: readonly string[]): boolean {
  if (systemFile.test(segments.join('/').toLowerCase())) return true;
  const [top = '', next = ''] = segments.map((segment) => segment.toLowerCase());
  if (!systemFolder.test(top) || /^video\d*$/.test(next)) return false;
  return !pictureName.test(segments.at(-1)!.toLowerCase()) || top === 'proc';
}

/**
 * The path decoded as far as it goes. Parameters behind `;`, dots and blanks at an end are no part of a name, nor is what
 * stands behind an encoded `?` or `#`: many a camera decodes first and looks for these then.
 */
export function dangerOfPath(path: string): Danger | undefined {
  const segments = path
    .replace(/[?#].*$/s, '')
    .split('/')
    .map((segment) => segment.replace(/;.*$/, '').replace(/[\s.]+$/, ''))
    .filter((segment) => segment !== '');
  if (segments.length === 0) return undefined;
  const plain = segments.join('/').toLowerCase();
  if (isSystemPath(segments) || serverFile.test(plain)) return 'secret';
  if (serverCommand.test(plain)) return 'command';
  let last = segments.length - 1;
  // `/reboot/now`, `/reset/1`: what is said about a command is not the command.
  while (last > 0 && wordsOf(segments[last]!).every((word) => filler.has(word) && !switches.has(word))) last -= 1;
  for (const [at, segment] of segments.entries()) {
    const lower = segment.toLowerCase();
    if (at === segments.length - 1 && settingsFile.test(lower)) return 'secret';
    if (pictureName.test(lower)) continue;
    const isProgram = programName.test(lower) || programFolder.test((segments[at - 1] ?? '').toLowerCase());
    if (!isProgram && at < last) continue;
    const isNamed = !isProgram && pictureFolder.test((segments[at - 1] ?? '').toLowerCase());
    if (isNamed && !wordsOf(segment).some((word) => hardVerbs.has(word))) continue;
    const stem = segment.replace(/(\.\w{1,8}){1,2}$/, '');
    // `Config.backup` keeps its verb where others keep their type.
    const found = danger(stem, isProgram) ?? danger(segment, false);
    if (found) return found;
    if (
      dataFile.test(lower) &&
      wordsOf(stem).every((word) => known.has(word) && !harmless.has(word) && !actuals.has(word))
    )
      return 'secret';
  }
  return undefined;
}

/** CGIs that keep the verb in the query: `cmd=rebootSystem`, `action=factorydefault`. */
const commandKeys = words(
  'cmd cmnd command commands action act do method var op operation func function req request task opt run exec event service',
);
/** Parameters that name something the person named. */
const nameKey = /name|text|comment|cam|room|src|source|id|stream|ch|channel|monitor|view|user|usr|pwd|pass|title|label/;
const plainCommand = /^(sys|system|do)?(reboot|poweroff|factory_?reset|factory_?defaults?)$/;
const plainKey = /^(reboot|restart|reset|restore|upgrade|shutdown|poweroff|factory_?reset|factory_?defaults?)$/;

export function dangerOfPair(key: string, value: string): Danger | undefined {
  const name = key.toLowerCase().replace(/^[-_]+/, '');
  if (systemFile.test(value.toLowerCase().replaceAll('\\', '/'))) return 'secret';
  if (plainKey.test(name)) return 'command';
  if (commandKeys.has(name)) {
    // A line for a shell or a console: `sudo reboot`, `/sbin/reboot`; Tasmota's `Password1 other`.
    const [first = '', ...more] = value.toLowerCase().match(/[a-z]+/g) ?? [];
    if ([first, ...more].some((word) => hardVerbs.has(word))) return 'command';
    if (name === 'cmnd' && (sensitive.has(first) || first === 'backlog' || first === 'webpassword')) return 'command';
    return danger(value, true);
  }
  return !nameKey.test(name) && plainCommand.test(value.toLowerCase()) ? 'command' : undefined;
}
