/**
 * The language a person chose. It is needed before the first screen, and so before the library's storage is open: this is kept in
 * the window's own.
 */

const key = 'snapreel-language';

/** '' where nothing was chosen, or the browser keeps nothing. */
export function readLanguage(): string {
  try {
    return localStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}

/** '' takes the choice back. Whether it was kept: private windows of some browsers keep nothing. */
export function keepLanguage(language: string): boolean {
  try {
    if (language) localStorage.setItem(key, language);
    else localStorage.removeItem(key);
    return true;
  } catch {
    return false;
  }
}
