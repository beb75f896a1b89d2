/** The sentences about several cameras at once, and about what is recorded out of sight. */

import type { Connection, Phase } from '../../remote/remote';
import { counted, countText } from './format';

/** "1 is recorded", "3 are recorded". */
const recorded = (count: number) => counted(count, 'is recorded', 'are recorded');

const connections: Readonly<Record<Connection, string>> = {
  connecting: 'Connecting.',
  live: 'Live.',
  stale: 'Waiting for the next picture.',
  lost: 'The camera is lost.',
};

export const wallWords = {
  title: 'Camera wall',
  card: 'Camera wall',
  cardAbout: 'Several cameras side by side, recorded one by one or all together.',
  open: 'Show them together',
  leave: 'Close the wall',
  back: 'Back to the wall',
  recordAll: 'Record all',
  stopAll: 'Stop all',
  choose: 'Choose cameras',
  chooseTitle: 'Cameras on the wall',
  chooseAbout: (most: number) => `Up to ${countText(most)}. Nothing is recorded until you press Record.`,
  all: 'All',
  none: 'None',
  done: 'Done',
  show: 'Show them',
  cameras: 'Cameras on the wall',
  record: (name: string) => `Record ${name}`,
  stop: (name: string) => `Stop ${name}`,
  again: (name: string) => `Try again: ${name}`,
  time: (name: string) => `Recording time of ${name}`,
  /** In one sentence, or two where a recording goes on without pictures. */
  state: (phase: Phase, connection: Connection, trouble: string | undefined) => {
    if (phase === 'finishing') return 'Finishing the film.';
    const now = trouble ?? connections[connection];
    if (phase === 'idle') return now;
    return trouble === undefined && connection === 'live' ? 'Recording.' : `Still recording. ${now}`;
  },
  skipped: (count: number) => `${counted(count, 'picture', 'pictures')} left out: this device is too slow.`,
  /** What is said of one camera beside others. */
  of: (name: string, text: string) => `${name}: ${text}`,
  ready: (count: number) => `${countText(count)} films are ready. All are under Films.`,
  strange: (ids: readonly string[]) =>
    `The link names ${counted(ids.length, 'camera', 'cameras')} that this device does not know, left out here: ${ids.join(', ').slice(0, 60)}.`,
  status: (count: number, recording: number, lost: number) => {
    if (count === 0) return 'Choose the cameras of the wall.';
    const parts = [counted(count, 'camera', 'cameras')];
    if (recording > 0) parts.push(recorded(recording));
    if (lost > 0) parts.push(`${countText(lost)} lost`);
    return `${parts.join(', ')}.`;
  },
  running: 'Recordings that go on',
  runningMany: (count: number) => `${counted(count, 'recording', 'recordings')}`,
  sameMoment: 'The same moment:',
};
