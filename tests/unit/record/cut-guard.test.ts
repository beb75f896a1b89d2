/** A decoder that may end the page is tried under guard before a cut decodes, and not at all where it has ended one. */
import { afterEach, expect, test, vi } from 'vitest';
import { codeOf } from '../../../src/base/trouble';
import { h264, type Made } from './cutting';

afterEach(() => vi.unstubAllGlobals());

/** What is written down when the decoder is first asked for; it can nothing, so that nothing else is reached. */
async function stateWhenAsked(made: Made): Promise<readonly unknown[]> {
  const states: unknown[] = [];
  vi.stubGlobal('VideoDecoder', {
    isConfigSupported: async () => {
      states.push(await made.deck.read('trial-webcodecs'));
      return { supported: false };
    },
  });
  expect(await made.cut({ first: 5, last: 30 }).catch(codeOf)).toBe('encode/unavailable');
  return states;
}

test('the first cut within a group writes down that it tries', async () => {
  const [first] = await stateWhenAsked(await h264());
  expect(first).toMatchObject({ state: 'trying' });
});

test('one that ended the page is not asked again', async () => {
  const made = await h264();
  await made.deck.write('trial-webcodecs', {
    browser: '',
    state: 'out',
    page: 'before',
    told: true,
  });
  expect(await stateWhenAsked(made)).toEqual([]);
});

test('from a key frame on nothing is decoded but the small picture, and that under guard', async () => {
  const made = await h264();
  const states: unknown[] = [];
  vi.stubGlobal('VideoDecoder', {
    isConfigSupported: async () => {
      states.push(await made.deck.read('trial-webcodecs'));
      return { supported: false };
    },
  });
  expect((await made.cut({ first: 12, last: 35 })).length).toBe(1);
  expect(states).toEqual([expect.objectContaining({ state: 'trying' })]);
});
