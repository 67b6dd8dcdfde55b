import { z } from 'zod'
import { filledLine, instant } from './common.ts'
import { command, query } from './procedure.ts'

/** Everything an office may edit is one of these kinds: a zod-checked, versioned JSON document. */
export const definitionKinds = [
  'role',
  'letter-template',
  'import-profile',
  'import-mapping',
  'submission-profile',
  'programme',
  'sop',
  'need-flow',
  'paste-form',
  'calendar',
  'questionnaire',
  'referral-flow',
  'value-list',
  'notice-text',
  'photo-form',
] as const
export const definitionKind = z.enum(definitionKinds)
export type DefinitionKind = z.infer<typeof definitionKind>

export const definitionRow = z.strictObject({
  kind: definitionKind,
  key: z.string(),
  version: z.int(),
  name: z.string(),
  origin: z.enum(['shipped', 'office']),
  createdAt: instant,
  createdBy: z.string(),
  hash: z.string(),
})

export const definitions = {
  /** The newest version of each definition of a kind. */
  list: query({ access: 'definitions.read', input: z.strictObject({ kind: definitionKind }), output: z.array(definitionRow) }),
  get: query({
    access: 'definitions.read',
    input: z.strictObject({ kind: definitionKind, key: filledLine, version: z.int().nullable().default(null) }),
    output: z.strictObject({ ...definitionRow.shape, body: z.json() }),
  }),
  history: query({
    access: 'definitions.read',
    input: z.strictObject({ kind: definitionKind, key: filledLine }),
    output: z.array(definitionRow),
  }),
  /** Saves a new version; a body that does not fit the kind's schema is refused with the place in it. */
  save: command({
    access: 'definitions.write',
    input: z.strictObject({
      kind: definitionKind,
      key: filledLine.regex(/^[a-z0-9][a-z0-9-]*$/, 'Hanya huruf kecil, angka dan tanda hubung'),
      baseVersion: z.int().nonnegative(),
      body: z.json(),
    }),
    output: z.strictObject({ version: z.int() }),
  }),
}
