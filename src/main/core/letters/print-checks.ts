import type { LetterTemplateBody } from '../../../shared/contract/letter-body.ts'
import type { RegisterStanding } from '../../../shared/contract/letters.ts'
import { longDate } from '../../../shared/domain/dates.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import type { QueryContext } from '../context.ts'
import { applicantOf, type DraftRecord, draftStanding, listsOf } from './letter-access.ts'

/**
 * A paper that leaves the office must be whole; a draft may have gaps.
 * @param signatoryActive whether its signatory still signs
 * @throws AppError STATE or VALIDATION with the field to go to
 */
export const refuseUnfinished = (
  context: QueryContext,
  letter: DraftRecord,
  template: LetterTemplateBody,
  signatoryActive: boolean,
): void => {
  const fields = JSON.parse(letter.fields) as Record<string, string>
  for (const field of template.fields)
    if (field.required && (fields[field.name] ?? '') === '')
      throw new AppError('VALIDATION', `Isian "${field.label}" belum diisi.`, {
        field: `fields.${field.name}`,
        hint: 'Lengkapi isiannya, lalu cetak.',
      })
  refuseOpenStatement(context, letter, template)
  if (!signatoryActive)
    throw new AppError('VALIDATION', 'Penanda tangan surat ini tidak aktif lagi.', {
      field: 'signatoryId',
      hint: 'Pilih penanda tangan lain, lalu cetak.',
    })
}

/**
 * What keeps a letter from being printed beside empty fields: a statement about the register without a source, a decile above what the
 * purpose allows, no purpose, no lane, an empty list.
 * @throws AppError STATE or VALIDATION
 */
export const refuseOpenStatement = (context: QueryContext, letter: DraftRecord, template: LetterTemplateBody): void => {
  if (template.purposes.length > 0 && !template.purposes.some(({ key }) => key === letter.purpose))
    throw new AppError('VALIDATION', 'Keperluan surat belum dipilih.', {
      field: 'purpose',
      hint: 'Pilih keperluannya, lalu cetak.',
    })
  if (template.lanes.length > 0 && !template.lanes.some(({ key }) => key === letter.lane))
    throw new AppError('VALIDATION', 'Jalur surat belum dipilih.', {
      field: 'lane',
      hint: `Pilih ${template.lanes.map(({ label }) => label).join(' atau ')}, lalu cetak.`,
    })
  const applicant = applicantOf(letter)
  if (template.applicant && (applicant.personId !== null || applicant.name !== '') && applicant.relation === '')
    throw new AppError('VALIDATION', 'Hubungan pemohon dengan warga belum diisi.', {
      field: 'applicant.relation',
      hint: 'Isi misalnya Orang tua atau Anak, lalu cetak.',
    })
  const lists = listsOf(letter)
  for (const list of template.lists)
    if (list.required && (lists[list.name] ?? []).length === 0)
      throw new AppError('VALIDATION', `Daftar "${list.label}" masih kosong.`, {
        field: `lists.${list.name}`,
        hint: 'Isi sedikitnya satu baris, lalu cetak.',
      })
  const standing = draftStanding(context, template, letter.person_id)
  const refused = standing === null ? null : standingRefusal(standing, template, letter.purpose)
  if (refused !== null) throw refused.error
}

/** Why nothing may be stated, and what helps: another look into the national system, or another purpose. */
export interface StandingRefusal {
  step: 'check' | 'other-purpose'
  error: AppError
}

const refusal = (step: StandingRefusal['step'], message: string, hint: string): StandingRefusal => ({
  step,
  error: new AppError('STATE', message, { field: 'register', hint }),
})

/** Whether a purpose may be stated on what the register says of a resident; null = it may. */
export const standingRefusal = (
  standing: RegisterStanding,
  template: LetterTemplateBody,
  purposeKey: string,
): StandingRefusal | null => {
  const { source } = standing
  if (source === null)
    return refusal(
      'check',
      standing.state === 'missing'
        ? 'Warga ini tidak ada dalam daftar DTSEN di komputer ini. Itu belum berarti ia tidak terdaftar.'
        : `Daftar DTSEN di komputer ini bertanggal ${longDate(standing.listDate)}, lebih lama dari ${standing.maxAgeDays} hari.`,
      'Periksa di SIKS-NG, catat hasilnya pada surat ini, lalu cetak.',
    )
  const purpose = template.purposes.find(({ key }) => key === purposeKey)
  if (purpose === undefined || purpose.maxDecile === null) return null
  const next = 'Pilih keperluan lain, atau usulkan pemutakhiran data warga ini.'
  if (!source.found)
    return refusal(
      'other-purpose',
      `Menurut pemeriksaan, warga ini tidak ditemukan dalam DTSEN; surat untuk ${purpose.label} tidak dapat dicetak.`,
      next,
    )
  if (source.decile === '')
    return refusal(
      'check',
      `Desil warga ini belum diketahui, padahal ${purpose.label} hanya untuk desil 1 sampai ${purpose.maxDecile}.`,
      'Periksa di SIKS-NG dan catat desilnya, lalu cetak.',
    )
  if (Number(source.decile) <= purpose.maxDecile) return null
  return refusal(
    'other-purpose',
    `Warga ini tercatat pada desil ${source.decile}, sedangkan ${purpose.label} hanya untuk desil 1 sampai ${purpose.maxDecile}.`,
    next,
  )
}
