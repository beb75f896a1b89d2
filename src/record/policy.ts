/** What is done about each trouble; the only place that says so. */
import type { Code } from '../base/trouble';

export type Decision =
  /** The stage goes on by itself (capture reconnects with back-off). */
  | 'retry'
  /** This one picture is left out and counted. */
  | 'skip'
  /** The recording ends now; what is on the tape becomes the film. */
  | 'finish'
  /** The encoder is opened again and goes on from the last key frame. */
  | 'reopen'
  /** The other engine goes on from the last key frame. */
  | 'other-engine'
  /** Nothing can be made now; the tape is kept for a later start. */
  | 'keep-tape';

export const policy: Readonly<Record<Code, Decision>> = {
  'capture/unreachable': 'retry',
  'capture/offline': 'retry',
  'capture/mixed-content': 'retry',
  'capture/local-network-denied': 'retry',
  'capture/local-network-prompt': 'retry',
  'capture/no-cors': 'retry',
  'capture/login': 'retry',
  'capture/forbidden': 'retry',
  'capture/not-found': 'retry',
  'capture/busy': 'retry',
  'capture/status': 'retry',
  'capture/html': 'retry',
  'capture/not-mjpeg': 'retry',
  'capture/film': 'retry',
  'capture/not-a-picture': 'retry',
  'capture/connections': 'retry',
  'capture/timeout': 'retry',
  'capture/interrupted': 'retry',
  'capture/too-large': 'retry',
  'capture/bad-address': 'retry',
  'capture/rtsp': 'retry',
  'capture/address-login': 'retry',
  'capture/redirect': 'retry',
  'capture/proxy': 'retry',
  'capture/proxy-token': 'retry',
  'capture/proxy-refused': 'retry',
  'capture/proxy-allow': 'retry',
  'capture/proxy-itself': 'retry',
  'capture/proxy-port': 'retry',
  'capture/proxy-command': 'retry',
  'capture/proxy-secret': 'retry',
  'capture/proxy-path': 'retry',
  'capture/certificate': 'retry',
  'capture/weaker-login': 'retry',
  'check/not-a-jpeg': 'skip',
  'check/cut-short': 'skip',
  'check/unsupported': 'skip',
  'check/bad-size': 'skip',
  'check/too-small': 'skip',
  'draw/undecodable': 'skip',
  'draw/format': 'skip',
  'notice/covered': 'retry',
  'notice/frozen': 'retry',
  'deck/full': 'finish',
  'deck/failed': 'finish',
  'deck/cleared': 'finish',
  'deck/unavailable': 'finish',
  'deck/locked': 'keep-tape',
  'deck/newer': 'keep-tape',
  'deck/missing': 'keep-tape',
  'deck/originals': 'keep-tape',
  'encode/failed': 'reopen',
  'encode/core-missing': 'other-engine',
  'encode/unavailable': 'keep-tape',
  'encode/silent': 'keep-tape',
  // Most likely an encoder whose parameter sets do not go with those of the film: x264 can be told to number its own.
  'film/failed': 'other-engine',
  'film/too-long': 'keep-tape',
  'film/unlike': 'keep-tape',
  'film/overlap': 'keep-tape',
  'record/empty': 'finish',
  'record/silent': 'keep-tape',
  'record/bug': 'keep-tape',
};
