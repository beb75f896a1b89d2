/** A camera that can only be looked at: one picture that fails is not the last, and a stream that broke off is asked for again. */
import { h, render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Model, ModelContext } from '../../../src/ui/model/model';
import { View } from '../../../src/ui/screens/live/view';
import { aCamera } from './page';

/** As much of an element as Preact draws with. */
class Box extends EventTarget {
  readonly childNodes: Box[] = [];
  readonly attributes = [];
  readonly nodeType = 1;
  parentNode: Box | null = null;
  src = '';
  readonly localName: string;
  constructor(localName: string) {
    super();
    this.localName = localName;
  }
  get firstChild(): Box | null {
    return this.childNodes[0] ?? null;
  }
  get nextSibling(): Box | null {
    const all = this.parentNode?.childNodes ?? [];
    return all[all.indexOf(this) + 1] ?? null;
  }
  insertBefore(child: Box, before: Box | null): void {
    child.parentNode?.removeChild(child);
    this.childNodes.splice(before ? this.childNodes.indexOf(before) : this.childNodes.length, 0, child);
    child.parentNode = this;
  }
  removeChild(child: Box): void {
    this.childNodes.splice(this.childNodes.indexOf(child), 1);
    child.parentNode = null;
  }
  remove(): void {
    this.parentNode?.removeChild(this);
  }
  setAttribute = () => undefined;
  removeAttribute = () => undefined;
}

beforeEach(() => {
  const createElementNS = (_: string, name: string) => new Box(name);
  vi.stubGlobal('document', { createElementNS, createTextNode: () => new Box('#text') });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const address = 'http://a.local/shot.jpg';

test.each([
  ['a picture that came', 'snapshot', 'load', 500, `${address}?_=1`],
  ['a picture that failed', 'snapshot', 'error', 2000, `${address}?_=1`],
  ['a stream that broke off', 'mjpeg', 'error', 2000, address],
] as const)('%s', async (_, kind, event, ms, next) => {
  const model = { door: { cameras: { viewAddress: async () => address } } } as unknown as Model;
  const place = new Box('main');
  const view = h(View, { camera: aCamera('a', { kind }) });
  render(h(ModelContext.Provider, { value: model, children: view }), place as unknown as Element);
  const image = () => place.childNodes.find(({ localName }) => localName === 'img');
  const drawn = () => vi.waitFor(() => expect(image()?.src).toBe(address));
  await vi.advanceTimersByTimeAsync(100);
  await drawn();
  const first = image()!;
  first.dispatchEvent(new Event(event));
  await vi.advanceTimersByTimeAsync(ms - 1);
  expect([image()!.src, image()]).toEqual([address, first]);
  await vi.advanceTimersByTimeAsync(100);
  expect(image()!.src).toBe(next);
  expect(image() === first).toBe(kind === 'snapshot');
});
