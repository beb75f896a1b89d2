/** What a camera and its recording are doing, and how each event changes it. Pure. */

import type { Cause } from '../../base/trouble';
import type { Connection } from '../../capture/capture';
import type { Phase } from '../contract';

export interface State {
  readonly connection: Connection;
  readonly phase: Phase;
  /** Why the connection is not live; gone as soon as pictures come again. */
  readonly lost: Cause | undefined;
  /** Why the last recording ended by itself; the first cause wins and stays until the next recording. */
  readonly ended: Cause | undefined;
}

export type StateEvent =
  | { readonly kind: 'connection'; readonly connection: Connection; readonly cause: Cause | undefined }
  | { readonly kind: 'record' }
  | { readonly kind: 'stop' }
  | { readonly kind: 'trouble'; readonly cause: Cause }
  | { readonly kind: 'finished' };

export const firstState: State = { connection: 'connecting', phase: 'idle', lost: undefined, ended: undefined };

/** Events that make no sense in a state (Stop twice, Record while recording) leave it as it is. */
export function next(state: State, event: StateEvent): State {
  switch (event.kind) {
    case 'connection': {
      const lost = event.connection === 'live' ? undefined : (event.cause ?? state.lost);
      return { ...state, connection: event.connection, lost };
    }
    case 'record':
      return state.phase === 'idle' ? { ...state, phase: 'recording', ended: undefined } : state;
    case 'stop':
      return state.phase === 'recording' ? { ...state, phase: 'finishing' } : state;
    case 'trouble':
      return { ...state, ended: state.ended ?? event.cause };
    case 'finished':
      return { ...state, phase: 'idle' };
  }
}
