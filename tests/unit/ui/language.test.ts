/** The language of the page: which one is chosen, and that each says everything, in sentences, with every number it is given. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { codes } from '../../../src/base/trouble';
import { chooseLanguage, chooseLocale, setSpeech, spoken } from '../../../src/ui/language';
import { translation as de } from '../../../src/ui/words/de/de';
import { translation as es } from '../../../src/ui/words/es/es';
import * as cameras from '../../../src/ui/words/late/cameras';
import * as imports from '../../../src/ui/words/late/import';
import * as keys from '../../../src/ui/words/late/keys';
import * as library from '../../../src/ui/words/late/library';
import * as link from '../../../src/ui/words/late/link';
import * as live from '../../../src/ui/words/late/live';
import * as look from '../../../src/ui/words/late/look';
import * as making from '../../../src/ui/words/late/making';
import * as player from '../../../src/ui/words/late/player';
import * as settings from '../../../src/ui/words/late/settings';
import * as when from '../../../src/ui/words/late/when';
import type { Translation } from '../../../src/ui/words/translation';
import { words } from '../../../src/ui/words/words';

const english: Record<string, unknown> = {
  ...{
    ...cameras,
    ...imports,
    ...keys,
    ...library,
    ...link,
    ...live,
    ...look,
    ...making,
    ...player,
    ...settings,
    ...when,
  },
  words,
};

describe('the language', () => {
  test.each([
    ['', ['de-CH', 'en'], 'de', 'de-CH'],
    ['', ['fr-FR', 'es-419', 'de'], 'es', 'es-419'],
    ['', ['fr-FR', 'ja'], 'en', 'en-GB'],
    ['', ['en-US'], 'en', 'en-US'],
    ['', [], 'en', 'en-GB'],
    ['', ['DE-at'], 'de', 'DE-at'],
    ['es', ['de-DE', 'en-US'], 'es', 'es'],
    ['en', ['de-DE', 'en-AU'], 'en', 'en-AU'],
    ['de', ['en-US'], 'de', 'de'],
    ['tlh', ['de'], 'de', 'de'],
    ['constructor', ['toString', 'es-MX'], 'es', 'es-MX'],
    ['', ['den', 'esx'], 'en', 'en-GB'],
  ])('chosen %j, of the browser %j: %s, written as in %s', (chosen, preferred, language, locale) => {
    expect(chooseLanguage(chosen, preferred)).toBe(language);
    expect(chooseLocale(chooseLanguage(chosen, preferred), preferred)).toBe(locale);
    expect(() => new Intl.NumberFormat(locale)).not.toThrow();
  });

  test('stands in for the English words it was made for, and only for those', () => {
    setSpeech({ locale: 'de', dictionaries: { lookWords: { title: 'Aussehen' } } });
    expect(spoken('lookWords', { title: 'Look' }).title).toBe('Aussehen');
    expect(spoken('words', { title: 'Look' }).title).toBe('Look');
  });
});

/** Every text and every function of a dictionary, by its way: "trouble.capture/login.what". */
function* leaves(of: unknown, way = ''): Generator<readonly [way: string, value: unknown]> {
  if (typeof of !== 'object' || of === null) yield [way, of];
  else for (const [key, value] of Object.entries(of)) yield* leaves(value, way ? `${way}.${key}` : key);
}

