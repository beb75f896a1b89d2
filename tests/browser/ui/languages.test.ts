/** The built app in other languages than English: by the browser's choice and by the person's, and with longer words and from right to left. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, type Visit } from '../../support/browser';
import { expectGood, openRig, poll, type Rig } from './rig';

let rig: Rig;

beforeAll(async () => {
  rig = await openRig();
});

afterAll(() => rig?.close());

async function inLanguage(locale: string, act: (visit: Visit) => Promise<void>): Promise<void> {
  // The narrowest phone there is: words are longer than in English.
  const browser = await openBrowser({ locale, widthPx: 320, heightPx: 640 });
  try {
    const visit = await browser.newPage();
    await visit.page.emulateMedia({ reducedMotion: 'reduce' });
    await visit.goTo(rig.app);
    await act(visit);
    expect(visit.errors).toEqual([]);
  } finally {
    await browser.close();
  }
}

/** What is told once the screen's own title stands there: the one before it stays until then. */
async function goToScreen(visit: Visit, button: string, ...titles: readonly string[]): Promise<void> {
  await visit.press(button);
  for (const name of titles) await visit.page.getByRole('heading', { name, exact: true }).waitFor();
}

const languageOf = (visit: Visit) => visit.page.evaluate(() => document.documentElement.lang);

describe('as the browser asks', () => {
  test.each([
    {
      locale: 'de-CH',
      lang: 'de',
      title: 'Was soll aufgenommen werden?',
      demo: 'Demo-Kamera',
      screens: [
        ['Filme', 'Filme'],
        ['Kameras', 'Kameras'],
        ['Neue Kamera', 'Neue Kamera'],
        ['Einstellungen', 'Einstellungen und Info', 'Ohne Netz'],
      ],
      record: 'Aufnehmen',
      stop: 'Stopp',
      film: 'Der Film',
      options: 'Optionen',
      done: 'Fertig',
    },
    {
      locale: 'es-MX',
      lang: 'es',
      title: '¿Qué quiere grabar?',
      demo: 'Cámara demo',
      screens: [
        ['Videos', 'Videos'],
        ['Cámaras', 'Cámaras'],
        ['Añadir cámara', 'Añadir cámara'],
        ['Ajustes', 'Ajustes e información', 'Sin red'],
      ],
      record: 'Grabar',
      stop: 'Detener',
      film: 'Video listo',
      options: 'Opciones',
      done: 'Listo',
    },
  ])('$locale: from the first screen to a film, at 320 px', (say) =>
    inLanguage(say.locale, async (visit) => {
      await visit.see(say.title);
      expect(await languageOf(visit)).toBe(say.lang);
      await expectGood(visit);
      for (const [button, ...titles] of say.screens) {
        await goToScreen(visit, button!, ...titles);
        await expectGood(visit);
      }
      await visit.goTo(rig.app);
      await visit.press(say.demo);
      await visit.press(say.options);
      await visit.page.getByRole('dialog').waitFor();
      await expectGood(visit);
      await visit.press(say.done);
      await visit.press(say.record);
      await visit.page.getByRole('button', { name: say.stop }).waitFor();
      await visit.press(say.stop);
      await visit.see(say.film, 60_000);
      await expectGood(visit);
    }),
  );

  test('ja-JP, which it does not speak: in English', () =>
    inLanguage('ja-JP', async (visit) => {
      await visit.see('What do you want to record?');
      expect(await languageOf(visit)).toBe('en');
    }));
});

test('as a person chooses: at once, and after a reload', () =>
  inLanguage('es-ES', async (visit) => {
    await visit.press('Ajustes');
    await visit.choose('Idioma', 'Deutsch');
    await visit.see('Einstellungen und Info');
    await visit.reload();
    await visit.see('Einstellungen und Info');
    await visit.choose('Sprache', 'Wie im Browser');
    await visit.see('Ajustes e información');
  }));

test('words that are longer by 40 % and run from right to left leave nothing outside a narrow screen', () =>
  inLanguage('en-GB', async (visit) => {
    for (const [screen, ...titles] of [
      ['Live', 'What do you want to record?'],
      ['Films', 'Films'],
      ['Cameras', 'Cameras'],
      ['Settings', 'Settings and about', 'Without a network'],
    ] as const) {
      await goToScreen(visit, screen, ...titles);
      const overflowPx = await visit.page.evaluate(() => {
        document.documentElement.dir = 'rtl';
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let text = texts.nextNode(); text; text = texts.nextNode()) {
          const words = text.nodeValue ?? '';
          text.nodeValue = words + words.slice(0, Math.ceil(words.trim().length * 0.4)).toUpperCase();
        }
        const right = Math.max(
          ...[...document.querySelectorAll('main *')].map((one) => one.getBoundingClientRect().right),
        );
        const left = Math.min(
          ...[...document.querySelectorAll('main *')].map((one) => one.getBoundingClientRect().left),
        );
        return Math.max(document.documentElement.scrollWidth, right) - innerWidth - Math.min(0, left);
      });
      expect(overflowPx, screen).toBeLessThanOrEqual(0.5);
      await visit.reload();
    }
    await poll(() => languageOf(visit)).toBe('en');
  }));
