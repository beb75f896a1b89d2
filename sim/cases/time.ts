/** B01 to B08: pictures by the book, at peculiar times. */
import type { Case, Step } from './case';

const head = (date: string): Step => ({
  send: `HTTP/1.1 200 OK\r\nServer: Netwave IP Camera\r\nDate: ${date}\r\nContent-Type: multipart/x-mixed-replace;boundary=ipcamera\r\nConnection: close\r\n\r\n`,
});
const today = head('Tue, 13 Nov 2012 10:00:00 GMT');
const before = '--ipcamera\r\nContent-Type: image/jpeg\r\nContent-Length: {length}\r\n\r\n';
const stamped = (stamp: string) => before.replace('\r\nContent-L', `\r\nX-Timestamp: ${stamp}\r\nContent-L`);
const after = '\r\n';
const picture: Step = { picture: 'whole', before, after };
const steady = (count: number, everyMs: number | readonly number[], step: Step = picture): Step => ({
  repeat: [step],
  count,
  everyMs,
});

export const timeCases: readonly Case[] = [
  { name: 'B01', says: 'one picture in 5 s (rate 23)', delivers: 3, steps: [today, steady(3, 5000)] },
  {
    name: 'B01-bursts',
    says: 'three pictures at once every 15 s',
    delivers: 6,
    steps: [today, steady(6, [0, 0, 15_000])],
  },
  {
    name: 'B02',
    says: '25 a second promised, 11.3 unevenly given',
    delivers: 'endless',
    steps: [today, steady(0, [40, 120, 80, 120, 40, 160, 80, 68])],
  },
  {
    name: 'B03-back',
    says: "the camera's clock goes back an hour",
    delivers: 6,
    steps: [
      today,
      steady(3, 100, { picture: 'whole', before: stamped('{timestamp}'), after }),
      steady(3, 100, { picture: 'whole', before: stamped('{timestamp-3600}'), after }),
    ],
  },
  {
    name: 'B03-forward',
    says: "the camera's clock goes forward a day",
    delivers: 6,
    steps: [
      today,
      steady(3, 100, { picture: 'whole', before: stamped('{timestamp}'), after }),
      steady(3, 100, { picture: 'whole', before: stamped('{timestamp+86400}'), after }),
    ],
  },
  {
    name: 'B04',
    says: 'the camera believes in 1970',
    delivers: 6,
    steps: [
      head('Thu, 01 Jan 1970 00:58:10 GMT'),
      steady(6, 100, { picture: 'whole', before: stamped('3490.000000'), after }),
    ],
  },
  {
    name: 'B05',
    says: 'a stall, then all that was held back at once',
    delivers: 40,
    steps: [today, steady(10, 67), { burst: 20, everyMs: 67, before, after }, steady(10, 67)],
  },
  {
    name: 'B06',
    says: 'gone for a while (`?ms=`), then back',
    delivers: 5,
    steps: [today, steady(5, 67), { end: 'down', ms: 5000 }],
  },
  { name: 'B07', says: 'closes after every picture', delivers: 1, steps: [today, steady(1, 40)] },
  { name: 'B08', says: 'goes on as long as someone looks', delivers: 'endless', steps: [today, steady(0, 1000 / 15)] },
];
