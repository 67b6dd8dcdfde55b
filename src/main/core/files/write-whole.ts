import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs'

/** Writes a file whole or not at all: a temporary file beside it, flushed, then renamed over it. */
export const writeFileWhole = (path: string, content: string | Uint8Array): void => {
  const temporary = `${path}.${process.pid}.tmp`
  const handle = openSync(temporary, 'w', 0o600)
  try {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content
    let written = 0
    while (written < bytes.byteLength) written += writeSync(handle, bytes, written)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(temporary, path)
}
