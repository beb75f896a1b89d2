/** The WebCodecs engine: one VideoEncoder, or for a backlog several on successive closed groups, joined in order. */
import type { Packet, Picture, Track } from '../../base/flow';
import { codecOf } from '../../base/h264/avcc';
import { Trouble } from '../../base/trouble';
import { bitRateFor, encoderFps } from '../bit-rate';
import type { EncodeOptions, Encoder, OnPacket } from '../contract';
import { openGops, usualPictures } from '../gop';
import { type Coder, openCoder } from './coder';
import { codecsFor } from './level';
import { type Group, openReorderBuffer } from './reorder';

/** Raw pictures that may wait in encoders, in bytes: enough to keep them busy, little enough for a tablet. */
const waitingBytes = 64 << 20;

/** The first configuration this browser says it supports, or undefined. */
export async function findConfig(
  options: EncodeOptions,
  hardwareAcceleration: HardwareAcceleration,
): Promise<VideoEncoderConfig | undefined> {
  if (typeof VideoEncoder === 'undefined') return undefined;
  const bitrate = options.bitsPerSecond ?? bitRateFor(options);
  // The level tells decoders what the film really asks of them.
  const fps = Math.max(1, Math.round(options.fps));
  for (const codec of codecsFor(options.widthPx, options.heightPx, fps, (bitrate * fps) / encoderFps)) {
    const config: VideoEncoderConfig = {
      codec,
      width: options.widthPx,
      height: options.heightPx,
      bitrate,
      framerate: encoderFps,
      hardwareAcceleration,
      latencyMode: 'quality',
      avc: { format: 'avc' },
    };
    if (await isSupported(config)) return config;
  }
  return undefined;
}

/** iOS 26 throws instead of answering (https://github.com/Vanilagy/mediabunny/issues/456). */
async function isSupported(config: VideoEncoderConfig): Promise<boolean> {
  try {
    return (await VideoEncoder.isConfigSupported(config)).supported === true;
  } catch {
    return false;
  }
}

/**
 * How many encoders share a backlog: more than three gain nothing (580 to 650 pictures a second with two), and of
 * hardware there is one.
 */
function coderCount(options: EncodeOptions, { hardwareAcceleration }: VideoEncoderConfig): number {
  if (!options.backlog || hardwareAcceleration === 'prefer-hardware') return 1;
  return Math.max(1, Math.min(3, navigator.hardwareConcurrency ?? 1));
}

/** Opens the engine with a configuration of findConfig. */
export function openWebCodecs(options: EncodeOptions, config: VideoEncoderConfig, onPacket: OnPacket): Encoder {
  const pictureBytes = (options.widthPx * options.heightPx * 3) / 2;
  const count = coderCount(options, config);
  const room = Math.max(4, Math.min(count > 1 ? 60 : 8, Math.floor(waitingBytes / count / pictureBytes)));
  const begins = openGops(count > 1 ? Math.min(room, usualPictures) : usualPictures);
  let coders: readonly Coder[] = Array.from({ length: count }, () => openCoder(config, room));
  let track: Track | undefined;
  let group: Group | undefined;
  let current: Coder | undefined;
  let opened = false;
  let failure: Trouble | undefined;

  const reorder = openReorderBuffer((packet) => onPacket(packet, track!));

  const deliverTo = (into: Group) => (packet: Packet, avcc: Uint8Array) => {
    // After one that is missing nothing may follow: the film would be cut back to a later key frame, and lack it for good.
    if (failure) return;
    track ??= { codec: codecOf(avcc), widthPx: options.widthPx, heightPx: options.heightPx, description: avcc };
    if (isEqual(track.description, avcc)) into.put(packet);
    else failure ??= new Trouble('encode/failed', 'the parameter sets changed in mid-film');
  };

  /** Only encoders whose parameter sets are the first one's may share the film: all of them code the first picture. */
  const openFilm = async (picture: Picture): Promise<void> => {
    const [first, ...others] = coders;
    const records = await Promise.all(others.map((coder) => avccOf(coder, picture).catch(() => new Uint8Array())));
    await first!.encode(picture, true, deliverTo(group!));
    if (others.length > 0) await first!.flush();
    const alike = others.filter((_, at) => track && isEqual(records[at]!, track.description));
    for (const coder of others) if (!alike.includes(coder)) coder.close();
    coders = [first!, ...alike];
  };

  return {
    engine: 'webcodecs',
    async encode(picture) {
      const key = begins(picture.timestampUs);
      if (key) {
        group?.end();
        group = reorder.group();
        // The one that will be through first: what is left at the end is then shared evenly.
        current = coders.reduce((least, one) => (one.waiting < least.waiting ? one : least));
      }
      group!.expect();
      if (opened) await current!.encode(picture, key, deliverTo(group!));
      else await openFilm(picture);
      opened = true;
      if (failure) throw failure;
    },
    async flush() {
      await Promise.all(coders.map((coder) => coder.flush()));
      if (failure) throw failure;
    },
    close() {
      for (const coder of coders) coder.close();
    },
  };
}

/** Codes one picture for its parameter sets alone. */
async function avccOf(coder: Coder, picture: Picture): Promise<Uint8Array> {
  let record = new Uint8Array();
  await coder.encode({ ...picture, close: () => {} }, true, (_, avcc) => {
    record = new Uint8Array(avcc);
  });
  await coder.flush();
  return record;
}

function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
