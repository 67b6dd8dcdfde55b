import { z } from 'zod'
import { complaintKind, register } from './cases.ts'
import { day, fileRef, id, level, line, regionCode, severity } from './common.ts'
import { bucket } from './imports.ts'
import { bookFilter } from './letters.ts'
import { noticeFilter } from './notices.ts'
import { peopleFilter } from './people.ts'
import { job } from './procedure.ts'
import { regionState } from './regions.ts'
import { waitingFilter } from './waiting.ts'

const region = regionCode.nullable().default(null)

/** Which list, narrowed by the same filters as on its screen. */
export const exportedList = z.discriminatedUnion('list', [
  /** `text` '' = everybody by name; else whom a search finds. */
  z.strictObject({
    list: z.literal('people'),
    region,
    text: z.string().trim().max(120).default(''),
    filter: peopleFilter.optional(),
  }),
  z.strictObject({ list: z.literal('families'), region }),
  z.strictObject({
    list: z.literal('cases'),
    state: z.enum(['open', 'closed', 'all']).default('open'),
    mine: z.boolean().default(false),
    overdue: z.boolean().default(false),
    programmeKey: line.nullable().default(null),
    region,
    register: register.nullable().default(null),
    complaintKind: complaintKind.nullable().default(null),
    level: level.nullable().default(null),
    text: line.default(''),
  }),
  z.strictObject({
    list: z.literal('referrals'),
    waiting: z.boolean().default(false),
    overdue: z.boolean().default(false),
    reminding: z.boolean().default(false),
    text: line.default(''),
    agencyId: id.nullable().default(null),
  }),
  z.strictObject({ list: z.literal('letters'), ...bookFilter }),
  z.strictObject({ list: z.literal('notices'), ...noticeFilter }),
  /** Waiting lists of programmes. */
  z.strictObject({ list: z.literal('waiting'), ...waitingFilter }),
  /** The table of checks. */
  z.strictObject({ list: z.literal('checks'), severity: severity.nullable().default(null), text: line.default('') }),
  /** People and families with something to look at. */
  z.strictObject({
    list: z.literal('findings'),
    checkId: z.string().max(60).nullable().default(null),
    severity: severity.nullable().default(null),
    region,
  }),
  /** Rows of an import package. */
  z.strictObject({
    list: z.literal('imports'),
    id,
    bucket: bucket.nullable().default(null),
    withProblems: z.boolean().default(false),
    /** Only rows with this kind of finding. */
    code: line.nullable().default(null),
  }),
  /** The guest book. */
  z.strictObject({
    list: z.literal('guests'),
    from: day.nullable().default(null),
    to: day.nullable().default(null),
    text: line.default(''),
  }),
  z.strictObject({ list: z.literal('regions'), text: line.default(''), state: regionState.default('valid') }),
])
/** A list with its filters, as a handler receives it. */
export type ExportedList = z.output<typeof exportedList>
export const exportFormats = ['xlsx', 'csv'] as const
export type ExportFormat = (typeof exportFormats)[number]

export const listExports = {
  /**
   * Writes a list to files. Who may see the list may export it; `numbers: 'full'` asks for `people.reveal` as well.
   * More than a million rows become several files; `rows` counts them all.
   */
  list: job({
    access: 'signed-in',
    input: z.strictObject({
      filter: exportedList,
      format: z.enum(exportFormats).default('xlsx'),
      /** Whether NIK and family card numbers are written with all digits. */
      numbers: z.enum(['masked', 'full']).default('masked'),
    }),
    output: z.strictObject({ files: z.array(fileRef), rows: z.int() }),
  }),
}
