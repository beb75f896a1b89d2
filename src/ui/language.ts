/** Which language the page speaks. It is chosen once, before any screen is loaded: every dictionary asks here for its words. */

/** Each by its own name for itself. */
export const languages = { en: 'English', de: 'Deutsch', es: 'Español' } as const;
export type Language = keyof typeof languages;

interface Speech {
  /** BCP 47, for numbers and dates. */
  readonly locale: string;
  /** Dictionaries by the name of the English one they stand for; none for English. */
  readonly dictionaries: Readonly<Record<string, unknown>>;
}

let speech: Speech | undefined;

/** What a person chose before goes first; '' = nothing was chosen. Then the browser's languages, in its order; else English. */
export function chooseLanguage(chosen: string, preferred: readonly string[]): Language {
  return [chosen, ...preferred].map(languageOf).find(isLanguage) ?? 'en';
}

function isLanguage(language: string): language is Language {
  return Object.hasOwn(languages, language);
}

/** "de" of "de-CH". */
function languageOf(tag: string): string {
  return tag.toLowerCase().split('-')[0]!;
}

/** The reader's own region of that language; people who read English for want of theirs get dates with the day first. */
export function chooseLocale(language: Language, preferred: readonly string[]): string {
  const own = preferred.find((tag) => languageOf(tag) === language);
  return own ?? (language === 'en' ? 'en-GB' : language);
}

export function setSpeech(chosen: Speech): void {
  speech = chosen;
}

/** These words in the language of the page: what a missing key would be is seen by the compiler (speak.ts). */
export function spoken<Words>(name: string, english: Words): Words {
  return (speech?.dictionaries[name] as Words | undefined) ?? english;
}

export function spokenLocale(): string | undefined {
  return speech?.locale;
}
