import type { NeedPaper } from '../../../shared/contract/services.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { lackingPapers, type Paper, type PaperState, papersOfLane, paperText } from '../../../shared/domain/papers.ts'
import type { By } from '../cases/cases.repo.ts'
import type { Db } from '../db/database.ts'
import { definition } from '../definitions/definitions.repo.ts'
import { papersOf, setPaper } from './papers.repo.ts'

/** What the rules need of a need. */
export interface PaperedNeed {
  id: number
  programme_key: string
  programme_version: number
  lane: string
}

/** The papers a need was registered with: those of its programme's version and its lane. */
const requirementsOf = (db: Db, need: PaperedNeed): Paper[] =>
  papersOfLane(definition(db, 'programme', need.programme_key, need.programme_version).body.requirements, need.lane)

/** Checklist of a need. */
export const checklistOf = (db: Db, need: PaperedNeed): NeedPaper[] => {
  const ticks = new Map(papersOf(db, need.id).map((row) => [row.paper_key, row]))
  return requirementsOf(db, need).map((paper) => {
    const tick = ticks.get(paper.key)
    return {
      key: paper.key,
      label: paper.label,
      required: paper.required,
      when: paper.when,
      hint: paper.note,
      state: (tick?.state as PaperState | undefined) ?? null,
      note: tick?.note ?? '',
      at: tick?.updated_at ?? null,
      by: tick?.by_name ?? '',
    }
  })
}

/** Words for what the file of a need still lacks; empty = complete. */
export const lackingOf = (db: Db, need: PaperedNeed): string[] => {
  const states = new Map(papersOf(db, need.id).map((row) => [row.paper_key, row.state as PaperState]))
  return lackingPapers(requirementsOf(db, need), need.lane, (key) => states.get(key) ?? null).map(paperText)
}

/**
 * Marks papers of a need.
 * @throws AppError VALIDATION for a paper that its service does not ask for, or one always asked for that is "not needed" without a reason
 */
export const markPapers = (
  db: Db,
  need: PaperedNeed,
  ticks: readonly { key: string; state: PaperState | null; note: string }[],
  by: By,
  field: string,
): void => {
  const asked = new Map(requirementsOf(db, need).map((paper) => [paper.key, paper]))
  for (const [index, { key, state, note }] of ticks.entries()) {
    const paper = asked.get(key)
    if (paper === undefined)
      throw new AppError('VALIDATION', 'Berkas ini tidak diminta oleh layanan ini.', {
        field: `${field}.${index}.key`,
        hint: 'Muat ulang daftar berkasnya.',
      })
    if (state === 'not-needed' && paper.required === 'always' && note.trim() === '')
      throw new AppError('VALIDATION', `Tulis mengapa "${paper.label}" tidak perlu.`, {
        field: `${field}.${index}.note`,
        hint: 'Berkas ini selalu diminta; alasannya dibaca Back Office.',
      })
    setPaper(db, need.id, key, state, note, by)
  }
}
