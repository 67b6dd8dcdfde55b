import type { Uploaded } from '../../lib/files.ts'

/** A file on its way from the list of imports to *Atur kolom*, with what was said about it there. */
export interface PendingFile {
  file: Uploaded
  label: string
  village: string | null
  /** The package that was made of it, once it was read. */
  packageId: number | null
}

let pending: PendingFile | null = null

/** Kept in memory only: the ticket of an upload ends with the program, and an address would show it. */
export const setPendingFile = (file: PendingFile | null): void => {
  pending = file
}

export const pendingFile = (): PendingFile | null => pending
