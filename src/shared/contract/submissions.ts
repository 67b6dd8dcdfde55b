import { z } from 'zod'
import { cursor, fileId, fileRef, filledLine, id, instant, limit, month, nothing, saved, severity, version } from './common.ts'
import { command, job, query } from './procedure.ts'

export const submissionState = z.enum(['composing', 'exported', 'answered'])
export const itemResult = z.enum(['waiting', 'accepted', 'refused'])

export const submissionRow = z.strictObject({
  id,
  uid: z.string(),
  label: z.string(),
  period: month,
  profileKey: z.string(),
  profileName: z.string(),
  profileVersion: z.int(),
  state: submissionState,
  items: z.int(),
  accepted: z.int(),
  refused: z.int(),
  fileName: z.string().nullable(),
  sha256: z.string().nullable(),
  exportedAt: instant.nullable(),
  exportedBy: z.string(),
  answeredAt: instant.nullable(),
  createdAt: instant,
  createdBy: z.string(),
  version,
})
export type SubmissionRow = z.infer<typeof submissionRow>

export const submissionItem = z.strictObject({
  id,
  personId: id,
  name: z.string(),
  nikMasked: z.string(),
  kkMasked: z.string(),
  village: z.string(),
  result: itemResult,
  reason: z.string(),
  problems: z.array(
    z.strictObject({
      severity,
      field: z.string(),
      fieldLabel: z.string(),
      code: z.string(),
      message: z.string(),
      fix: z.string(),
    }),
  ),
})
export type SubmissionItem = z.infer<typeof submissionItem>

/** Somebody whose open case asks for what a batch proposes: who is next for it. */
export const submissionCandidate = z.strictObject({
  /** The need. */
  id,
  personId: id,
  name: z.string(),
  nikMasked: z.string(),
  village: z.string(),
  caseId: id,
  caseNumber: z.string(),
  programmeName: z.string(),
  stateLabel: z.string(),
  /** Newest finished questionnaire about the person, '' = nobody visited yet. */
  visitedOn: z.string(),
  visitResult: z.string(),
  verified: z.boolean(),
  /** Another batch that waits for its answer and holds the person, or ''. */
  otherBatch: z.string(),
})
export type SubmissionCandidate = z.infer<typeof submissionCandidate>

export const submissions = {
  profiles: query({
    access: 'submissions.read',
    input: nothing,
    output: z.array(
      z.strictObject({
        key: z.string(),
        version: z.int(),
        name: z.string(),
        description: z.string(),
        columns: z.array(z.string()),
      }),
    ),
  }),
  list: query({ access: 'submissions.read', input: nothing, output: z.array(submissionRow) }),
  get: query({ access: 'submissions.read', input: z.strictObject({ id }), output: submissionRow }),
  create: command({
    access: 'submissions.write',
    input: z.strictObject({ label: filledLine, period: month, profileKey: filledLine }),
    output: saved,
  }),
  /**
   * People with an open need of the batch's services who are not in it yet, those visited first, then the longest waiting; at
   * most 200. Without a batch: those of any profile who are in no batch that waits.
   */
  candidates: query({
    access: 'submissions.read',
    input: z.strictObject({ id: id.nullable().default(null) }),
    output: z.strictObject({ items: z.array(submissionCandidate), more: z.boolean() }),
  }),
  /** Adds people; those already in the batch are left out and counted. */
  add: command({
    access: 'submissions.write',
    input: z.strictObject({ id, personIds: z.array(id).min(1).max(5000) }),
    output: z.strictObject({ added: z.int(), already: z.int() }),
  }),
  remove: command({
    access: 'submissions.write',
    input: z.strictObject({ id, itemIds: z.array(id).min(1).max(5000) }),
    output: z.strictObject({ removed: z.int() }),
  }),
  items: query({
    access: 'submissions.read',
    input: z.strictObject({
      id,
      result: itemResult.nullable().default(null),
      cursor: cursor.default(null),
      limit: limit.default(100),
    }),
    output: z.strictObject({ items: z.array(submissionItem), next: cursor }),
  }),
  /** What would be refused and why, before anything leaves the office. */
  check: query({
    access: 'submissions.read',
    input: z.strictObject({ id }),
    output: z.strictObject({
      items: z.int(),
      ready: z.int(),
      findings: z.array(z.strictObject({ severity, code: z.string(), message: z.string(), fix: z.string(), people: z.int() })),
    }),
  }),
  /** Writes the workbook by the column profile; the exact file, its hash and its rows are kept. Refused while a person is blocked. */
  export: job({
    access: 'submissions.write',
    input: z.strictObject({ id, version }),
    output: z.strictObject({ id, rows: z.int(), sha256: z.string(), file: fileRef, manifest: fileRef }),
  }),
  /** The archived file again; full NIKs are in it, so the trail says who fetched it. */
  file: query({
    access: 'submissions.read',
    audit: 'view',
    input: z.strictObject({ id }),
    output: z.strictObject({ file: fileRef, manifest: fileRef }),
  }),
  /** Reads the ministry's answer back onto each person. */
  readResult: job({
    access: 'submissions.write',
    input: z.strictObject({ id, fileId }),
    output: z.strictObject({
      rows: z.int(),
      accepted: z.int(),
      refused: z.int(),
      waiting: z.int(),
      /** Rows of the file that fit nobody in this batch, as Excel shows them. */
      unmatched: z.array(z.strictObject({ sheet: z.string(), row: z.int(), message: z.string() })),
    }),
  }),
}
