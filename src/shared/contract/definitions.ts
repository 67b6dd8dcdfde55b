import { z } from 'zod'
import { fileId, fileRef, filledLine, instant } from './common.ts'
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

/** Something wrong in a body: where (`requirements.3.label`, '' = the whole) and what, in words. */
export const definitionProblem = z.strictObject({ path: z.string(), message: z.string() })
export type DefinitionProblem = z.infer<typeof definitionProblem>

/** One document of a set file, against what the office has. */
export const setRow = z.strictObject({
  kind: definitionKind,
  key: z.string(),
  name: z.string(),
  state: z.enum(['new', 'changed', 'same', 'bad']),
  /** Outermost fields that would change. */
  changes: z.array(z.string()),
  /** What is wrong with a bad one. */
  problem: definitionProblem.nullable(),
})
export type SetRow = z.infer<typeof setRow>
/** `digest` is handed back when the set is taken in: what was looked at is what is written. */
export const setPlan = z.strictObject({
  office: z.string(),
  exportedAt: z.string(),
  rows: z.array(setRow),
  digest: z.string(),
})
export type SetPlan = z.infer<typeof setPlan>

export const definitions = {
  /** The newest version of each definition of a kind. */
  list: query({ access: 'definitions.read', input: z.strictObject({ kind: definitionKind }), output: z.array(definitionRow) }),
  get: query({
    access: 'definitions.read',
    input: z.strictObject({ kind: definitionKind, key: filledLine, version: z.int().nullable().default(null) }),
    output: z.strictObject({ ...definitionRow.shape, body: z.json() }),
  }),
  /** JSON Schema of a kind: what its form is made from. */
  schema: query({ access: 'definitions.read', input: z.strictObject({ kind: definitionKind }), output: z.json() }),
  /** Everything that stands against saving a body; writes nothing. */
  check: query({
    access: 'definitions.read',
    input: z.strictObject({ kind: definitionKind, body: z.json() }),
    output: z.array(definitionProblem),
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
  /** Documents in force as one file for another office or safe keeping. Holds nobody's data. */
  exportSet: query({
    access: 'definitions.read',
    input: z.strictObject({
      kinds: z.array(definitionKind).min(1, 'Pilih paling sedikit satu jenis').max(definitionKinds.length),
      /** Leave out what is still as shipped. */
      onlyOffice: z.boolean().default(false),
    }),
    output: z.strictObject({ file: fileRef, count: z.int() }),
  }),
  /** What taking in such a file would do; writes nothing. */
  checkSet: query({ access: 'definitions.write', input: z.strictObject({ fileId }), output: setPlan }),
  /** Takes in the chosen kinds of the file, all or nothing; what is the same stays as it is. */
  importSet: command({
    access: 'definitions.write',
    input: z.strictObject({
      fileId,
      kinds: z.array(definitionKind).min(1, 'Pilih paling sedikit satu jenis').max(definitionKinds.length),
      digest: z.string().min(1),
    }),
    output: z.strictObject({ added: z.int(), changed: z.int(), same: z.int() }),
  }),
}