describe.each([
  ['German', de],
  ['Spanish', es],
] as const)('%s', (_, translation: Translation) => {
  const mine = new Map(leaves(translation));
  const theirs = new Map(leaves(english));

  test('has the same keys as English, of the same kinds', () => {
    const kindsOf = (some: ReadonlyMap<string, unknown>) =>
      [...some].filter(([way]) => !way.includes('.locales.')).map(([way, value]) => `${way}: ${typeof value}`);
    expect(kindsOf(mine).sort()).toEqual(kindsOf(theirs).sort());
  });

  test('has no text that was left in English', () => {
    const same = [...mine].filter(
      ([way, value]) =>
        typeof value === 'string' && /(\p{L}{2,}[^\p{L}]+){3}\p{L}{2,}/u.test(value) && value === theirs.get(way),
    );
    expect(same).toEqual([]);
  });

  test('ends a sentence where English does, and begins it with a capital', () => {
    const endOf = (text: unknown) => /[.:?…]$/.exec(String(text))?.[0] ?? '';
    const wrong = [...mine].filter(
      ([way, value]) =>
        typeof value === 'string' && !way.includes('.locales.') && endOf(value) !== endOf(theirs.get(way)),
    );
    expect(wrong).toEqual([]);
    for (const code of codes) {
      const { what, todo } = translation.words.trouble[code];
      for (const sentence of [what, todo]) {
        expect(sentence).toMatch(/^[„«]?\p{Lu}.{10,}\.$/u);
        expect(sentence.match(/[.!?](\s|$)/g)).toHaveLength(1);
      }
    }
  });

  test('says every number and name it is given', () => {
    const given = [
      [translation.words.films.deleted('Tor'), 'Tor'],
      [translation.words.films.saveSelected(12), '12'],
      [translation.words.films.finishing(0.5, false), '50'],
      [translation.words.pictures.kept('Tor', 3), 'Tor', '3'],
      [translation.words.health.gaps(2, 3400), '2', '3'],
      [translation.words.timeline.marked(61_000), '1:01'],
      [translation.lookWords.hide.chosen(2, 5), '2', '5'],
      [translation.playerWords.cut.summary(1000, 3500, 30), '0:01', '0:03', '30'],
      [translation.whenSheetWords.beforeSeconds(10), '10'],
      [translation.makingWords.shrink.done('Tor', 9e6, 2e6), 'Tor', '9', '2'],
      [translation.makingWords.join.done(4), '4'],
    ] as const;
    for (const [text, ...parts] of given) for (const part of parts) expect(text).toContain(part);
  });

  test('tells one from many', () => {
    const { pictures, films } = translation.words;
    expect(pictures.kept('Tor', 1)).not.toContain('1');
    expect(films.saved(1)).not.toMatch(/\d/);
    expect(translation.words.live.pictures(1)).not.toBe(translation.words.live.pictures(2).replace('2', '1'));
  });
});

test('German has no verb of many for one film, and none of one for many', () => {
  const { folder, deleted, restored } = de.libraryWords;
  const about = Object.values(folder.troubles).map((say) => (films: number) => say('Filme', films));
  for (const say of [deleted, restored, ...about]) {
    expect(say(1)).not.toMatch(/\b(?:ließen|lassen|sind|warten|wurden)\b/);
    expect(say(2)).not.toMatch(/2 Filme (?:ließ|ist|wartet|wurde) |\blässt\b/);
  }
});

describe('a page that speaks', () => {
  beforeEach(() => vi.resetModules());

  test.each(['de', 'es'] as const)('%s: every dictionary that is asked for, and numbers as there', async (language) => {
    vi.stubGlobal('document', { documentElement: {} });
    const { speak } = await import('../../../src/ui/words/speak');
    await speak('', [language]);
    expect(document.documentElement.lang).toBe(language);
    const spokenNow = { de, es }[language];
    const again: Record<string, unknown> = Object.assign(
      { words: (await import('../../../src/ui/words/words')).words },
      ...(await Promise.all([
        import('../../../src/ui/words/late/cameras'),
        import('../../../src/ui/words/late/import'),
        import('../../../src/ui/words/late/library'),
        import('../../../src/ui/words/late/link'),
        import('../../../src/ui/words/late/live'),
        import('../../../src/ui/words/late/look'),
        import('../../../src/ui/words/late/making'),
        import('../../../src/ui/words/late/player'),
        import('../../../src/ui/words/late/settings'),
        import('../../../src/ui/words/late/when'),
      ])),
    );
    const texts = (of: unknown) => [...leaves(of)].filter(([, value]) => typeof value === 'string');
    for (const [name, dictionary] of Object.entries(again)) {
      expect(texts(dictionary), name).toEqual(texts(spokenNow[name as keyof Translation]));
    }
    const { countText } = await import('../../../src/ui/words/format');
    expect(countText(12_345_678)).toBe('12.345.678');
    vi.unstubAllGlobals();
  });
});
