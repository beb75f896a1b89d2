/** What became of each picture and when somebody set a mark: text beside the film, which outlives the tape. */
export { chaptersOf } from './chapters';
export { type HealthReport, healthOf } from './health';
export {
  type Journal,
  type JournalLine,
  journalHead,
  openJournal,
  piecesOf,
  readJournal,
  readRow,
  rowsOf,
  textOf,
  textOfMark,
} from './lines';
export { movementsIn } from './moved';
export { sideCarCsv, sideCarJson } from './side-car';
export { type SubtitleKind, subtitlesOf } from './subtitles';
export { type Timeline, type TimelineStretch, timelineOf } from './timeline';
