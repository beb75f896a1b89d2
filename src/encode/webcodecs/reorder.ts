/** Puts the packets of groups that are encoded side by side back into order. */
import type { Packet } from '../../base/flow';

/** One group of pictures on its way. */
export interface Group {
  /** One more picture was taken for this group. */
  expect(): void;
  put(packet: Packet): void;
  /** No more pictures will be taken for this group. */
  end(): void;
}

export interface ReorderBuffer {
  /** Opens the next group; its packets come out after all of the groups before it. */
  group(): Group;
}

interface GroupState {
  readonly waiting: Packet[];
  open: number;
  ended: boolean;
}

export function openReorderBuffer(emit: (packet: Packet) => void): ReorderBuffer {
  const groups: GroupState[] = [];

  const drain = () => {
    for (let first = groups[0]; first; first = groups[0]) {
      for (const packet of first.waiting.splice(0)) emit(packet);
      if (!first.ended || first.open > 0) return;
      groups.shift();
    }
  };

  return {
    group() {
      const state: GroupState = { waiting: [], open: 0, ended: false };
      groups.push(state);
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
