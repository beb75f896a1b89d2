/** Picture in, Packet out: H.264 by WebCodecs or ffmpeg.wasm behind one door, and the choice between them. */
import { Trouble } from '../base/trouble';
import type { EncodeOrder, Encoder, OnPacket } from './order';
import { findConfig, openWebCodecs } from './webcodecs';

export type { EncodeOrder, Encoder, OnPacket } from './order';

/** Rejects with Trouble 'encode/unavailable' or 'encode/core-missing'. */
export async function openEncoder(order: EncodeOrder, onPacket: OnPacket): Promise<Encoder> {
  const config = (await findConfig(order, 'prefer-hardware')) ?? (await findConfig(order, 'no-preference'));
  if (!config) throw new Trouble('encode/unavailable', `${order.widthPx}x${order.heightPx}`);
  return openWebCodecs(order, config, onPacket);
}
