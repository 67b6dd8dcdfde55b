import { procedures } from '../../../shared/contract/index.ts'
import { readArguments } from '../arguments.ts'
import { printResult } from '../output.ts'

/** procedures: the contract with kinds and permissions. */
export const proceduresVerb = async (argv: string[]): Promise<void> => {
  const { values } = readArguments(argv, {})
  const list = [...procedures].map(([name, procedure]) => ({
    name,
    kind: procedure.kind,
    access: procedure.access,
    audit: procedure.audit ?? null,
  }))
  printResult(
    values.json,
    list,
    list.map(
      (entry) => `${entry.name.padEnd(32)} ${entry.kind.padEnd(8)} ${entry.access}${entry.audit === null ? '' : ' (dicatat)'}`,
    ),
  )
}
