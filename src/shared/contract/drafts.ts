import { z } from 'zod'
import { instant, nothing } from './common.ts'
import { command, query } from './procedure.ts'

/** Name of a form, with the record's number where there is one: `case.new.12`. */
const key = z.string().regex(/^[a-z0-9][a-zA-Z0-9._-]{0,119}$/, 'Nama isian tidak sah')

/** Page on which a draft goes on; its key says which form of that page opens. */
export const draftPlace = z.enum([
  'counter',
  'paste',
  'letter-list',
  'case',
  'person',
  'new-person',
  'referrals',
  'submissions',
  'directory',
  'office-settings',
  'counter-settings',
  'print-settings',
  'definition-settings',
  'none',
])

export const draftRow = z.strictObject({
  key,
  /** What it is, with the person's name or the case's number: `Loket: SITI AMINAH`. */
  title: z.string(),
  place: draftPlace,
  /** Record that the place opens, or null. */
  id: z.int().nullable(),
  updatedAt: instant,
})
export type DraftRow = z.infer<typeof draftRow>

/** Half-filled forms of the signed-in user. They lie in the encrypted database, so that a closed window loses nothing. */
export const drafts = {
  list: query({ access: 'signed-in', input: nothing, output: z.array(draftRow) }),
  read: query({
    access: 'signed-in',
    input: z.strictObject({ key }),
    output: z.strictObject({ body: z.json().nullable(), updatedAt: instant.nullable() }),
  }),
  /** No audit event: what somebody types is nobody's deed yet. */
  save: command({
    access: 'signed-in',
    audit: 'none',
    input: z.strictObject({ key, body: z.record(z.string().max(60), z.json()) }),
    output: nothing,
  }),
  remove: command({ access: 'signed-in', audit: 'none', input: z.strictObject({ key }), output: nothing }),
}
