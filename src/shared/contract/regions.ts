import { z } from 'zod'
import { line, regionCode } from './common.ts'
import { query } from './procedure.ts'

export const region = z.strictObject({ code: z.string(), name: z.string(), level: z.int().min(1).max(4) })
export type Region = z.infer<typeof region>

export const regions = {
  /** Regions directly below `parent`; null = the sub-districts of the office's own district. */
  children: query({
    access: 'signed-in',
    input: z.strictObject({ parent: regionCode.nullable() }),
    output: z.array(region),
  }),
  /** From province down to the code itself. */
  path: query({ access: 'signed-in', input: z.strictObject({ code: regionCode }), output: z.array(region) }),
  /** Villages and sub-districts of the office's district by part of the name. */
  search: query({
    access: 'signed-in',
    input: z.strictObject({ text: line }),
    output: z.array(z.strictObject({ ...region.shape, path: z.string() })),
  }),
}
