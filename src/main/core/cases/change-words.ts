import type { FieldChange } from '../../../shared/contract/case-work.ts'
import { longDate } from '../../../shared/domain/dates.ts'
import { levelWords, priorities } from '../../../shared/domain/desks.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { type NeedFlow, stateLabel } from '../../../shared/domain/need-flow.ts'
import type { NeedState } from '../../../shared/domain/need-states.ts'
import type { QueryContext } from '../context.ts'
import { programmeNamer } from '../programmes/programmes.service.ts'
import { changesAfter, type StoredChange } from './case-changes.repo.ts'
import { agencyName, findUser } from './cases.repo.ts'

/** What the fields of a case and of a need are called. */
export const fieldWords: Readonly<Record<string, string>> = {
  summary: 'keluhan',
  channel: 'cara datang',
  complaintKind: 'jenis keluhan',
  reporterKind: 'pelapor',
  reporterPersonId: 'pelapor',
  reporterName: 'pelapor',
  reporterPhone: 'telepon pelapor',
  reporterRelation: 'hubungan pelapor',
  state: 'tahap',
  holderId: 'petugas',
  agencyId: 'lembaga',
  dueDate: 'batas waktu',
  category: 'jenis',
  level: 'tingkat',
  description: 'uraian',
  programmeKey: 'layanan',
  priority: 'kemendesakan',
}

/** Makes stored values readable: names for keys, words for codes. */
export const valueWords = (context: QueryContext, flow: NeedFlow): ((field: string, value: string | null) => string) => {
  const programme = programmeNamer(context.db)
  return (field, value) => {
    if (value === null) return ''
    switch (field) {
      case 'state':
        return stateLabel(flow, value as NeedState)
      case 'holderId':
        return findUser(context.db, Number(value))?.display_name ?? ''
      case 'agencyId':
        return agencyName(context.db, Number(value))
      case 'dueDate':
        return longDate(value)
      case 'level':
        return levelWords[value as keyof typeof levelWords] ?? value
      case 'programmeKey':
        return programme(value, 0)
      case 'priority':
        return priorities[Number(value)] ?? value
      case 'reporterPersonId':
        return ''
      default:
        return value
    }
  }
}

/** Names of changed fields, each once: `uraian, batas waktu`. */
export const changedFields = (changes: readonly Pick<StoredChange, 'field'>[]): string =>
  [...new Set(changes.map(({ field }) => fieldWords[field] ?? field))].join(', ')

/** What others changed since a version, in words, oldest first. */
export const changesSince = (
  context: QueryContext,
  of: { caseId: number; needId: number | null; version: number },
  flow: NeedFlow,
): FieldChange[] => {
  const words = valueWords(context, flow)
  return changesAfter(context.db, of).map(({ field, before, after, at, by_name }) => ({
    field,
    before: words(field, before),
    after: words(field, after),
    by: by_name ?? '',
    at,
  }))
}

/** The refusal of a change that was begun before somebody else's: it says who changed what. */
export const overtaken = (context: QueryContext, of: { caseId: number; needId: number | null; version: number }): AppError => {
  const changes = changesAfter(context.db, of)
  const what = of.needId === null ? 'Kasus ini' : 'Kebutuhan ini'
  const names = [...new Set(changes.map(({ by_name }) => by_name ?? ''))].filter((name) => name !== '')
  const who = names.length === 0 ? 'orang lain' : names.join(' dan ')
  const fields = changes.length === 0 ? '' : `: ${changedFields(changes)}`
  return new AppError('CONFLICT', `${what} baru saja diubah ${who}${fields}.`, {
    field: 'version',
    hint: 'Lihat perubahannya, lalu ulangi atau pilih isian mana yang dipakai.',
  })
}
