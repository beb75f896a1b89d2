/** The same cheap cameras recorded by native programs: what ffmpeg (x264 ultrafast) and motion need for them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runs } from '../../tests/support/programs';
import { openCameras } from './cameras';
import { useOf } from './measure';

export interface RecorderFigures {
  readonly program: 'ffmpeg' | 'motion';
  readonly cameras: number;
  readonly fps: number;
  readonly cores: number;
  readonly memoryBytes: number;
}

/** Undefined where the program is not installed. */
export async function benchRecorder(
  program: RecorderFigures['program'],
  cameras: number,
  fps: number,
  seconds: number,
): Promise<RecorderFigures | undefined> {
  if (!runs(program, program === 'motion' ? '-h' : '-version')) return undefined;
  const served = await openCameras(cameras, fps);
  const folder = mkdtempSync(join(tmpdir(), 'snapreel-recorders-'));
  const urls = served.origins.map((origin) => `${origin}/stream`);
  const children =
    program === 'ffmpeg' ? urls.map((url, at) => ffmpeg(url, join(folder, `${at}.mp4`))) : [motion(urls, fps, folder)];
  try {
    // They begin when they have seen some pictures.
    await new Promise((resolve) => setTimeout(resolve, 5000));
    const use = () => children.map(({ pid }) => useOf(pid!));
    const before = use();
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    const after = use();
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    const cpuSeconds = sum(after.map((one, at) => one.cpuSeconds - before[at]!.cpuSeconds));
    return {
      program,
      cameras,
      fps,
      cores: cpuSeconds / seconds,
      memoryBytes: sum(after.map((one) => one.memoryBytes)),
    };
  } finally {
    const ended = children.map((child) => new Promise((resolve) => child.once('exit', resolve)));
    for (const child of children) child.kill('SIGKILL');
    await Promise.all(ended);
    served.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function ffmpeg(url: string, film: string): ChildProcess {
  const encode = ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '23', '-pix_fmt', 'yuv420p', film];
  return spawn('ffmpeg', ['-v', 'error', '-f', 'mpjpeg', '-i', url, ...encode], { stdio: 'ignore' });
}

/** Records all the time, not only where something moves. */
function motion(urls: readonly string[], fps: number, folder: string): ChildProcess {
  const lines = [
    'daemon off',
    'setup_mode off',
    'log_level 3',
    'webcontrol_port 0',
    'stream_port 0',
    'picture_output off',
  ];
  const cameras = urls.map((url, at) => {
    const own = [`netcam_url ${url.replace('http:', 'mjpeg:')}`, 'width 640', 'height 480', `framerate ${fps}`];
    const film = [
      'emulate_motion on',
      'movie_output on',
      'movie_codec mp4',
      `target_dir ${folder}`,
      `movie_filename c${at}`,
    ];
    writeFileSync(join(folder, `camera-${at}.conf`), `${[`camera_id ${at + 1}`, ...own, ...film].join('\n')}\n`);
    return `camera ${join(folder, `camera-${at}.conf`)}`;
  });
  writeFileSync(join(folder, 'motion.conf'), `${[...lines, ...cameras].join('\n')}\n`);
  return spawn('motion', ['-n', '-c', join(folder, 'motion.conf')], { cwd: folder, stdio: 'ignore' });
}
