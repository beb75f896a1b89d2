/** Addresses as people type and paste them. */
import { expect, test } from 'vitest';
import { isBareHost, parseAddress, splitAddress } from '../../../src/ui/model/address';

test.each([
  ['192.168.1.20', 'http://192.168.1.20', '', ''],
  [' cam.local:81 ', 'http://cam.local:81', '', ''],
  ['http://192.168.1.20:81/shot.jpg?x=1', 'http://192.168.1.20:81/shot.jpg?x=1', '', ''],
  ['https://cam.example/a', 'https://cam.example/a', '', ''],
  ['admin:secret@192.168.1.20:81', 'http://192.168.1.20:81', 'admin', 'secret'],
  ['http://admin:p%40ss%3A@cam.local/x', 'http://cam.local/x', 'admin', 'p@ss:'],
  ['http://admin@cam.local/x', 'http://cam.local/x', 'admin', ''],
  ['http://admin:100%@cam.local/x', 'http://cam.local/x', 'admin', '100%'],
  ['http://[fd00::1]:81/x', 'http://[fd00::1]:81/x', '', ''],
  ['cam.local/s.cgi?usr=me&size=3&pwd=x%26y', 'http://cam.local/s.cgi?usr={user}&size=3&pwd={password}', 'me', 'x&y'],
  ['http://cam.local/s?user={user}&pwd={password}', 'http://cam.local/s?user={user}&pwd={password}', '', ''],
  ['http://cam.local/s?user=only', 'http://cam.local/s?user=only', '', ''],
  ['', '', '', ''],
  ['not an address', 'not an address', '', ''],
])('%j is split', (typed, address, userName, password) => {
  expect(splitAddress(typed)).toEqual({ address, userName, password });
});

test.each(['', 'ftp://cam/x', 'javascript:alert(1)', 'http://', 'a b', 'rtsp://192.168.1.2/live'])(
  '%j is no address of a camera',
  (typed) => {
    expect(parseAddress(typed)).toBeUndefined();
  },
);

test.each([
  ['192.168.1.20:81', true],
  ['http://cam.local/', true],
  ['http://cam.local/x', false],
  ['http://cam.local/?action=stream', false],
])('%j is a bare host: %s', (typed, bare) => {
  expect(isBareHost(parseAddress(typed)!)).toBe(bare);
});
