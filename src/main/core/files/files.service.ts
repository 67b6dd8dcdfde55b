import { type CommandContext, internalCommand } from '../context.ts'
import { readArchivedFile } from './archive.repo.ts'

/** Bytes of an archived file for a ticket that the composition root has checked. */
const readFileCommand = internalCommand(
  'files.read',
  (context: CommandContext, input: { sha256: string }): Uint8Array | null =>
    readArchivedFile(context.db, input.sha256)?.bytes ?? null,
  { audited: false },
)

export const filesInternal = [readFileCommand]
