import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where a run keeps what its test files copy; without a run (a trial by hand) this process makes its own. */
export const templates = process.env.LOKET_TEST_TEMPLATES ?? mkdtempSync(join(tmpdir(), 'loket-templates-'))
