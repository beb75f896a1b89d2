/** The words of this room: what is asked of an encoder, and what an encoder does. Types only. */

import type { Packet, Picture, SizePx, Track } from '../base/flow';
import type { Engine, EngineChoice, Quality } from '../base/options';

export interface EncodeOptions extends SizePx {
  /** Expected pictures a second: for rate control and for judging whether an engine keeps up. */
  readonly fps: number;
  readonly engine: EngineChoice;
  readonly quality: Quality;
  /** Of the parameter sets, for engines that can be told (ffmpeg): other than those the film has already. Else 1. */
  readonly setId?: number;
  /** The film has pictures of an earlier encoder. */
  readonly follows?: boolean;
  /** Asked for instead of what the quality says, at the pace of `encoderFps`: for a file that is to have some size. */
  readonly bitsPerSecond?: number;
  /** A backlog (import, lagging tape) may be shared between several encoders by closed GOPs. */
  readonly backlog: boolean;
}

export interface Encoder {
  readonly engine: Engine;
  /**
   * Takes the picture over and closes it. Pictures come in order of time. Resolves when the encoder wants more
   * (back-pressure). Rejects with Trouble 'encode/failed'; the caller then opens a new encoder and goes on from the
   * last key frame it has: nothing is lost, because the pictures are on the tape.
   */
  encode(picture: Picture): Promise<void>;
  /** All pictures taken so far have come out as packets. */
  flush(): Promise<void>;
  close(): void;
}

/** Packets come in decode order, each group of pictures closed. `track` is the same object for all of them. */
export type OnPacket = (packet: Packet, track: Track) => void;
