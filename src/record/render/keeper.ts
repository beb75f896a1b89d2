/** Keeps a film on the disk while it is made: writes its packets in order, and lets go of tape that is safely in it. */
import type { Packet, Track } from '../../base/flow';
import type { Engine } from '../../base/options';
import type { FilmWriter } from '../../film/film';
import type { Journal } from '../journal/journal';
import type { RenderJob } from './contract';

const flushEveryMs = 1000;

export interface Keeper {
  onPacket(packet: Packet, track: Track): void;
  /** Resolves when all packets are written. `now`: and flushed, come what may. */
  keep(engine: Engine | 'none', now?: boolean): Promise<void>;
}

/**
 * Flushes once a second at most, and only when a group of pictures is complete: the tape of one that is not is needed whatever is on
 * the disk.
 */
export function openKeeper(
  job: Pick<RenderJob, 'onProgress' | 'recording'>,
  film: FilmWriter,
  journal: Pick<Journal, 'flush'>,
): Keeper {
  let writing = Promise.resolve();
  let flushedAt = performance.now();
  let hasNewGroup = false;
  return {
    onPacket(packet, track) {
      hasNewGroup ||= packet.key;
      writing = writing.then(() => film.add(packet, track));
      writing.catch(() => undefined);
    },
    async keep(engine, now = false) {
      await writing;
      job.onProgress({ renderedFrames: film.frames, sizeBytes: film.sizeBytes, engine });
      if (!now && (!hasNewGroup || performance.now() - flushedAt < flushEveryMs)) return;
      flushedAt = performance.now();
      hasNewGroup = false;
      await film.flush();
      await journal.flush();
      if (!job.recording.head.options.keepOriginals) await job.recording.tape.dropBefore(film.safeSequence);
    },
  };
}
