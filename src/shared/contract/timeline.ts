import { z } from 'zod'
import { cursor, day, fileRef, id, instant, limit, nothing, text, version } from './common.ts'
import { command, job, query } from './procedure.ts'

/** What an entry of a timeline is about. */
export const timelineKinds = [
  'case',
  'need',
  'note',
  'referral',
  'letter',
  'notice',
  'file',
  'visit',
  'arrival',
  'data',
  'family',
  'import',
  'submission',
] as const
export const timelineKind = z.enum(timelineKinds)
export type TimelineKind = z.infer<typeof timelineKind>

/** Words for each kind, on screen and on paper. */
export const timelineKindLabels: Record<TimelineKind, string> = {
  case: 'Kasus',
  need: 'Kebutuhan',
  note: 'Catatan',
  referral: 'Rujukan',
  letter: 'Surat',
  notice: 'Pemberitahuan',
  file: 'Berkas',
  visit: 'Kunjungan',
  arrival: 'Loket',
  data: 'Data warga',
  family: 'Keluarga',
  import: 'Impor',
  submission: 'Usulan',
}

export const timelineEntry = z.strictObject({
  /** Unique inside one timeline. */
  key: z.string(),
  at: instant,
  kind: timelineKind,
  text: z.string(),
  note: z.string(),
  by: z.string(),
  caseId: id.nullable(),
  caseNumber: z.string(),
})
export type TimelineEntry = z.infer<typeof timelineEntry>

const narrowed = {
  /** Empty = all. */
  kinds: z.array(timelineKind).max(timelineKinds.length).default([]),
  from: day.nullable().default(null),
  to: day.nullable().default(null),
}
const paged = { id, ...narrowed, cursor: cursor.default(null), limit: limit.default(100) }
const pageOf = z.strictObject({
  items: z.array(timelineEntry),
  next: cursor,
  /** How many entries fit the filter, and how many of each kind there are without it. */
  total: z.int(),
  counts: z.partialRecord(timelineKind, z.int()),
})

export const timeline = {
  /** Everything that happened in a case, newest first. */
  ofCase: query({ access: 'cases.read', audit: 'view', input: z.strictObject(paged), output: pageOf }),
  /** Everything that happened to a person: data, family, cases, letters, imports, submissions; newest first. */
  ofPerson: query({ access: 'people.read', audit: 'view', input: z.strictObject(paged), output: pageOf }),
  /** The same as a PDF, oldest first. */
  print: job({
    access: 'cases.read',
    input: z.strictObject({ of: z.enum(['case', 'person']), id, ...narrowed }),
    output: z.strictObject({ file: fileRef, pages: z.int(), entries: z.int() }),
  }),
}

export const storyLine = z.strictObject({
  id,
  text: z.string(),
  leftOut: z.boolean(),
  confirmed: z.boolean(),
  confirmedBy: z.string(),
})
export const story = z.strictObject({
  id,
  version,
  caseId: id,
  title: z.string(),
  lines: z.array(storyLine),
  /** Lines that nobody has confirmed or left out yet. */
  waiting: z.int(),
  exportedAt: instant.nullable(),
})
export type Story = z.infer<typeof story>

/** The anonymised success story of a closed case. */
export const stories = {
  get: query({ access: 'cases.read', audit: 'view', input: z.strictObject({ id }), output: story.nullable() }),
  /**
   * Drafts it from the case (again: what was confirmed is lost, so the version that is thrown away is named; null = there is
   * none). Only a closed case has one.
   */
  draft: command({
    access: 'cases.write',
    input: z.strictObject({ caseId: id, version: version.nullable().default(null) }),
    output: z.strictObject({ id, version }),
  }),
  /**
   * Mends, confirms or leaves out one line. A line in which a name, number or exact place of the case is left is refused
   * with VALIDATION; nobody can confirm it away.
   */
  setLine: command({
    access: 'cases.write',
    input: z.strictObject({
      caseId: id,
      lineId: id,
      version,
      text: text.min(1, 'Baris tidak boleh kosong; pilih Jangan ikutkan.'),
      leftOut: z.boolean(),
      confirmed: z.boolean(),
    }),
    output: z.strictObject({ version }),
  }),
  remove: command({ access: 'cases.write', input: z.strictObject({ caseId: id, version }), output: nothing }),
  /** The finished story as a file; STATE while a line waits for somebody's eyes. */
  export: job({
    access: 'reports.run',
    input: z.strictObject({ caseId: id, format: z.enum(['docx', 'pdf', 'txt']) }),
    output: z.strictObject({ file: fileRef }),
  }),
}
