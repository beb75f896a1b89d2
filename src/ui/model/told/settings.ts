/** Whether and when people want to be told while they look elsewhere. */

/** Remembered for the page. */
export interface TellSettings {
  readonly on: boolean;
  readonly sound: boolean;
  /** Hours without a word, HH:MM; the same twice = none. */
  readonly quietFrom: string;
  readonly quietUntil: string;
}

export const defaultTell: TellSettings = { on: false, sound: false, quietFrom: '22:00', quietUntil: '22:00' };

/** What was remembered, by whatever version. */
export function tellFrom(stored: Partial<TellSettings> | undefined): TellSettings {
  const { on, sound, quietFrom, quietUntil } = { ...defaultTell, ...stored };
  const timely = [quietFrom, quietUntil].every((text) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text));
  const { quietFrom: from, quietUntil: until } = timely ? { quietFrom, quietUntil } : defaultTell;
  return { on: on === true, sound: sound === true, quietFrom: from, quietUntil: until };
}
