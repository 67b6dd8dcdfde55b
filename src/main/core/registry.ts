import type { Domain } from '../../shared/contract/index.ts'
import { arrivalHandlers } from './arrival/arrival.service.ts'
import { arrivalInternal } from './arrival/print-slip.ts'
import { assessmentsHandlers, assessmentsInternal } from './assessments/assessments.service.ts'
import { attachmentsHandlers, attachmentsInternal } from './attachments/attachments.service.ts'
import { auditHandlers, auditInternal } from './audit/audit.service.ts'
import { backupHandlers, backupInternal } from './backup/backup.service.ts'
import { calendarHandlers, calendarInternal } from './calendar/calendar.service.ts'
import { casesHandlers } from './cases/cases.service.ts'
import { checksHandlers, checksInternal } from './checks/checks.service.ts'
import type { CommandContext, Handlers, InternalCommand, JobContext, QueryContext } from './context.ts'
import { definitionsHandlers } from './definitions/definitions.service.ts'
import { directoryHandlers, directoryInternal } from './directory/directory.service.ts'
import { draftsHandlers } from './drafts/drafts.service.ts'
import { duplicatesHandlers, duplicatesInternal } from './duplicates/duplicates.service.ts'
import { exportsHandlers, exportsInternal } from './exports/exports.service.ts'
import { familiesHandlers } from './families/families.service.ts'
import { filesInternal } from './files/files.service.ts'
import { importsHandlers, importsInternal } from './imports/imports.service.ts'
import { jobsInternal } from './jobs/jobs.service.ts'
import { letterProofsHandlers, letterProofsInternal } from './letter-proofs/letter-proofs.service.ts'
import { letterBatchesHandlers, letterBatchesInternal } from './letters/batches.service.ts'
import { letterLifeHandlers } from './letters/letter-life.service.ts'
import { letterNumbersHandlers } from './letters/letter-numbers.service.ts'
import { lettersHandlers, lettersInternal } from './letters/letters.service.ts'
import { quickLettersHandlers, quickLettersInternal } from './letters/quick.service.ts'
import { mappingsHandlers } from './mappings/mappings.service.ts'
import { noticesHandlers, noticesInternal } from './notices/notices.service.ts'
import { officeHandlers } from './office/office.service.ts'
import { peopleHandlers } from './people/people.service.ts'
import { personFactsHandlers } from './person-facts/person-facts.service.ts'
import { practiceInternal } from './practice/practice.service.ts'
import { printingHandlers, printingInternal } from './printing/printing.service.ts'
import { programmesHandlers } from './programmes/programmes.service.ts'
import { referralsHandlers, referralsInternal } from './referrals/referrals.service.ts'
import { regionsHandlers } from './regions/regions.service.ts'
import { regionsInternal } from './regions/update-regions.ts'
import { reportsHandlers, reportsInternal } from './reports/reports.service.ts'
import { savedSearchesHandlers } from './saved-searches/saved-searches.service.ts'
import { servicesHandlers } from './services/services.service.ts'
import { signingHandlers, signingInternal } from './signing/signing.service.ts'
import { storiesHandlers, storiesInternal } from './stories/stories.service.ts'
import { submissionsHandlers, submissionsInternal } from './submissions/submissions.service.ts'
import { timelineHandlers, timelineInternal } from './timeline/timeline.service.ts'
import { usersHandlers, usersInternal } from './users/users.service.ts'
import { waitingInternal } from './waiting/print-waiting.ts'
import { waitingHandlers } from './waiting/waiting.service.ts'

/** All services, domain by domain. `app` and `jobs` are served by the composition root itself. */
const handlers: { [D in Exclude<Domain, 'app' | 'jobs'>]: Handlers<D> } = {
  users: usersHandlers,
  office: officeHandlers,
  regions: regionsHandlers,
  people: peopleHandlers,
  savedSearches: savedSearchesHandlers,
  personFacts: personFactsHandlers,
  families: familiesHandlers,
  duplicates: duplicatesHandlers,
  checks: checksHandlers,
  imports: importsHandlers,
  mappings: mappingsHandlers,
  programmes: programmesHandlers,
  services: servicesHandlers,
  waiting: waitingHandlers,
  calendar: calendarHandlers,
  cases: casesHandlers,
  arrival: arrivalHandlers,
  drafts: draftsHandlers,
  notices: noticesHandlers,
  assessments: assessmentsHandlers,
  timeline: timelineHandlers,
  stories: storiesHandlers,
  attachments: attachmentsHandlers,
  directory: directoryHandlers,
  referrals: referralsHandlers,
  letters: lettersHandlers,
  letterNumbers: letterNumbersHandlers,
  letterLife: letterLifeHandlers,
  letterBatches: letterBatchesHandlers,
  quickLetters: quickLettersHandlers,
  letterProofs: letterProofsHandlers,
  signing: signingHandlers,
  printing: printingHandlers,
  reports: reportsHandlers,
  submissions: submissionsHandlers,
  exports: exportsHandlers,
  definitions: definitionsHandlers,
  backup: backupHandlers,
  audit: auditHandlers,
}

type AnyHandler = (context: QueryContext | CommandContext | JobContext, input: unknown) => unknown

/** The handler behind `domain.name`, or undefined for one that the composition root serves. */
export const findHandler = (name: string): AnyHandler | undefined => {
  const [domain, procedure] = name.split('.') as [string, string]
  return (handlers as Record<string, Record<string, unknown>>)[domain]?.[procedure] as AnyHandler | undefined
}

const internals: ReadonlyMap<string, InternalCommand<never, unknown>> = new Map(
  [
    ...usersInternal,
    ...jobsInternal,
    ...backupInternal,
    ...auditInternal,
    ...filesInternal,
    ...importsInternal,
    ...regionsInternal,
    ...duplicatesInternal,
    ...calendarInternal,
    ...checksInternal,
    ...lettersInternal,
    ...letterBatchesInternal,
    ...quickLettersInternal,
    ...letterProofsInternal,
    ...signingInternal,
    ...printingInternal,
    ...directoryInternal,
    ...referralsInternal,
    ...reportsInternal,
    ...submissionsInternal,
    ...exportsInternal,
    ...assessmentsInternal,
    ...practiceInternal,
    ...timelineInternal,
    ...storiesInternal,
    ...attachmentsInternal,
    ...arrivalInternal,
    ...noticesInternal,
    ...waitingInternal,
  ].map((command) => [command.name, command as InternalCommand<never, unknown>]),
)

/** The internal command of a name, or undefined. */
export const findInternal = (name: string): InternalCommand<never, unknown> | undefined => internals.get(name)
