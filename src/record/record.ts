/**
 * What the page's side may see of the workers' side: the contract, and the small files that both threads run. The worker's
 * own entry is worker.ts.
 */

export type { Connection, NetwaveSettings, RateAdvice } from '../capture/capture';
export { askToStop, listen, type Running, tellChange } from './broadcast';
export type * from './contract';
export { fetchUrl, serveFerry } from './ferry';
export type * from './jobs/contract';
export {
  type HealthReport,
  healthOf,
  piecesOf,
  readJournal,
  type SubtitleKind,
  sideCarCsv,
  sideCarJson,
  subtitlesOf,
  type Timeline,
  type TimelineStretch,
  timelineOf,
} from './journal/journal';
export { isStranger, tokenDocument } from './token';
