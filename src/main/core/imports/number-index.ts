/**
 * 16-digit numbers → a whole number below 2^32 - 1, in three flat arrays: 12 bytes for each place where a Map of strings
 * takes a hundred. A file may name a million people, and each number is kept until the file's end.
 */
export class NumberIndex {
  #high = new Uint32Array(1 << 12)
  #low = new Uint32Array(1 << 12)
  /** Value + 1; 0 = the place is free. */
  #values = new Uint32Array(1 << 12)
  #size = 0

  /** @param digits exactly 16 digits */
  get(digits: string): number | undefined {
    const value = this.#values[this.#placeOf(Number(digits.slice(0, 8)), Number(digits.slice(8)))] as number
    return value === 0 ? undefined : value - 1
  }

  /** @param digits exactly 16 digits */
  set(digits: string, value: number): void {
    const high = Number(digits.slice(0, 8))
    const low = Number(digits.slice(8))
    let at = this.#placeOf(high, low)
    if (this.#values[at] === 0) {
      if (this.#size * 5 >= this.#values.length * 3) {
        this.#grow()
        at = this.#placeOf(high, low)
      }
      this.#size += 1
    }
    this.#high[at] = high
    this.#low[at] = low
    this.#values[at] = value + 1
  }

  #placeOf(high: number, low: number): number {
    const mask = this.#values.length - 1
    let mixed = Math.imul(high, 0x9e3779b1) ^ Math.imul(low, 0x85ebca6b)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d)
    let at = (mixed ^ (mixed >>> 13)) & mask
    while (this.#values[at] !== 0 && (this.#high[at] !== high || this.#low[at] !== low)) at = (at + 1) & mask
    return at
  }

  #grow(): void {
    const [high, low, values] = [this.#high, this.#low, this.#values]
    this.#high = new Uint32Array(values.length * 2)
    this.#low = new Uint32Array(values.length * 2)
    this.#values = new Uint32Array(values.length * 2)
    for (let i = 0; i < values.length; i++) {
      if (values[i] === 0) continue
      const at = this.#placeOf(high[i] as number, low[i] as number)
      this.#high[at] = high[i] as number
      this.#low[at] = low[i] as number
      this.#values[at] = values[i] as number
    }
    for (const old of [high, low, values]) old.buffer.transfer(0)
  }
}
