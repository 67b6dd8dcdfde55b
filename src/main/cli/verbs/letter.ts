import { AppError } from '../../../shared/domain/errors.ts'
import { numberOption, readArguments, UsageError } from '../arguments.ts'
import { type OfficeSession, openOffice } from '../office-session.ts'
import { printResult } from '../output.ts'

const reprint = async (office: OfficeSession, number: string, out: string) => {
  const letter = await office.client.letters.byNumber({ number })
  if (letter === null)
    throw new AppError('NOT_FOUND', `Tidak ada surat bernomor "${number}".`, { hint: 'Periksa nomornya di buku surat.' })
  const copy = await office.client.letters.reprint({ id: letter.id })
  await office.save(copy.file, out)
  return {
    id: letter.id,
    number,
    copy: copy.copy,
    sha256: (await office.client.letters.get({ id: letter.id })).sha256,
    file: out,
  }
}

/** The referral that a letter of this kind would be about: the named one, or the case's only one without a letter. */
const referralOf = async (office: OfficeSession, caseId: number, named: string | undefined): Promise<number> => {
  if (named !== undefined) return numberOption(named, 'referral')
  const detail = await office.client.cases.get({ id: caseId })
  const open = detail.referrals.filter((referral) => referral.state === 'made')
  const [only] = open
  if (only === undefined)
    throw new AppError('STATE', 'Kasus ini belum punya rujukan yang menunggu surat.', {
      hint: 'Buat rujukan dahulu, atau sebut --referral ID.',
    })
  if (open.length > 1)
    throw new AppError('STATE', `Kasus ini punya ${open.length} rujukan tanpa surat.`, { hint: 'Pilih dengan --referral ID.' })
  return only.id
}

/** letter: makes and prints a new letter, or hands out an archived one again. */
export const letterVerb = async (argv: string[]): Promise<void> => {
  const { values } = readArguments(argv, {
    case: { type: 'string' },
    kind: { type: 'string' },
    out: { type: 'string' },
    reprint: { type: 'string' },
    referral: { type: 'string' },
    signatory: { type: 'string' },
    date: { type: 'string' },
    paper: { type: 'string' },
    field: { type: 'string', multiple: true, default: [] },
  })
  const out = values.out
  if (out === undefined) throw new UsageError('--out BERKAS.pdf belum disebut.')
  if (values.reprint === undefined && (values.case === undefined || values.kind === undefined))
    throw new UsageError('Sebut --case ID dan --kind JENIS, atau --reprint NOMOR.')
  if (values.paper !== undefined && values.paper !== 'F4' && values.paper !== 'A4')
    throw new UsageError('--paper hanya F4 atau A4.')
  const office = await openOffice(values)
  try {
    if (values.reprint !== undefined) {
      const copy = await reprint(office, values.reprint, out)
      printResult(values.json, copy, [`Surat ${copy.number} dicetak ulang (salinan ke-${copy.copy}) ke ${out}.`])
      return
    }
    const caseId = numberOption(values.case, 'case')
    const kind = (await office.client.letters.kinds({})).find((candidate) => candidate.key === values.kind)
    if (kind === undefined)
      throw new AppError('NOT_FOUND', `Jenis surat "${values.kind}" tidak ada.`, {
        hint: 'Daftarnya: npm run -s cli -- call letters.kinds',
      })
    const signatories = await office.client.office.signatories({})
    const signatoryId =
      values.signatory === undefined ? signatories.find((one) => one.active)?.id : numberOption(values.signatory, 'signatory')
    if (signatoryId === undefined)
      throw new AppError('STATE', 'Belum ada penandatangan.', { hint: 'Isi di Pengaturan → Penandatangan.' })
    const given = Object.fromEntries(
      values.field.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
    )
    const draft = await office.client.letters.draft({
      caseId,
      referralId: kind.needsReferral ? await referralOf(office, caseId, values.referral) : null,
      kind: kind.key,
      signatoryId,
      letterDate:
        values.date ??
        new Intl.DateTimeFormat('en-CA', { timeZone: (await office.client.app.status({})).timeZone }).format(new Date()),
      paper: (values.paper as 'F4' | 'A4' | undefined) ?? kind.paper,
      fields: { ...Object.fromEntries(kind.fields.map((field) => [field.name, field.initial])), ...given },
      copiesTo: kind.copiesTo,
    })
    const printed = await office.job('letters.print', { id: draft.id, version: draft.version })
    await office.save(printed.file, out)
    printResult(
      values.json,
      { id: printed.id, number: printed.number, sha256: printed.sha256, pages: printed.pages, file: out },
      [`Surat ${printed.number ?? '(nomor menyusul)'} dicetak ke ${out} (${printed.pages} halaman).`],
    )
  } finally {
    await office.close()
  }
}
