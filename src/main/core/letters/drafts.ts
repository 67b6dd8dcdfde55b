import type { LetterPaper, LetterTemplateBody } from '../../../shared/contract/letter-body.ts'
import type { Applicant } from '../../../shared/contract/letters.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { sequenceYear } from '../../../shared/domain/letter-number.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import type { QueryContext } from '../context.ts'
import type { Definition } from '../definitions/definitions.repo.ts'
import { listUnits } from '../office/office.repo.ts'
import { findPerson, type PersonRecord } from '../people/people.repo.ts'
import { findReferral } from '../referrals/referrals.repo.ts'
import { findRegion } from '../regions/regions.repo.ts'
import { addresseeOf, fillLetter } from './fill.ts'
import { checkFields } from './letter-access.ts'
import type { DraftValues } from './letters.repo.ts'
import { type LetterSubject, readLetterSources } from './sources.repo.ts'

type Template = Definition<'letter-template'>

/** What the clerk typed and chose. */
export interface DraftContent {
  signatoryId: number
  letterDate: string
  paper: LetterPaper
  fields: Record<string, string>
  copiesTo: string[]
  headedPaper?: boolean | undefined
  applicant?: Applicant | undefined
  purpose?: string | undefined
  lane?: string | undefined
  lists?: Record<string, Record<string, string>[]> | undefined
  unitCode?: string | undefined
}

/** What a letter hangs on. */
export type DraftAbout = Pick<LetterSubject, 'caseId' | 'referralId' | 'personId' | 'regionCode'>

const nobody: Applicant = { personId: null, name: '', relation: '', phone: '' }

/**
 * A resident inside the user's area.
 * @throws AppError NOT_FOUND
 */
export const visiblePerson = (context: QueryContext, id: number): PersonRecord => {
  const person = findPerson(context.db, id)
  if (person === undefined || person.merged_into !== null || !inArea(context.actor, person.region_code))
    throw new AppError('NOT_FOUND', 'Warga tidak ditemukan.', { hint: 'Cari warga itu sekali lagi.' })
  return person
}

const unknownChoice = (field: string, message: string): AppError =>
  new AppError('VALIDATION', message, { field, hint: 'Muat ulang jenis suratnya, lalu pilih lagi.' })

/** @throws AppError VALIDATION for a purpose, lane, list or column that the kind does not have */
const checkChoices = (template: Template, content: DraftContent): void => {
  const { body, name } = template
  const { purpose = '', lane = '', lists = {} } = content
  if (purpose !== '' && !body.purposes.some(({ key }) => key === purpose))
    throw unknownChoice('purpose', `Keperluan ini tidak ada pada ${name}.`)
  if (lane !== '' && !body.lanes.some(({ key }) => key === lane)) throw unknownChoice('lane', `Jalur ini tidak ada pada ${name}.`)
  for (const [key, rows] of Object.entries(lists)) {
    const list = body.lists.find((one) => one.name === key)
    const columns = new Set(list?.columns.map((column) => column.key))
    if (list === undefined || rows.some((row) => Object.keys(row).some((column) => !columns.has(column))))
      throw unknownChoice(`lists.${key}`, `Daftar atau kolom ini tidak ada pada ${name}.`)
  }
}

/** Rows without a single word are left out; so a list ends where the clerk stopped typing. */
const filledRows = (lists: DraftContent['lists']): Record<string, Record<string, string>[]> =>
  Object.fromEntries(
    Object.entries(lists ?? {}).map(([name, rows]) => [
      name,
      rows.filter((row) => Object.values(row).some((cell) => cell.trim() !== '')),
    ]),
  )

/**
 * Checks what the clerk typed and works out what the book shows of it.
 * @throws AppError VALIDATION
 */
