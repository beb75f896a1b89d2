/** What a browser's packets are made of, and where their description comes from: with a description, with start codes, late, or never. */
import { expect, test } from 'vitest';
import { type Described, withDescription } from '../../../src/encode/webcodecs/coder';

const sps = [0x67, 0x42, 0xc0, 0x1e, 0xd9];
const pps = [0x68, 0xce, 0x3c, 0x80];
const slice = [0x65, 0x88, 0x84, 0x00, 0x10];
const start = [0, 0, 0, 1];
const avcc = Uint8Array.of(1, 0x42, 0xc0, 0x1e, 0xff, 0xe1, 0, sps.length, ...sps, 1, 0, pps.length, ...pps);
const lengths = (...unit: readonly number[]) => Uint8Array.of(0, 0, 0, unit.length, ...unit);
const none: Described = { avcc: undefined, startCodes: false };
const lengthsOnly: Described = { avcc, startCodes: false };
const startCodes: Described = { avcc, startCodes: true };
/** 256 to 511 bytes: its length looks like a start code of three bytes. */
const large = Uint8Array.of(0, 0, 1, 44, 0x65, ...new Uint8Array(299).fill(7));

interface Row {
  readonly name: string;
  readonly before: Described;
  readonly sent: Uint8Array;
  readonly description?: Uint8Array;
  readonly bytes: Uint8Array;
  readonly after: Described;
}

const rows: readonly Row[] = [
  {
    name: 'a description with the first packet',
    before: none,
    sent: lengths(...slice),
    description: avcc,
    bytes: lengths(...slice),
    after: lengthsOnly,
  },
  {
    name: 'none with the next ones',
    before: lengthsOnly,
    sent: lengths(...slice),
    bytes: lengths(...slice),
    after: lengthsOnly,
  },
  {
    name: 'a later packet whose length looks like a start code',
    before: lengthsOnly,
    sent: large,
    bytes: large,
    after: lengthsOnly,
  },
  {
    name: 'start codes, and the parameter sets in the packet',
    before: none,
    sent: Uint8Array.of(...start, ...sps, ...start, ...pps, ...start, ...slice),
    bytes: lengths(...slice),
    after: startCodes,
  },
  {
    name: 'start codes, and no parameter sets any more',
    before: startCodes,
    sent: Uint8Array.of(...start, ...slice),
    bytes: lengths(...slice),
    after: startCodes,
  },
  {
    name: 'start codes, and the parameter sets said again: those in force stay',
    before: startCodes,
    sent: Uint8Array.of(...start, 0x67, 0x4d, 0x40, 0x28, 1, ...start, ...pps, ...start, ...slice),
    bytes: lengths(...slice),
    after: startCodes,
  },
  {
    name: 'neither: the packet has no description',
    before: none,
    sent: lengths(...slice),
    bytes: lengths(...slice),
    after: none,
  },
  {
    name: 'a description that is none',
    before: none,
    sent: lengths(...slice),
    description: Uint8Array.of(7),
    bytes: lengths(...slice),
    after: none,
  },
];

test.each(rows)('$name', ({ before, sent, description, bytes, after }) => {
  expect(withDescription(sent, description, before)).toEqual({ ...after, bytes });
});
