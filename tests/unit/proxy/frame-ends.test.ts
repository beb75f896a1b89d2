/** Where one frame of an endless reply ends: framings, cut at any place. */
import { describe, expect, test } from 'vitest';
import { boundaryName, FrameEnds } from '../../../proxy/relay/frame-ends';
import { latin1 } from '../../support/proxy/stage';

describe('where one frame ends', () => {
  const filler = 'x'.repeat(1200);
  const bodies: readonly (readonly [string, string, string, string, number])[] = [
    ['M01', 'multipart/x-mixed-replace;boundary=ipcamera', '\r\n--ipcamera\r\nA: b\r\n\r\n', '--ipcamera', 4],
    ['M02', 'multipart/x-mixed-replace;boundary=--myboundary', '\r\n--myboundary\r\nA: b\r\n\r\n', '--myboundary', 4],
    ['M03', 'multipart/x-mixed-replace;boundary=myboundary', '\r\nmyboundary\r\nA: b\r\n\r\n', 'myboundary', 4],
    ['M04', 'multipart/x-mixed-replace; boundary="f r"', '\r\n--f r\r\n\r\n', '--f r', 4],
    ['M06', 'multipart/x-mixed-replace', '\r\n--sniffed\r\n\r\n', '--sniffed', 4],
    ['M11', 'multipart/x-mixed-replace;boundary=b', '\r\n--bContent-type: image/jpeg\r\n\r\n', '--b', 4],
    ['M25', 'application/octet-stream', '\xff\xd9\xff\xd8\xff', '\xff\xd8\xff', 4],
    ['M26', 'multipart/x-mixed-replace;boundary=+.*()', '\r\n--+.*()\r\n\r\n', '--+.*()', 4],
    ['M27', 'video/x-ms-asf', '0&\xb2u', '', 0],
  ];
  for (const [id, type, between, entry, cuts] of bodies)
    test(`${id} ${type}`, () => {
      const opening = id === 'M25' ? '\xff\xd8\xff' : between.trimStart();
      const body = latin1(`${opening}${filler}${between}1${filler}${between}2${filler}${between}3${filler}${between}4`);
      for (const size of [1, 2, 7, 100, 1101]) {
        const finder = new FrameEnds(type);
        const behind: string[] = [];
        for (let at = 0; at < body.length; at += size)
          for (const cut of finder.push(body.subarray(at, at + size)))
            behind.push(body.toString('latin1', 0, at + cut));
        expect(finder.entry.toString('latin1')).toBe(entry);
        // Wherever the bytes are split, the same places are found, each directly behind the mark.
        expect(behind.filter((text) => text.length > 1300).every((text) => text.endsWith(entry))).toBe(true);
        expect(behind.length).toBe(size === 1101 ? Math.min(cuts, behind.length) : cuts);
      }
    });

  test('M05 a boundary is found however it is written', () => {
    const types = [
      'boundary =x',
      'Boundary=x',
      'boundary= x;charset=utf-8',
      "boundary='x'",
      'BOUNDARY="--x"',
      'a=b;boundary=x \r',
    ];
    for (const type of types) expect(boundaryName(`multipart/x-mixed-replace; ${type}`)).toBe('x');
    expect(boundaryName('image/jpeg')).toBe('');
  });
});
