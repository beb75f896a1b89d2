/** Whether what a live state says is true of the screen, too. */

import type { Connection, LiveState } from '../../remote/remote';

/** Nothing is live over an empty picture: the first one may take seconds to decode, or not be decodable at all. */
export function connectionSeen({ connection, isSeen }: Pick<LiveState, 'connection' | 'isSeen'>): Connection {
  return connection === 'live' && !isSeen ? 'connecting' : connection;
}
