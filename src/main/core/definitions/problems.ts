import { z } from 'zod'
import type { DefinitionKind, DefinitionProblem } from '../../../shared/contract/definitions.ts'
import { extraProblems } from './extra-checks.ts'
import { type DefinitionBodies, definitionSchemas } from './kinds.ts'

const empty = (input: unknown): boolean => input === undefined || input === null || input === ''

/** What a clerk reads where a schema has no words of its own. */
const words = (issue: z.core.$ZodRawIssue): string | undefined => {
  if (empty(issue.input) && issue.code !== 'unrecognized_keys') return 'Wajib diisi.'
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'number' || issue.expected === 'int'
        ? 'Harus berupa angka.'
        : 'Isinya tidak sesuai dengan isian ini.'
    case 'too_small':
      if (issue.origin === 'array') return `Tambahkan paling sedikit ${issue.minimum}.`
      return issue.origin === 'string' ? `Paling sedikit ${issue.minimum} huruf.` : `Paling kecil ${issue.minimum}.`
    case 'too_big':
      if (issue.origin === 'array') return `Paling banyak ${issue.maximum}.`
      return issue.origin === 'string' ? `Paling banyak ${issue.maximum} huruf.` : `Paling besar ${issue.maximum}.`
    case 'invalid_value':
    case 'invalid_union':
      return 'Pilih salah satu dari daftar.'
    case 'unrecognized_keys':
      return `Isian "${issue.keys.join('", "')}" tidak dikenal; hapus lewat "Sebagai teks".`
    case 'invalid_format':
      return 'Bentuk tulisannya tidak sesuai.'
    default:
      return undefined
  }
}

/**
 * Checks a body by its kind's schema and by what a schema cannot express.
 * @returns the body as it is kept, or null with everything that stands against it
 */
export const checkBody = <K extends DefinitionKind>(
  kind: K,
  body: unknown,
): { body: DefinitionBodies[K] | null; problems: DefinitionProblem[] } => {
  const read = definitionSchemas[kind].safeParse(body, { error: words })
  if (!read.success)
    return {
      body: null,
      problems: read.error.issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message })),
    }
  const checked = read.data as DefinitionBodies[K]
  const problems = extraProblems(kind, checked)
  return { body: problems.length === 0 ? checked : null, problems }
}

/** JSON Schema of a kind's body as it is kept. */
export const schemaOf = (kind: DefinitionKind): z.infer<ReturnType<typeof z.json>> =>
  z.toJSONSchema(definitionSchemas[kind], { io: 'output', unrepresentable: 'any' }) as z.infer<ReturnType<typeof z.json>>
