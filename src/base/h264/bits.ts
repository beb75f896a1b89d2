/** Reads the bits of a NAL unit: fixed fields and Exp-Golomb codes (ITU-T H.264, 7.2 and 9.1). */

export interface Bits {
  /** Unsigned, at most 32 bits. */
  u(count: number): number;
  ue(): number;
}

/** Reads from the byte after the NAL header on; emulation prevention bytes (7.4.1) are skipped. Past the end come zeros. */
export function openBits(nal: Uint8Array): Bits {
  let at = 1;
  let bit = 0;
  let zeros = 0;

  const readBit = (): number => {
    const byte = nal[at] ?? 0;
    const value = (byte >> (7 - bit)) & 1;
    bit++;
    if (bit === 8) {
      bit = 0;
      zeros = byte === 0 ? zeros + 1 : 0;
      at++;
      if (zeros >= 2 && nal[at] === 3) {
        at++;
        zeros = 0;
      }
    }
    return value;
  };

  const u = (count: number): number => {
    let value = 0;
    for (let index = 0; index < count; index++) value = value * 2 + readBit();
    return value;
  };

  const ue = (): number => {
    let zeroBits = 0;
    while (zeroBits < 32 && readBit() === 0) zeroBits++;
    return 2 ** zeroBits - 1 + u(zeroBits);
  };

  return {
    u,
    ue,
  };
}
