/** Pictures of four plain colours, and their names when they are seen again. */
import jpeg from 'jpeg-js';

/** 4:4:4, as jpeg-js writes them: no browser hands out their planes. */
export function encode(rgba: Uint8Array | Uint8ClampedArray, width: number, height: number): Uint8Array {
  return jpeg.encode({ data: rgba, width, height }, 92).data;
}

/** Red, green, blue, white: top left, top right, bottom left, bottom right. */
export function quarters(width: number, height: number): Uint8Array {
  const rgba = new Uint8Array(width * height * 4).fill(255);
  const colours = [
    [255, 0, 0],
    [0, 255, 0],
    [0, 0, 255],
    [255, 255, 255],
  ];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++)
      rgba.set(colours[(y < height / 2 ? 0 : 2) + (x < width / 2 ? 0 : 1)]!, (y * width + x) * 4);
  }
  return encode(rgba, width, height);
}

/** Limited-range BT.601. */
const named: Readonly<Record<string, readonly number[]>> = {
  red: [81, 90, 240],
  green: [145, 54, 34],
  blue: [41, 240, 110],
  white: [235, 128, 128],
  black: [16, 128, 128],
};

export function nameOf(yuv: readonly number[]): string {
  const far = (one: readonly number[]) => Math.max(...one.map((value, at) => Math.abs(value - yuv[at]!)));
  return Object.entries(named).find(([, colour]) => far(colour) < 12)?.[0] ?? yuv.join(' ');
}
