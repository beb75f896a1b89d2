/** Brings the words of the language that is chosen: one piece for each but English, which comes with the screens. */

import { chooseLanguage, chooseLocale, type Language, setSpeech } from '../language';
import type { Translation } from './translation';

const translations: Readonly<Record<Exclude<Language, 'en'>, () => Promise<Translation>>> = {
  de: () => import('./de/de').then((part) => part.translation),
  es: () => import('./es/es').then((part) => part.translation),
};

/**
 * Before any screen is loaded: a dictionary asks for its language once. `chosen` is what a person chose, '' for nothing. A
 * language that does not come (no network, an old copy of the page) leaves the page in English.
 */
export async function speak(chosen: string, preferred: readonly string[] = navigator.languages): Promise<void> {
  const language = chooseLanguage(chosen, preferred);
  const spokenIn = (spokenNow: Language, dictionaries: Partial<Translation>) => {
    setSpeech({ locale: chooseLocale(spokenNow, preferred), dictionaries: { ...dictionaries } });
    document.documentElement.lang = spokenNow;
  };
  // The words bring the numbers' form along (format.ts), which asks for the locale as soon as it is there.
  spokenIn(language, {});
  if (language === 'en') return;
  try {
    spokenIn(language, await translations[language]());
  } catch {
    spokenIn('en', {});
  }
}
