import type { LetterTemplateBody } from '../../../shared/contract/letter-body.ts'
import type { RegisterStanding } from '../../../shared/contract/letters.ts'
import { longDate } from '../../../shared/domain/dates.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import type { QueryContext } from '../context.ts'
import { applicantOf, draftStanding, listsOf } from './letter-access.ts'
import type { LetterRecord } from './letters.repo.ts'

/**
 * What keeps a letter from being printed beside empty fields: a statement about the register without a source, a decile above what the
 * purpose allows, no purpose, no lane, an empty list.
 * @throws AppError STATE or VALIDATION
 */
export const refuseOpenStatement = (context: QueryContext, letter: LetterRecord, template: LetterTemplateBody): void => {
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
  if (standing !== null) refuseStanding(standing, template, letter.purpose)
}

const refuseStanding = (standing: RegisterStanding, template: LetterTemplateBody, purposeKey: string): void => {
  const { source } = standing
  if (source === null)
    throw new AppError(
      'STATE',
      standing.state === 'missing'
        ? 'Warga ini tidak ada dalam daftar DTSEN di komputer ini. Itu belum berarti ia tidak terdaftar.'
        : `Daftar DTSEN di komputer ini bertanggal ${longDate(standing.listDate)}, lebih lama dari ${standing.maxAgeDays} hari.`,
      { field: 'register', hint: 'Periksa di SIKS-NG, catat hasilnya pada surat ini, lalu cetak.' },
    )
  const purpose = template.purposes.find(({ key }) => key === purposeKey)
  if (purpose === undefined || purpose.maxDecile === null) return
  const next = 'Pilih keperluan lain, atau usulkan pemutakhiran data warga ini.'
  if (!source.found)
    throw new AppError(
      'STATE',
      `Menurut pemeriksaan, warga ini tidak ditemukan dalam DTSEN; surat untuk ${purpose.label} tidak dapat dicetak.`,
      {
        field: 'register',
        hint: next,
      },
    )
  if (source.decile === '')
    throw new AppError(
      'STATE',
      `Desil warga ini belum diketahui, padahal ${purpose.label} hanya untuk desil 1 sampai ${purpose.maxDecile}.`,
      {
        field: 'register',
        hint: 'Periksa di SIKS-NG dan catat desilnya, lalu cetak.',
      },
    )
  if (Number(source.decile) > purpose.maxDecile)
    throw new AppError(
      'STATE',
      `Warga ini tercatat pada desil ${source.decile}, sedangkan ${purpose.label} hanya untuk desil 1 sampai ${purpose.maxDecile}.`,
      { field: 'register', hint: next },
    )
}
