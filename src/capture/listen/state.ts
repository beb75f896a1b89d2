/**
 * What is known of a camera that is asked again and again, and how each event changes it: whether its pictures are live, which
 * of them are new, and what the end of a reply means. Pure; listen.ts does the asking and waiting.
 */
import type { Shot } from '../../base/flow';
import { Trouble } from '../../base/trouble';
import { sameBytes } from '../bytes';
import type { Connection, TakenRoute } from '../contract';
import type { ReplyBody } from '../reply';

/** Of the reply that is being read. */
interface ReplyState {
  /** Opened again after a stream that had ended. */
  readonly isReconnect: boolean;
  readonly hasBegun: boolean;
  readonly pictures: number;
  readonly lastByteAt: number;
  /** When the last byte came of a picture that only the next bytes can show to be whole. */
  readonly pendingAt: number | undefined;
}

export interface ListenState {
  readonly connection: Connection;
  readonly lastShot: Shot | undefined;
  /** Since when the newest picture is on its way to the screen. */
  readonly quietSince: number;
  readonly askedAt: number;
  /** The last reply brought more than one picture and may be opened again at once. */
  readonly wasStream: boolean;
  readonly reply: ReplyState;
}

/** Bytes, the end of the reply, or an end that was none. */
export type ReadPart = 'bytes' | 'done' | 'broken';

export type ListenEvent =
  | { readonly kind: 'begun' }
  /** A question goes out. */
  | { readonly kind: 'asked'; readonly at: number }
  /** The head of the reply is there. */
  | { readonly kind: 'answered'; readonly at: number }
  /** Bytes came, or the end, within `limitMs`. */
  | {
      readonly kind: 'chunk';
      readonly at: number;
      readonly part: ReadPart;
      readonly route: TakenRoute;
      readonly limitMs: number;
    }
  | { readonly kind: 'picture'; readonly bytes: Uint8Array }
  /** Whoever listens is done with it. */
  | { readonly kind: 'taken'; readonly at: number }
  /** All pictures of the chunk were told. */
  | {
      readonly kind: 'read';
      readonly part: ReadPart;
      readonly body: Pick<ReplyBody, 'pending' | 'isStream' | 'trouble'>;
    }
  /** What is waited for takes so long that the picture on the screen is no longer true. */
  | { readonly kind: 'late' }
  | { readonly kind: 'failed'; readonly trouble: Trouble; readonly retryInMs: number }
  | { readonly kind: 'retried' };

export interface ListenStep {
  readonly state: ListenState;
  /** To be told before the shot. */
  readonly told?: { readonly connection: Connection; readonly trouble?: Trouble; readonly retryInMs?: number };
  readonly shot?: Shot;
  /** The camera was waited for in vain, though nobody here ended the reply. */
  readonly isGivenUp?: boolean;
  /** The reply is over: its pictures were told, or this is why there are none. */
  readonly over?: 'read' | Trouble;
}

export const firstListenState: ListenState = {
  connection: 'connecting',
  lastShot: undefined,
  quietSince: 0,
  askedAt: Number.NEGATIVE_INFINITY,
  wasStream: false,
  reply: { isReconnect: false, hasBegun: false, pictures: 0, lastByteAt: 0, pendingAt: undefined },
};

export function nextListen(state: ListenState, event: ListenEvent): ListenStep {
  switch (event.kind) {
    case 'begun':
      return tell(state, { connection: 'connecting' });
    case 'asked':
      return {
        state: { ...state, askedAt: event.at, reply: { ...firstListenState.reply, isReconnect: state.wasStream } },
      };
    case 'answered':
      return { state: withReply(state, { lastByteAt: event.at }) };
    case 'chunk':
      return afterChunk(state, event);
    case 'picture':
      return afterPicture(state, event.bytes);
    case 'taken':
      return { state: { ...state, quietSince: event.at } };
    case 'read':
      return afterReading(state, event);
    case 'late':
      return state.connection === 'live' ? tell(state, { connection: 'stale' }) : { state };
    case 'failed': {
      const { trouble, retryInMs } = event;
      // A camera that says it is busy is there.
      const isThere = trouble.name === 'capture/busy' && state.connection !== 'connecting';
      return tell({ ...state, wasStream: false }, { connection: isThere ? 'stale' : 'lost', trouble, retryInMs });
    }
    case 'retried':
      return state.connection === 'lost' ? tell(state, { connection: 'connecting' }) : { state };
  }
}

function withReply(state: ListenState, reply: Partial<ReplyState>): ListenState {
  return { ...state, reply: { ...state.reply, ...reply } };
}

function tell(state: ListenState, told: NonNullable<ListenStep['told']>): ListenStep {
  return { state: { ...state, connection: told.connection }, told };
}

function afterChunk(state: ListenState, event: ListenEvent & { readonly kind: 'chunk' }): ListenStep {
  const { at, part, route, limitMs } = event;
  if (part === 'bytes') return { state: withReply(state, { hasBegun: true, lastByteAt: at }) };
  // The proxy, which is as patient as it is told, gave the camera up: for the page the stream just ends.
  const isGivenUp = route === 'proxy' && at - state.reply.lastByteAt > 0.9 * limitMs;
  return { state: withReply(state, { hasBegun: true }), isGivenUp };
}

function afterPicture(state: ListenState, bytes: Uint8Array): ListenStep {
  const { lastShot, reply } = state;
  const counted = withReply(state, { pictures: reply.pictures + 1, pendingAt: undefined });
  // The camera may open its next stream with the picture that ended the last one.
  const mayBeRepeat = reply.isReconnect && reply.pictures === 0 && lastShot !== undefined;
  if (mayBeRepeat && sameBytes(lastShot.bytes, bytes)) return { state: counted };
  const at = reply.pendingAt ?? reply.lastByteAt;
  // A burst after a stall keeps its order, and no two pictures have one time.
  const arrivedAt = lastShot === undefined ? at : Math.max(at, lastShot.arrivedAt + 1);
  const shot: Shot = { stage: 'shot', bytes, arrivedAt };
  const shown = { ...counted, lastShot: shot };
  return state.connection === 'live' ? { state: shown, shot } : { ...tell(shown, { connection: 'live' }), shot };
}

function afterReading(state: ListenState, event: ListenEvent & { readonly kind: 'read' }): ListenStep {
  const { part, body } = event;
  const { pictures, pendingAt, lastByteAt } = state.reply;
  const read: ListenState = {
    ...withReply(state, { pendingAt: body.pending ? (pendingAt ?? lastByteAt) : undefined }),
    wasStream: body.isStream === true && pictures > 1,
  };
  if (pictures === 0 && body.trouble !== undefined) return { state: read, over: body.trouble };
  if (part === 'bytes') return { state: read };
  if (pictures > 0) return { state: read, over: 'read' };
  const code = part === 'broken' ? 'capture/interrupted' : 'capture/not-a-picture';
  return { state: read, over: new Trouble(code, 'ended without a picture') };
}
