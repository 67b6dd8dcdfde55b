/**
 * Wraps the data key for this device. The key itself is never stored bare: each host wraps it in its own way, and the
 * recovery key wraps it a second time (recovery.ts), because a device wrap alone can lock an office out of its data.
 */
export interface Keystore {
  /** Name under which the wrap is kept in `keys.json`, e.g. `safe-storage`. */
  name: string
  /** What protects the data, in Indonesian, for the status line. */
  description: string
  wrap(key: Buffer): Promise<string>
  /** @throws Error when this device cannot open the wrap */
  unwrap(wrapped: string): Promise<Buffer>
}
