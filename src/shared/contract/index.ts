import type { z } from 'zod'
import { app } from './app.ts'
import { arrival } from './arrival.ts'
import { assessments } from './assessments.ts'
import { attachments } from './attachments.ts'
import { audit } from './audit.ts'
import { backup } from './backup.ts'
import { calendar } from './calendar.ts'
import { cases } from './cases.ts'
import { checks } from './checks.ts'
import { definitions } from './definitions.ts'
import { directory } from './directory.ts'
import { drafts } from './drafts.ts'
import { duplicates } from './duplicates.ts'
import { listExports } from './exports.ts'
import { families } from './families.ts'
import { imports } from './imports.ts'
import { jobs } from './jobs.ts'
import { letterBatches } from './letter-batches.ts'
import { letterLife } from './letter-life.ts'
import { letterNumbers } from './letter-numbers.ts'
import { letterProofs } from './letter-proofs.ts'
import { letters } from './letters.ts'
import { mappings } from './mappings.ts'
import { notices } from './notices.ts'
import { office } from './office.ts'
import { people } from './people.ts'
import { personFacts } from './person-facts.ts'
import { printing } from './printing.ts'
import type { JobStarted, Procedure, ProcedureKind } from './procedure.ts'
import { programmes } from './programmes.ts'
import { quickLetters } from './quick-letters.ts'
import { referrals } from './referrals.ts'
import { regions } from './regions.ts'
import { reports } from './reports.ts'
import { savedSearches } from './saved-searches.ts'
import { services } from './services.ts'
import { signing } from './signing.ts'
import { submissions } from './submissions.ts'
import { stories, timeline } from './timeline.ts'
import { users } from './users.ts'
import { waiting } from './waiting.ts'

/** The whole contract: domain → procedure. Hosts, core and screens know nothing else of each other. */
export const contract = {
  app,
  users,
  office,
  regions,
  people,
  savedSearches,
  personFacts,
  families,
  duplicates,
  checks,
  imports,
  mappings,
  programmes,
  services,
  waiting,
  calendar,
  cases,
  arrival,
  drafts,
  notices,
  timeline,
  stories,
  attachments,
  directory,
  assessments,
  referrals,
  letters,
  letterNumbers,
  letterLife,
  letterBatches,
  quickLetters,
  letterProofs,
  signing,
  printing,
  reports,
  submissions,
  exports: listExports,
  definitions,
  backup,
  audit,
  jobs,
}
export type Contract = typeof contract
export type Domain = keyof Contract

/** `'people.search'` and so on. */
export type ProcedureName = { [D in Domain]: `${D}.${Extract<keyof Contract[D], string>}` }[Domain]

type Split<N extends ProcedureName> = N extends `${infer D extends Domain}.${infer P}`
  ? P extends keyof Contract[D]
    ? Contract[D][P]
    : never
  : never

/** The declared procedure behind a name. */
export type ProcedureOf<N extends ProcedureName> = Split<N> extends infer P extends Procedure ? P : never
/** What a caller hands in (before defaults). */
export type InputOf<N extends ProcedureName> = z.input<ProcedureOf<N>['input']>
/** What a handler receives (after validation and defaults). */
export type ParsedInputOf<N extends ProcedureName> = z.output<ProcedureOf<N>['input']>
/** What a handler answers; for a job: its result. */
export type OutputOf<N extends ProcedureName> = z.output<ProcedureOf<N>['output']>
/** What a caller gets back at once: the output, or the job's number. */
export type ReplyOf<N extends ProcedureName> = ProcedureOf<N>['kind'] extends 'job' ? JobStarted : OutputOf<N>

/** All procedures with their names, in the contract's order. */
export const procedures: ReadonlyMap<string, Procedure<ProcedureKind>> = new Map(
  Object.entries(contract).flatMap(([domain, members]) =>
    Object.entries(members).map(([name, procedure]) => [`${domain}.${name}`, procedure as Procedure<ProcedureKind>] as const),
  ),
)
