/** Packets of several groups worked on at once in, the same packets in the order of the groups out. */
import type { Packet } from '../../base/flow';

/** One group of pictures on its way. */
export interface Lane {
  /** One more picture was taken for this group. */
  expect(): void;
  put(packet: Packet): void;
  /** No more pictures will be taken for this group. */
  end(): void;
}

export interface Join {
  /** Opens the next group; its packets come out after all of the groups before it. */
  lane(): Lane;
}

interface State {
  readonly waiting: Packet[];
  open: number;
  ended: boolean;
}

export function openJoin(emit: (packet: Packet) => void): Join {
  const lanes: State[] = [];

  const drain = () => {
    for (let first = lanes[0]; first; first = lanes[0]) {
      for (const packet of first.waiting.splice(0)) emit(packet);
      if (!first.ended || first.open > 0) return;
      lanes.shift();
    }
  };

  return {
    lane() {
      const state: State = { waiting: [], open: 0, ended: false };
      lanes.push(state);
      return {
        expect: () => {
          state.open++;
        },
        put: (packet) => {
          state.open--;
          state.waiting.push(packet);
          drain();
        },
        end: () => {
          state.ended = true;
          drain();
        },
      };
    },
  };
}
