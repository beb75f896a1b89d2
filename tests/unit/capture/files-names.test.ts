/** Names that cameras, phones and recorders give their pictures, against the moment they speak of. */
process.env.TZ = 'Europe/Berlin';

import { expect, test } from 'vitest';
import { timeOfName } from '../../../src/capture/files/times/names';

const may = new Date(2026, 4, 1, 6, 15, 0).getTime();

test.each([
  ['2026-05-01/06-15-00.jpg', 'motionEye'],
  ['Camera1/2026-05-01/06-15-00.jpg', 'motionEye in a folder'],
  ['01-20260501061500-03.jpg', 'motion, with event and number'],
  ['20260501061500-snapshot.jpg', 'motion, snapshots'],
  ['events/1/26/05/01/06/15/00/00001-capture.jpg', 'ZoneMinder, deep storage'],
  ['Schedule_20260501-061500.jpg', 'Foscam by FTP'],
  ['MDAlarm_20260501-061500.jpg', 'Foscam, alarm'],
  ['00D6FB00F3E3(garden)_0_20260501061500_1.jpg', 'Netwave by FTP'],
  ['Garden_00_20260501061500.jpg', 'Reolink by FTP'],
  ['2026/05/01/Garden_00_20260501061500.jpg', 'Reolink in folders'],
  ['192.168.1.64_01_20260501061500000_TIMING.jpg', 'Hikvision by FTP'],
  ['2026-05-01/001/jpg/06/15/00[M][0@0][0].jpg', 'Dahua'],
  ['2026-05-01/pic_001/061500.jpg', 'digits only in a dated folder'],
  ['image26-05-01_06-15-00-12.jpg', 'Axis'],
  ['image_2026-05-01T06:15:00+0200.jpg', 'with its zone'],
  ['IMG_20260501_061500.jpg', 'Android'],
  ['PXL_20260501_041500000.jpg', 'Pixel, in UTC'],
  ['20260501_061500(0).jpg', 'Samsung'],
  ['Screenshot 2026-05-01 at 6.15.00.jpg'.replace('6.15', '06.15'), 'macOS'],
  ['Photo 2026-05-01 06.15.00 AM.jpg', 'twelve hours'],
  ['2026-05-01 06.15.00.jpg', 'Dropbox'],
  ['WIN_20260501_06_15_00_Pro.jpg', 'Windows'],
  ['01-05-2026_06-15-00.jpg', 'day first'],
  ['01.05.2026 06-15-00.jpg', 'day first, dots'],
  ['1777608900.jpg', 'seconds since 1970'],
  ['1777608900000.jpg', 'milliseconds'],
  ['garden-1777608900.000123-abc.jpg', 'Frigate'],
  ['2026-05-01T04-15-00Z.jpg', 'UTC'],
  ['garden.zip/2026-05-01/06-15-00.jpg', 'in a zip'],
  ['2026Y05M01D06H/E1_15M00S60.jpg', 'yi-hack'],
  ['2026年5月1日 6時15分00秒.jpg', 'a phone of the East'],
  ['Screenshot 2026-05-01 at 6.15.00\u202fAM.png', 'macOS, as it is'],
  ['2026-5-1 6-15-0.jpg', 'no leading noughts'],
  ['1.5.2026 6-15-00.jpg', 'day first, no leading noughts'],
  ['Foto 01.05.26, 06 15 00.jpg', 'iOS in German'],
  ['2026-04-30T21-15-00-0700.jpg', 'a zone west of Greenwich'],
  ['20260501T001500-0400.jpg', 'the same, closely written'],
])('%s (%s)', (name) => {
  expect(timeOfName(name)! - may).toBeCloseTo(0, -1);
});

test.each([
  '1000000033.jpg',
  'IMG_0001.jpg',
  'DSC09999.jpg',
  'frame-000123.jpg',
  '20261322_061500.jpg',
  '2026-02-31/06-15-00.jpg',
  'P1010061500.jpg',
  '99999999999.jpg',
  'v1.2.26 6-15-77.jpg',
  '192.168.1.64_01_3.jpg',
  '2026Y13M01D06H/15M00S.jpg',
])('%s names no moment', (name) => {
  expect(timeOfName(name)).toBeUndefined();
});
