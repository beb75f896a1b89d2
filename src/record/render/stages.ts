/** The stages of the render loop: decode, draw and encode; or, for a film of originals, the camera's own JPEGs as they are. */

import type { Jpeg, Packet, Picture, SizePx, Track } from '../../base/flow';
import type { Engine, RecordingOptions } from '../../base/options';
import { type Code, codeOf } from '../../base/trouble';
import { type DrawFacts, filmSize, openDraw, type SharedDecoding, shownSize } from '../../draw/draw';
import { type EncodeTools, openEncoder } from '../../encode/encode';
import { jpegCodec } from '../../film/film';
import { policy } from '../policy';
import type { FrameTime } from './frame-times';

export interface StagesOptions {
  /** The first picture, which gives the film its size unless it has one already or is told one. */
  readonly first: Jpeg;
  /** What most pictures are shown in, where that is known. */
  readonly shown: SizePx | undefined;
  readonly track: Track | undefined;
  /** For the parameter sets of an encoder that comes after others. */
  readonly setId: number;
  readonly options: RecordingOptions;
  readonly facts: DrawFacts;
  readonly partial: RecordingOptions['partial'];
  readonly engine: RecordingOptions['engine'];
  readonly fps: number;
  readonly backlog: boolean;
  readonly encodeTools: EncodeTools;
  readonly decoding: Pick<SharedDecoding, 'openBehind'> | undefined;
  onPacket(packet: Packet, track: Track): void;
  /** A picture was left out. */
  onSkip(code: Code): void;
}

export interface Stages {
  readonly engine: Engine | 'none';
  /** Begins what can be done ahead (decoding) and returns the rest, which is to be done in given. */
  put(slot: FrameTime): () => Promise<void>;
  /** All that was put has come out as packets. */
  flush(): Promise<void>;
  close(): void;
}

export function openStages(given: StagesOptions): Promise<Stages> {
  return given.options.quality === 'original' ? openCopy(given) : openDrawing(given);
}

/** A resumed film keeps its size, whatever size the camera sends by now. */
async function openDrawing(given: StagesOptions): Promise<Stages> {
  const { look, quality } = given.options;
  const { widthPx, heightPx } = given.track ?? filmSize(given.shown ?? shownSize(given.first), look);
  const { fps, engine, backlog, encodeTools, setId, onPacket } = given;
  const follows = given.track !== undefined;
  const encoder = await openEncoder(
    { widthPx, heightPx, fps, engine, quality, backlog, setId, follows },
    onPacket,
    encodeTools,
  );
  const partial = given.partial === 'keep' ? 'keep' : 'fill';
  const draw = openDraw(
    { look, size: { widthPx, heightPx }, partial, facts: given.facts, overTime: given.options.lapse },
    given.decoding?.openBehind(),
  );
  return {
    engine: encoder.engine,
    put({ record, timestampUs }) {
      const drawn = draw.draw(record.jpeg, { timestampUs, sequence: record.sequence });
      // Awaited in its turn; until then a failure is nobody's surprise.
      drawn.catch(() => undefined);
      return async () => {
        const picture = await pictureOrSkip(drawn, given.onSkip);
        if (picture) await encoder.encode(picture);
      };
    },
    flush: () => encoder.flush(),
    close() {
      encoder.close();
      draw.close();
    },
  };
}

/** A picture the browser cannot decode although check passed it is left out and told; anything else ends the pass. */
async function pictureOrSkip(drawn: Promise<Picture>, onSkip: (code: Code) => void): Promise<Picture | undefined> {
  try {
    return await drawn;
  } catch (error) {
    const code = codeOf(error);
    if (policy[code] !== 'skip') throw error;
    onSkip(code);
    return undefined;
  }
}

async function openCopy({ first, track, onPacket }: StagesOptions): Promise<Stages> {
  const { widthPx, heightPx } = track ?? first;
  const own: Track = { codec: jpegCodec, widthPx, heightPx, description: new Uint8Array() };
  return {
    engine: 'none',
    put:
      ({ record: { jpeg, sequence }, timestampUs }) =>
      async () =>
        onPacket({ stage: 'packet', bytes: jpeg.bytes, timestampUs, key: true, sequence }, own),
    flush: async () => undefined,
    close: () => undefined,
  };
}
