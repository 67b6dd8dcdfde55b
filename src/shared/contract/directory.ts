import { z } from 'zod'
import { filledLine, id, level, line, saved, text, version } from './common.ts'
import { command, query } from './procedure.ts'

export const agencyFields = z.strictObject({
  name: filledLine,
  /** How the head is addressed: "Direktur RSUD Patuh Patut Patju". */
  addressee: filledLine,
  city: line.default(''),
  sector: line.default(''),
  level,
  address: line.default(''),
  phone: line.default(''),
  email: line.default(''),
  services: text.default(''),
  /** Calendar days after which an answer is overdue. */
  answerDays: z.int().min(1).max(365).default(14),
  active: z.boolean().default(true),
})
export const agency = z.strictObject({ id, version, ...agencyFields.shape })
export type Agency = z.infer<typeof agency>

export const directory = {
  list: query({
    access: 'directory.read',
    input: z.strictObject({ text: line.default(''), onlyActive: z.boolean().default(true) }),
    output: z.array(agency),
  }),
  get: query({ access: 'directory.read', input: z.strictObject({ id }), output: agency }),
  save: command({
    access: 'directory.write',
    input: z.strictObject({ id: id.nullable(), version, ...agencyFields.shape }),
    output: saved,
  }),
}
