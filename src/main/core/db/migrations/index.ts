import { foundation } from './010-foundation.ts'
import { register } from './020-register.ts'
import { caseWork } from './030-case-work.ts'
import { submissions } from './040-submissions.ts'
import { duplicates } from './050-duplicates.ts'
import { personFacts } from './060-person-facts.ts'
import { families } from './070-families.ts'
import { regions } from './080-regions.ts'
import { importReview } from './100-import-review.ts'
import { search } from './110-search.ts'
import { checks } from './120-checks.ts'
import { needFlow } from './130-need-flow.ts'
import { assessments } from './170-assessments.ts'
import { directoryAndReferrals } from './180-directory.ts'
import { workLists } from './190-work-lists.ts'
import { services } from './200-services.ts'
import { arrival } from './210-arrival.ts'
import { toldAndFiles } from './220-told-and-files.ts'
import { letterNumbers } from './260-letter-numbers.ts'
import { letterBatches } from './261-letter-batches.ts'
import { letterKinds } from './270-letter-kinds.ts'
import { lettersHandedOver } from './300-letters-handed-over.ts'
import { caseRegister } from './310-case-register.ts'
import { letterProofs } from './320-letter-proofs.ts'
import { actingSigners } from './330-acting-signers.ts'
import { signingMaps } from './331-signing-maps.ts'
import { quickLetters } from './340-quick-letters.ts'
import { lettersAfterPrint } from './350-letters-after-print.ts'
import { printingQueue } from './351-printing.ts'
import { submissionLetters } from './365-submission-letters.ts'
import type { Migration } from './migration.ts'

export type { Migration } from './migration.ts'

/** All migrations in order, one a line. Add at the end; never edit one that was released. */
// biome-ignore format: one a line, so that two engineers who add one do not collide
export const migrations: readonly Migration[] = [
  foundation,
  register,
  caseWork,
  submissions,
  duplicates,
  personFacts,
  families,
  regions,
  importReview,
  search,
  checks,
  needFlow,
  assessments,
  directoryAndReferrals,
  workLists,
  services,
  arrival,
  toldAndFiles,
  letterNumbers,
  letterBatches,
  letterKinds,
  lettersHandedOver,
  caseRegister,
  letterProofs,
  actingSigners,
  signingMaps,
  quickLetters,
  lettersAfterPrint,
  printingQueue,
  submissionLetters,
]

/** The schema version this program knows. */
export const newestMigration = migrations.at(-1)?.id ?? 0
