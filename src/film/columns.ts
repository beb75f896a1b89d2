/**
 * What is known of each packet, as columns of numbers: 14 bytes a packet, so that a day's film fits into memory when it is
 * finished.
 */

export class Columns {
  #sizesBytes: Uint32Array;
  #timesUs: Float64Array;
  #count = 0;
  /** Packet numbers of the key frames, ascending. */
  readonly keys: number[] = [];
  /** Tape records the key frames came from. */
  readonly keySequences: number[] = [];
  #payloadBytes = 0;

  /** A good guess of the count saves room and copies; a wrong one costs nothing else. */
  constructor(expectedCount = 1024) {
    this.#sizesBytes = new Uint32Array(expectedCount);
    this.#timesUs = new Float64Array(expectedCount);
  }

  get count(): number {
    return this.#count;
  }

  /** Sum of all sizes. */
  get payloadBytes(): number {
    return this.#payloadBytes;
  }

  sizeBytes(packet: number): number {
    return this.#sizesBytes[packet]!;
  }

  timeUs(packet: number): number {
    return this.#timesUs[packet]!;
  }

  /** -1 without packets. */
  latestUs(): number {
    let latest = -1;
    for (let packet = 0; packet < this.#count; packet++) latest = Math.max(latest, this.#timesUs[packet]!);
    return latest;
  }

  push(sizeBytes: number, timeUs: number, keySequence: number | undefined): void {
    if (this.#count === this.#sizesBytes.length) this.#grow();
    if (keySequence !== undefined) {
      this.keys.push(this.#count);
      this.keySequences.push(keySequence);
    }
    this.#sizesBytes[this.#count] = sizeBytes;
    this.#timesUs[this.#count] = timeUs;
    this.#payloadBytes += sizeBytes;
    this.#count++;
  }

  cutTo(count: number): void {
    for (; this.#count > count; this.#count--) this.#payloadBytes -= this.#sizesBytes[this.#count - 1]!;
    while (this.keys.length > 0 && this.keys[this.keys.length - 1]! >= count) {
      this.keys.pop();
      this.keySequences.pop();
    }
  }

  #grow(): void {
    const roomFor = Math.max(this.#count * 2, 16);
    const sizesBytes = new Uint32Array(roomFor);
    const timesUs = new Float64Array(roomFor);
    sizesBytes.set(this.#sizesBytes);
    timesUs.set(this.#timesUs);
    this.#sizesBytes = sizesBytes;
    this.#timesUs = timesUs;
  }
}
