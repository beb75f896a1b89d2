/** Pictures of several cameras side by side as one: each in its tile, with the camera's name; a tile without a picture is black and says so. */
import type { Picture, SizePx } from '../../base/flow';
import { type OverlayLine, plainLook, timeLine } from '../../base/look/look';
import { openCanvas, openPainter } from '../canvas';
import { openLines, type PictureFacts } from '../lines/lines';
import { type FrameStamp, pictureOfFrame } from '../picture';

export interface TilesOptions {
  /** Of one tile. */
  readonly tile: SizePx;
  readonly across: number;
  readonly down: number;
  /** Of the cameras, a tile each. */
  readonly names: readonly string[];
  /** What stands in a tile of which there is no picture. */
  readonly none: string;
}

export interface Tiles {
  /** From now on this is seen there, fitted into the tile. Takes the picture over. */
  show(tile: number, picture: Picture): Promise<void>;
  /** From now on nothing is seen there. */
  clear(tile: number): void;
  /** All tiles as they are now. */
  picture(stamp: FrameStamp): Picture;
}

const nameLine: OverlayLine = { ...timeLine, what: 'camera', size: 'small', place: 'top-right' };
const noneLine: OverlayLine = { ...timeLine, what: 'text', place: 'middle' };
const noFacts: Omit<PictureFacts, 'cameraName'> = { at: 0, elapsedMs: 0, number: 0, moves: false };

/** All tiles are empty at first. */
export function openTiles({ tile, across, down, names, none }: TilesOptions): Tiles {
  const size = { widthPx: tile.widthPx * across, heightPx: tile.heightPx * down };
  const whole = openCanvas(size);
  const one = openCanvas(tile);
  const painter = openPainter({ ...plainLook, lines: [nameLine] });
  const empty = openLines([nameLine, { ...noneLine, text: none }]);
  const place = (at: number) => {
    const [x, y] = [(at % across) * tile.widthPx, Math.floor(at / across) * tile.heightPx];
    whole.drawImage(one.canvas, x, y);
  };
  const factsOf = (at: number): PictureFacts => ({ ...noFacts, cameraName: names[at]! });
  const clear = (at: number) => {
    one.setTransform(1, 0, 0, 1, 0, 0);
    one.fillStyle = 'black';
    one.fillRect(0, 0, tile.widthPx, tile.heightPx);
    empty.paint(one, factsOf(at));
    place(at);
  };
  for (const at of names.keys()) clear(at);
  return {
    async show(at, picture) {
      const frame = picture.frame();
      try {
        await painter.paint(one, [{ decoded: frame }], factsOf(at));
        place(at);
      } finally {
        frame.close();
        picture.close();
      }
    },
    clear,
    picture(stamp) {
      const frame = new VideoFrame(whole.canvas, { timestamp: stamp.timestampUs, alpha: 'discard' });
      return pictureOfFrame(frame, size, stamp);
    },
  };
}
