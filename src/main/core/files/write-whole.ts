import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'

/** Writes a file whole or not at all: a temporary file beside it, flushed, then renamed over it. */
export const writeFileWhole = (path: string, content: string | Uint8Array): void => {
  const temporary = `${path}.${process.pid}.tmp`
  let handle: number | undefined = openSync(temporary, 'w', 0o600)
  try {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content
    let written = 0
    while (written < bytes.byteLength) written += writeSync(handle, bytes, written)
    fsyncSync(handle)
    closeSync(handle)
    handle = undefined
    renameSync(temporary, path)
  } catch (error) {
    if (handle !== undefined) closeSync(handle)
    rmSync(temporary, { force: true })
    throw error
  }
}
