import type { DraftRow } from '../../../shared/contract/drafts.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import { findClient } from '../cases/cases.repo.ts'
import type { QueryContext } from '../context.ts'
import { findAgency } from '../directory/directory.repo.ts'
import { caseOf } from './drafts.repo.ts'

type Place = Pick<DraftRow, 'title' | 'place' | 'id'>

const person = (context: QueryContext, id: number): string => {
  const found = findClient(context.db, id)
  return found !== undefined && inArea(context.actor, found.region_code) ? found.name : ''
}
const titled = (what: string, about: string): string => (about === '' ? what : `${what}: ${about}`)
const ofCase = (context: QueryContext, what: string, found: ReturnType<typeof caseOf>): Place =>
  found !== undefined && inArea(context.actor, found.region_code)
    ? { title: titled(what, `${found.name}, ${found.number}`), place: 'case', id: found.id }
    : { title: what, place: 'none', id: null }

const ofNeed = (context: QueryContext, what: string, id: number): Place => ofCase(context, what, caseOf(context.db, 'need', id))

/** The answer of an agency is typed on the page of referrals; the referral's own number opens it there. */
const ofReferral = (context: QueryContext, what: string, id: number): Place => {
  const found = ofCase(context, what, caseOf(context.db, 'referral', id))
  return found.place === 'none' ? found : { ...found, place: 'referrals', id }
}

/** Names of forms as screens choose them (`useDraft`), with what they are about. */
const forms: readonly [RegExp, (context: QueryContext, id: number) => Place][] = [
  [/^case\.new\.0$/, () => ({ title: 'Loket: warga belum dipilih', place: 'counter', id: null })],
  [/^case\.new\.(\d+)$/, (context, id) => ({ title: titled('Loket', person(context, id)), place: 'counter', id })],
  [/^case\.person$/, () => ({ title: 'Loket: pendaftaran warga baru', place: 'counter', id: null })],
  [/^paste$/, () => ({ title: 'Laporan yang ditempel', place: 'paste', id: null })],
  [/^people\.new$/, () => ({ title: 'Warga baru', place: 'new-person', id: null })],
  [/^people\.(\d+)$/, (context, id) => ({ title: titled('Ubah data warga', person(context, id)), place: 'person', id })],
  [/^case\.note\.(\d+)$/, (context, id) => ofCase(context, 'Catatan kasus', caseOf(context.db, 'case_file', id))],
  [/^case\.(\d+)$/, (context, id) => ofCase(context, 'Ubah kasus', caseOf(context.db, 'case_file', id))],
  [/^need\.new\.(\d+)$/, (context, id) => ofCase(context, 'Tambah kebutuhan', caseOf(context.db, 'case_file', id))],
  [/^need\.(\d+)$/, (context, id) => ofNeed(context, 'Ubah kebutuhan', id)],
  [/^step\.(\d+)\./, (context, id) => ofNeed(context, 'Langkah kasus', id)],
  [/^remind\.(\d+)$/, (context, id) => ofNeed(context, 'Pengingat', id)],
  [/^escalate\.(\d+)$/, (context, id) => ofNeed(context, 'Naikkan tingkat', id)],
  [
    /^notices\.tell\.(\d+)$/,
    (context, id) => ofCase(context, 'Pemberitahuan kepada warga', caseOf(context.db, 'need_notice', id)),
  ],
  [/^referral\.answer\.(\d+)$/, (context, id) => ofReferral(context, 'Jawaban rujukan', id)],
  [/^referral\.(\d+)$/, (context, id) => ofNeed(context, 'Rujukan', id)],
  [/^agency\.baru$/, () => ({ title: 'Lembaga baru', place: 'directory', id: null })],
  [
    /^agency\.(\d+)$/,
    (context, id) => {
      const found = findAgency(context.db, id)
      return found === undefined
        ? { title: 'Ubah lembaga', place: 'none', id: null }
        : { title: titled('Ubah lembaga', found.name), place: 'directory', id }
    },
  ],
  [/^submission\.new$/, () => ({ title: 'Usulan baru', place: 'submissions', id: null })],
  [/^consultation\.0$/, () => ({ title: 'Konsultasi', place: 'counter', id: null })],
  [/^consultation\.(\d+)$/, (context, id) => ({ title: titled('Konsultasi', person(context, id)), place: 'counter', id })],
  [/^counter-settings$/, () => ({ title: 'Pengaturan loket', place: 'counter-settings', id: null })],
  [/^letters\.batch$/, () => ({ title: 'Surat dari daftar', place: 'letter-list', id: null })],
  [/^letter-life-settings$/, () => ({ title: 'Pengaturan cetak surat', place: 'print-settings', id: null })],
  [/^office$/, () => ({ title: 'Data kantor', place: 'office-settings', id: null })],
  [/^definition\./, () => ({ title: 'Layanan dan templat', place: 'definition-settings', id: null })],
]

/** What a draft is, in words, and which page goes on with it. */
export const draftPlaceOf = (context: QueryContext, key: string): Place => {
  for (const [form, place] of forms) {
    const found = form.exec(key)
    if (found !== null) return place(context, Number(found[1] ?? 0))
  }
  return { title: 'Isian', place: 'none', id: null }
}