export const draftValues = (
  context: QueryContext,
  template: Template,
  about: DraftAbout,
  content: DraftContent,
): DraftValues & { personId: number | null } => {
  // A slip of the finger in the year would open the number sequence of a year far away.
  const year = Number(context.today().slice(0, 4))
  if (Math.abs(sequenceYear(content.letterDate) - year) > 1)
    throw new AppError('VALIDATION', 'Tahun pada tanggal surat terlalu jauh dari hari ini.', {
      field: 'letterDate',
      hint: 'Periksa tanggal surat.',
    })
  const fields = checkFields(template, content.fields)
  checkChoices(template, content)
  const { unitCode = '' } = content
  if (unitCode !== '' && !listUnits(context.db).some(({ code, active }) => active && code === unitCode))
    throw new AppError('VALIDATION', `Unit ${unitCode} tidak ada atau tidak dipakai lagi.`, {
      field: 'unitCode',
      hint: 'Pilih unit lain, atau kosongkan untuk memakai kode kantor.',
    })
  const applicant = content.applicant ?? nobody
  if (applicant.personId !== null) visiblePerson(context, applicant.personId)
  const { signatoryId, letterDate } = content
  const sources = readLetterSources(context.db, { ...about, applicant, signatoryId, letterDate })
  if (sources === undefined || sources.signatory.active !== 1)
    throw new AppError('VALIDATION', 'Penanda tangan tidak ditemukan atau tidak aktif.', {
      field: 'signatoryId',
      hint: 'Pilih penanda tangan yang lain.',
    })
  const lists = filledRows(content.lists)
  const choices = {
    ...content,
    fields,
    lists,
    headedPaper: content.headedPaper ?? template.body.headedPaper,
    purpose: content.purpose ?? '',
    lane: content.lane ?? '',
    unitCode: content.unitCode ?? '',
  }
  const { values } = fillLetter(template.body, sources, { ...choices, register: null, numberText: null })
  return {
    templateVersion: template.version,
    letterDate: content.letterDate,
    paper: content.paper,
    signatoryId: content.signatoryId,
    fields,
    copiesTo: content.copiesTo,
    subject: values['letter.subject'] ?? '',
    addressee: addresseeOf(template.body, values),
    applicantId: applicant.personId,
    applicantName: applicant.personId === null ? applicant.name : '',
    applicantRelation: applicant.relation,
    applicantPhone: applicant.phone,
    purpose: choices.purpose,
    lane: choices.lane,
    lists,
    headedPaper: choices.headedPaper,
    unitCode,
    personId: sources.person?.id ?? null,
  }
}

/** Whether the texts of a kind name the village without asking whether there is one. */
const namesVillage = (body: LetterTemplateBody): boolean => {
  const text = JSON.stringify(body.blocks)
  return text.includes('{{region.village') && !text.includes('"when":"region.village')
}

/**
 * Whether a kind fits what the letter is to hang on: a letter to an agency on a referral of the same case, a letter of a case on a
 * case, a letter about a resident on one inside the user's area, others on a place inside it.
 * @throws AppError VALIDATION or NOT_FOUND
 */
export const checkAbout = (context: QueryContext, template: Template, about: DraftAbout): void => {
  const { body, name } = template
  if (body.retired) throw new AppError('STATE', `${name} tidak dipakai lagi.`, { hint: 'Pilih jenis surat yang lain.' })
  if (body.needsReferral && about.referralId === null)
    throw new AppError('VALIDATION', `${name} memerlukan rujukan.`, {
      field: 'referralId',
      hint: 'Buat rujukannya lebih dahulu, lalu susun suratnya dari sana.',
    })
  if (!body.needsReferral && about.referralId !== null)
    throw new AppError('VALIDATION', `${name} tidak memakai rujukan.`, {
      field: 'referralId',
      hint: 'Pilih jenis surat rujukan, atau susun surat ini dari kasusnya.',
    })
  if (about.referralId !== null && findReferral(context.db, about.referralId)?.case_id !== about.caseId)
    throw new AppError('NOT_FOUND', 'Rujukan tidak ditemukan dalam kasus ini.', {
      field: 'referralId',
      hint: 'Muat ulang kasusnya.',
    })
  if (body.about === 'case' && about.caseId === null)
    throw new AppError('VALIDATION', `${name} disusun dari sebuah kasus.`, {
      field: 'caseId',
      hint: 'Buka kasusnya, lalu pilih Buat surat.',
    })
  if (body.about === 'person' && about.caseId === null && about.personId === null)
    throw new AppError('VALIDATION', `${name} menyangkut seorang warga.`, { field: 'personId', hint: 'Pilih warganya.' })
  if (body.about === 'village' && (about.caseId !== null || about.personId !== null))
    throw new AppError('VALIDATION', `${name} tidak menyangkut satu warga atau kasus.`, {
      field: 'personId',
      hint: 'Susun surat ini dari buku surat.',
    })
  if (about.caseId !== null && about.personId !== null)
    throw new AppError('VALIDATION', 'Surat dari sebuah kasus menyangkut warga kasus itu.', {
      field: 'personId',
      hint: 'Pilih kasusnya saja, atau warganya saja.',
    })
  const region = about.regionCode === null ? undefined : findRegion(context.db, about.regionCode)
  if (about.regionCode !== null && region === undefined)
    throw new AppError('VALIDATION', 'Wilayah ini tidak dikenal.', { field: 'regionCode', hint: 'Pilih wilayahnya dari daftar.' })
  if (body.about === 'village' && namesVillage(body) && region?.level !== 4)
    throw new AppError('VALIDATION', `${name} menyebut desa atau kelurahan.`, {
      field: 'regionCode',
      hint: 'Pilih desa atau kelurahannya.',
    })
  if (about.caseId === null && about.personId === null && !inArea(context.actor, about.regionCode))
    throw new AppError('FORBIDDEN', 'Wilayah ini di luar wilayah tugas Anda.', {
      field: 'regionCode',
      hint: 'Pilih desa atau kecamatan dalam wilayah tugas Anda.',
    })
}
