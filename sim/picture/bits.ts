/** Writes bits into bytes: what the coder of sim/picture/jpeg.ts writes scans with. */

/** Appends bits to bytes; `stuff` puts a 0 after every FF, as a scan wants it (T.81, F.1.2.3). */
export class BitWriter {
  bytes: Uint8Array;
  length = 0;
  bits = 0;
  private pending = 0;
  private readonly stuff: boolean;
  constructor(stuff: boolean, sizeBytes = 1 << 12) {
    this.bytes = new Uint8Array(sizeBytes);
    this.stuff = stuff;
  }
  put(value: number, size: number): void {
    this.pending = (this.pending << size) | (value & ((1 << size) - 1));
    this.bits += size;
    while (this.bits >= 8) {
      this.bits -= 8;
      this.byte((this.pending >>> this.bits) & 0xff);
    }
    this.pending &= (1 << this.bits) - 1;
  }
  private byte(value: number): void {
    this.raw(value);
    if (value === 0xff && this.stuff) this.raw(0);
  }
  raw(value: number): void {
    this.reserve(1);
    this.bytes[this.length++] = value;
  }
  private reserve(sizeBytes: number): void {
    if (this.length + sizeBytes <= this.bytes.length) return;
    const larger = new Uint8Array(2 * (this.length + sizeBytes));
    larger.set(this.bytes);
    this.bytes = larger;
  }
  /** `bitLength` bits of another writer's bytes. The only place where speed matters: every picture passes here whole. */
  append(bytes: Uint8Array, bitLength: number): void {
    const whole = bitLength >> 3;
    this.reserve(2 * whole + 8);
    const { bits, stuff, bytes: into } = this;
    let { pending, length } = this;
    for (let i = 0; i < whole; i++) {
      pending = (pending << 8) | bytes[i]!;
      const value = (pending >>> bits) & 0xff;
      into[length++] = value;
      if (value === 0xff && stuff) into[length++] = 0;
    }
    this.pending = pending & ((1 << bits) - 1);
    this.length = length;
    const left = bitLength & 7;
    if (left > 0) this.put(bytes[whole]! >> (8 - left), left);
  }
  /** Fills the last byte with 1 bits (T.81, F.1.2.3). */
  align(): void {
    if (this.bits > 0) this.put(0xff, 8 - this.bits);
  }
}
