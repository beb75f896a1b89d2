/** What ffprobe makes of a film: the second judge of what a test has read itself. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judgeWith } from './tools';

export interface FilmProbe {
  /** What the headers say. */
  readonly frames: number;
  /** What a decoder got out of it. */
  readonly decodedFrames: number;
  readonly durationMs: number;
  readonly codec: string;
  readonly title: string | undefined;
  readonly createdAt: number;
  readonly chapters: readonly { readonly startMs: number; readonly title: string }[];
  /** Anything ffprobe had to complain about while decoding. */
  readonly complaints: string;
}

/** ffprobe has no decoder for a track of chapters, whoever wrote it, and says so. */
const aboutChapters = /^Unsupported codec with id 98314 for input stream 1\n/m;

/** Hands the test what ffprobe makes of the film, with every frame decoded. */
export function judgeFilm(film: Uint8Array | string, judge: (probe: FilmProbe) => void): Promise<void> {
  return judgeWith('ffprobe', () => judge(probeFilm(film)));
}

function probeFilm(film: Uint8Array | string): FilmProbe {
  const folder = mkdtempSync(join(tmpdir(), 'snapreel-probe-'));
  try {
    // A file, not a pipe: a moov at the end needs seeking.
    const path = typeof film === 'string' ? film : join(folder, 'film.mp4');
    if (typeof film !== 'string') writeFileSync(path, film);
    return probeFile(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function probeFile(path: string): FilmProbe {
  const options = ['-v', 'warning', '-count_frames', '-select_streams', 'v:0', '-of', 'json', '-show_chapters'];
  const entries = 'stream=codec_name,nb_frames,nb_read_frames:format=duration:format_tags=title,creation_time';
  const run = spawnSync('ffprobe', [...options, '-show_entries', entries, path], { encoding: 'utf8' });
  if (run.error) throw run.error;
  const said = JSON.parse(run.stdout);
  return {
    frames: Number(said.streams[0]?.nb_frames),
    decodedFrames: Number(said.streams[0]?.nb_read_frames),
    durationMs: Number(said.format.duration) * 1000,
    codec: said.streams[0]?.codec_name,
    title: said.format.tags?.title,
    createdAt: Date.parse(said.format.tags?.creation_time),
    chapters: (said.chapters as { start_time: string; tags: { title: string } }[]).map((one) => ({
      startMs: Math.round(Number(one.start_time) * 1000),
      title: one.tags.title,
    })),
    complaints: run.stderr.replace(aboutChapters, '').trim(),
  };
}
