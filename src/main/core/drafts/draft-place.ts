import type { DraftRow } from '../../../shared/contract/drafts.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import { findCase, findClient } from '../cases/cases.repo.ts'
import type { QueryContext } from '../context.ts'
import { caseOf } from './drafts.repo.ts'

type Place = Pick<DraftRow, 'title' | 'place' | 'id'>

const person = (context: QueryContext, id: number): string => {
  const found = findClient(context.db, id)
  return found !== undefined && inArea(context.actor, found.region_code) ? found.name : ''
}
const titled = (what: string, about: string): string => (about === '' ? what : `${what}: ${about}`)
const ofCase = (
  context: QueryContext,
  what: string,
  found: { id: number; number: string; region_code: string | null } | undefined,
): Place =>
  found !== undefined && inArea(context.actor, found.region_code)
    ? { title: titled(what, found.number), place: 'case', id: found.id }
    : { title: what, place: 'none', id: null }

/** Names of forms as screens choose them (`useDraft`), with what they are about. */
const forms: readonly [RegExp, (context: QueryContext, id: number) => Place][] = [
  [/^case\.new\.0$/, () => ({ title: 'Loket: warga belum dipilih', place: 'counter', id: null })],
  [/^case\.new\.(\d+)$/, (context, id) => ({ title: titled('Loket', person(context, id)), place: 'counter', id })],
  [/^case\.person$/, () => ({ title: 'Loket: pendaftaran warga baru', place: 'counter', id: null })],
  [/^paste$/, () => ({ title: 'Laporan yang ditempel', place: 'paste', id: null })],
  [/^people\.new$/, () => ({ title: 'Warga baru', place: 'new-person', id: null })],
  [/^people\.(\d+)$/, (context, id) => ({ title: titled('Ubah data warga', person(context, id)), place: 'person', id })],
  [/^case\.note\.(\d+)$/, (context, id) => ofCase(context, 'Catatan kasus', findCase(context.db, id))],
  [/^step\.(\d+)\./, (context, id) => ofCase(context, 'Langkah kasus', caseOf(context.db, 'need', id))],
  [/^referral\.answer\.(\d+)$/, (context, id) => ofCase(context, 'Jawaban rujukan', caseOf(context.db, 'referral', id))],
  [/^referral\.(\d+)$/, (context, id) => ofCase(context, 'Rujukan', caseOf(context.db, 'need', id))],
  [/^submission\.new$/, () => ({ title: 'Usulan baru', place: 'submissions', id: null })],
  [/^consultation\.new$/, () => ({ title: 'Konsultasi', place: 'counter', id: null })],
  [/^counter-settings$/, () => ({ title: 'Pengaturan loket', place: 'settings', id: null })],
  [/^office$/, () => ({ title: 'Data kantor', place: 'settings', id: null })],
]

/** What a draft is, in words, and which page goes on with it. */
export const draftPlaceOf = (context: QueryContext, key: string): Place => {
  for (const [form, place] of forms) {
    const found = form.exec(key)
    if (found !== null) return place(context, Number(found[1] ?? 0))
  }
  return { title: 'Isian', place: 'none', id: null }
}
