/** Why a browser does not open its storage: a full disk is not called a forbidden one. */
import { expect, test } from 'vitest';
import { asRefusal } from '../../../src/deck/disk/disk';

test.each([
  ['Firefox, no free block', new DOMException('Could not create actor', 'UnknownError'), 'deck/full'],
  ['Chromium, no free block', new DOMException('state had changed', 'InvalidStateError'), 'deck/full'],
  ['Chromium, full while opening a database', new DOMException('full disk', 'QuotaExceededError'), 'deck/full'],
  ['a private window', new DOMException('The operation is insecure.', 'SecurityError'), 'deck/unavailable'],
  ['an insecure page', new TypeError('navigator.storage is undefined'), 'deck/unavailable'],
  ['an older browser', new DOMException('not supported', 'NotSupportedError'), 'deck/unavailable'],
])('C14 %s', (_, error, code) => {
  expect(asRefusal(error, 'opfs').name).toBe(code);
});
