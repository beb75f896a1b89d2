/** The shutter asks for a larger still where the camera's family has one, and keeps the screen's picture whatever comes. */
import type { ServerResponse } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import type { Camera } from '../../../src/base/camera';
import { largest } from '../../../src/record/live/largest';
import { flatPicture } from '../../support/pictures/flat';
import { aCamera, toolsWith } from '../capture/cameras';
import { closeAll, limits, linkTo, proxyFor, serve } from '../capture/servers';
import { jpegOf } from '../deck/pictures';

afterEach(closeAll);

/** 640x480. */
const shown = jpegOf(1);

interface Asked {
  readonly name: string;
  readonly camera: Partial<Camera>;
  /** Of the reply; undefined = there is none. */
  readonly answer?: (response: ServerResponse) => void;
  /** What the camera is asked, path and query. */
  readonly asks: readonly string[];
  readonly widthPx: number;
}

const sends = (jpeg: Uint8Array) => (response: ServerResponse) =>
  void response.writeHead(200, { 'Content-Type': 'image/jpeg', 'Content-Length': jpeg.length }).end(jpeg);
const large = flatPicture(1920, 1080);
const phone = { family: 'ip-webcam', kind: 'mjpeg' } as const;

const table: readonly Asked[] = [
  { name: 'a phone: its photo', camera: phone, answer: sends(large), asks: ['/photo.jpg'], widthPx: 1920 },
  {
    name: 'a sub-stream: the picture of the main one',
    camera: { family: 'hikvision', kind: 'mjpeg' },
    answer: sends(large),
    asks: ['/ISAPI/Streaming/channels/101/picture'],
    widthPx: 1920,
  },
  {
    name: 'a channel in the address',
    camera: { family: 'dahua', kind: 'mjpeg', address: '/3' },
    answer: sends(large),
    asks: ['/cgi-bin/snapshot.cgi?channel=3'],
    widthPx: 1920,
  },
  {
    name: 'a login in the query',
    camera: { family: 'foscam-hd', kind: 'mjpeg', userName: 'me', password: 'a&b' },
    answer: sends(large),
    asks: ['/cgi-bin/CGIProxy.fcgi?cmd=snapPicture2&usr=me&pwd=a%26b'],
    widthPx: 1920,
  },
  { name: 'no larger one', camera: phone, answer: sends(flatPicture(640, 480)), asks: ['/photo.jpg'], widthPx: 640 },
  {
    name: 'cut off',
    camera: phone,
    answer: sends(large.subarray(0, large.length - 40)),
    asks: ['/photo.jpg'],
    widthPx: 640,
  },
  {
    name: 'no such picture',
    camera: phone,
    answer: (response) => void response.writeHead(404).end('nothing here'),
    asks: ['/photo.jpg'],
    widthPx: 640,
  },
  {
    name: 'a page instead',
    camera: phone,
    answer: (response) => void response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>'),
    asks: ['/photo.jpg'],
    widthPx: 640,
  },
  { name: 'never answered', camera: phone, asks: ['/photo.jpg'], widthPx: 640 },
  {
    name: 'pictures come from there anyway',
    camera: { family: 'hikvision', kind: 'snapshot' },
    answer: sends(large),
    asks: [],
    widthPx: 640,
  },
  {
    name: 'a family without one',
    camera: { family: 'axis', kind: 'mjpeg' },
    answer: sends(large),
    asks: [],
    widthPx: 640,
  },
  {
    name: 'an address of one’s own',
    camera: { family: 'mjpeg', kind: 'mjpeg' },
    answer: sends(large),
    asks: [],
    widthPx: 640,
  },
];

test.each(table)('$name', async ({ camera, answer, asks, widthPx }) => {
  const asked: string[] = [];
  const origin = await serve((request, response) => {
    asked.push(request.url!.replace(/[?&]sig=\w+|[?&]_=\w+/, ''));
    answer?.(response);
  });
  const its = aCamera({ ...camera, address: origin + (camera.address ?? '') });
  // Long for who answers: a busy machine is no camera that is silent.
  const mostMs = answer ? 20_000 : 400;
  const tools = toolsWith({ ...limits, firstByteMs: mostMs });
  const kept = await largest(shown, its, tools, new AbortController().signal, mostMs);
  expect(asked).toEqual(asks);
  expect(kept.widthPx).toBe(widthPx);
  if (widthPx === 640) expect(kept).toBe(shown);
});

test('through the proxy, and when the camera is closed meanwhile', async () => {
  const origin = await serve((_, response) => sends(large)(response));
  const link = linkTo(await proxyFor(origin));
  const its = aCamera({ ...phone, address: origin, route: 'proxy' });
  const closing = new AbortController();
  expect((await largest(shown, its, toolsWith(limits, link), closing.signal)).widthPx).toBe(1920);
  closing.abort();
  expect(await largest(shown, its, toolsWith(limits, link), closing.signal)).toBe(shown);
});
