/** What a person does in an engine's tab, by the names they read on it. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine, Find } from './engine';

const patienceMs = 120_000;

export interface Person {
  /** Presses the button, link or tab of that name, within the film's row that says `row` if told. */
  press(name: string, row?: string): Promise<void>;
  /** False where there is no such button. */
  pressIfThere(name: string): Promise<boolean>;
  fill(field: string, text: string): Promise<void>;
  upload(field: string, paths: readonly string[]): Promise<void>;
  /** Resolves as soon as the text is to be seen. */
  see(text: string | RegExp): Promise<void>;
  /** Presses a button that downloads, and gives the path of the file. */
  download(name: string, row?: string): Promise<string>;
  /** Asks the page again and again until it says yes; `what` is said when it never does. */
  until<G>(what: string, isSo: (given: G) => boolean | Promise<boolean>, given: G): Promise<void>;
}

/** Of what can be pressed: its label, or its words. Given as text to the page. */
function pressable({ name, row }: { readonly name: string; readonly row: string | undefined }): Element | null {
  const rows = [...document.querySelectorAll('li.film')];
  const place = row === undefined ? document : rows.find((one) => one.textContent?.includes(row));
  const label = (one: Element) => {
    const by = one.getAttribute('aria-labelledby');
    return by
      ? by
          .split(' ')
          .map((id) => document.getElementById(id)?.textContent)
          .join(' ')
      : one.ariaLabel;
  };
  const named = (one: Element) => (label(one) ?? one.textContent ?? '').replace(/\s+/g, ' ').trim();
  const all = [...(place?.querySelectorAll('button, a, summary, [role=tab], [role=menuitem]') ?? [])];
  const target: (Element & { boxBefore?: readonly number[] }) | undefined = all.find(
    (one) => named(one) === name && one.checkVisibility() && !one.matches(':disabled'),
  );
  if (!target) return null;
  // A finger waits until what it wants no longer moves, and lies under nothing else.
  target.scrollIntoView({ block: 'center', behavior: 'instant' });
  const { left, top, width, height } = target.getBoundingClientRect();
  const box = [left, top, width, height];
  // To the pixel: WebKitGTK scrolls a half one to and fro, each time it is asked for the middle.
  const { boxBefore } = target;
  const stands = boxBefore !== undefined && box.every((value, at) => Math.abs(value - boxBefore[at]!) <= 1);
  target.boxBefore = box;
  return stands && target.contains(document.elementFromPoint(left + width / 2, top + height / 2)) ? target : null;
}

function field(name: string): Element | null {
  const labelled = (one: HTMLInputElement) =>
    [one.getAttribute('aria-label'), ...[...(one.labels ?? [])].map(({ textContent }) => textContent)].some(
      (label) => label?.trim() === name,
    );
  return [...document.querySelectorAll<HTMLInputElement>('input, textarea')].find(labelled) ?? null;
}

const pageText = (): string => document.body?.textContent ?? '';

export function personAt(engine: Engine): Person {
  /** Until the page has it: what is pressed may come with the next picture. */
  async function once(what: string, tried: () => Promise<boolean>): Promise<void> {
    for (const givenUpAt = Date.now() + patienceMs; !(await tried()); await sleep(50)) {
      if (Date.now() < givenUpAt) continue;
      throw new Error(`${engine.name}: ${what}: ${await engine.run(pageText, undefined)}`);
    }
  }
  const buttonOf = (name: string, row: string | undefined): Find => ({ find: pressable, given: { name, row } });
  const press: Person['press'] = (name, row) => once(`no button “${name}”`, () => engine.press(buttonOf(name, row)));
  return {
    press,
    pressIfThere: (name) => engine.press(buttonOf(name, undefined)),
    fill: (name, text) => once(`no field “${name}”`, () => engine.type({ find: field, given: name }, text)),
    upload: (name, paths) => once(`no field “${name}”`, () => engine.upload({ find: field, given: name }, paths)),
    see: (text) =>
      once(`“${text}” is not there`, async () => {
        const words = await engine.run(pageText, undefined);
        return typeof text === 'string' ? words.includes(text) : text.test(words);
      }),
    download: (name, row) => engine.download(() => press(name, row)),
    until: (what, isSo, given) => once(what, () => engine.run(isSo, given)),
  };
}
