import { z } from 'zod'
import { fileRef, month, nothing, regionCode } from './common.ts'
import { job, query } from './procedure.ts'

export const monthlyRecap = z.strictObject({
  month,
  totals: z.strictObject({ cases: z.int(), needs: z.int(), closed: z.int(), open: z.int(), referred: z.int(), letters: z.int() }),
  byProgramme: z.array(
    z.strictObject({
      key: z.string(),
      name: z.string(),
      sector: z.string(),
      level: z.string(),
      needs: z.int(),
      open: z.int(),
      solved: z.int(),
      otherwiseClosed: z.int(),
    }),
  ),
  byStatus: z.array(z.strictObject({ state: z.string(), label: z.string(), needs: z.int() })),
  byVillage: z.array(
    z.strictObject({
      code: z.string(),
      village: z.string(),
      subDistrict: z.string(),
      cases: z.int(),
      needs: z.int(),
      open: z.int(),
      closed: z.int(),
    }),
  ),
})
export type MonthlyRecap = z.infer<typeof monthlyRecap>

const period = z.strictObject({ month, region: regionCode.nullable().default(null) })

export const reports = {
  kinds: query({
    access: 'reports.run',
    input: nothing,
    output: z.array(z.strictObject({ key: z.string(), name: z.string(), description: z.string() })),
  }),
  /** Cases opened in the month, counted on screen with the same figures as the workbook. */
  monthly: query({ access: 'reports.run', input: period, output: monthlyRecap }),
  /** The same figures as a workbook with the by-name list (full NIK as text). */
  exportMonthly: job({ access: 'reports.run', input: period, output: z.strictObject({ file: fileRef, rows: z.int() }) }),
}
