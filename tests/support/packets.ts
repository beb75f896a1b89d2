/** The packets of a film of ours, kept: a reader only lends their bytes. */
import type { Packet } from '../../src/base/flow';
import type { FilmReader } from '../../src/film/film';

export async function keepPackets(film: FilmReader, from?: number, until?: number): Promise<Packet[]> {
  const packets: Packet[] = [];
  for await (const packet of film.packets(from, until)) packets.push({ ...packet, bytes: packet.bytes.slice() });
  return packets;
}
