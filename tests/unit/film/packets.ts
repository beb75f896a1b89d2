/** Real H.264 packets for the tests of film: x264, 96 x 64, groups of 12 with B-frames, from a recorded film. */
import { crc32 } from '../../../src/base/file/crc32';
import type { Packet, Track } from '../../../src/base/flow';
import { readFilm } from '../../support/mp4';

export const head = { title: 'Garden gate', startedAt: Date.UTC(2026, 10, 22, 7, 30, 15) };

export interface Recorded {
  readonly packets: readonly Packet[];
  readonly track: Track;
  /** When the last picture ends. */
  readonly endUs: number;
}

/**
 * Sixty packets at jittered times, in decode order. The film was made with: ffmpeg -f lavfi -i testsrc2=size=96x64:rate=15
 * -frames:v 60 -c:v libx264 -preset veryfast -bf 3 -g 12 -sc_threshold 0 -pix_fmt yuv420p sixty-frames.mp4
 */
export async function recorded(): Promise<Recorded> {
  const film = await readFilm(new URL('./sixty-frames.mp4', import.meta.url).pathname);
  const intervalUs = 1e6 / 15;
  const packets = film.packets.map(({ bytes, timestampUs, key }): Packet => {
    const sequence = Math.round(timestampUs / intervalUs);
    // Irregular by up to 20 ms, as a camera on Wi-Fi is; exact microseconds, so that rounding shows.
    const jitterUs = (sequence * 7919) % 20_011;
    return { stage: 'packet', bytes, key, sequence, timestampUs: Math.round(sequence * intervalUs) + jitterUs };
  });
  const { codec, widthPx, heightPx, description } = film;
  return { packets, track: { codec, widthPx, heightPx, description }, endUs: 60 * intervalUs + 33_333 };
}

/** What is compared of packets' bytes: a checksum each, as comparing the bytes themselves takes a hundred times longer. */
export function marksOf(some: readonly { readonly bytes: Uint8Array }[]): readonly number[] {
  return some.map((packet) => crc32(packet.bytes));
}
