import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where a run keeps what its test files copy; without a run (a trial by hand) this process makes its own. */
export const templates = process.env.LOKET_TEST_TEMPLATES ?? mkdtempSync(join(tmpdir(), 'loket-templates-'))

/**
 * A folder that is made once for a run and then only copied from.
 * @param make fills the folder whose path it gets
 * @returns the folder's path
 */
export const templateFolder = async (name: string, make: (folder: string) => Promise<void>): Promise<string> => {
  const folder = join(templates, name)
  if (existsSync(folder)) return folder
  const made = `${folder}.${process.pid}`
  await make(made)
  // Another test file may have made it meanwhile; whoever comes second uses what stands there.
  try {
    renameSync(made, folder)
  } catch {
    rmSync(made, { recursive: true, force: true })
  }
  return folder
}
