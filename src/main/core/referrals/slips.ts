import type { OutputOf } from '../../../shared/contract/index.ts'
import { longDate } from '../../../shared/domain/dates.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { isWaiting } from '../../../shared/domain/referral-flow.ts'
import { showSlipCode } from '../../../shared/domain/slip-code.ts'
import { insertCaseEvent } from '../cases/cases.repo.ts'
import { byNow } from '../cases/need-flow.service.ts'
import { internalCommand, type JobContext } from '../context.ts'
import { findAgency } from '../directory/directory.repo.ts'
import { archiveFile } from '../files/archive.repo.ts'
import { archiveFileRef, mediaTypes } from '../files/files.ts'
import { letterFonts } from '../letters/fonts.ts'
import { readOffice } from '../office/office.repo.ts'
import { referralFlow } from './referral-flow.ts'
import { rowMaker, visibleReferral } from './referral-view.ts'
import { setSlip } from './referrals.repo.ts'
import { renderReferralSlip, type SlipHead } from './slip-page.ts'

/** Keeps a printed slip under its hash and writes into the case that it was printed. */
export const archiveSlip = internalCommand(
  'referrals.archive-slip',
  (context, input: { caseId: number; referralId: number; bytes: Uint8Array; text: string }) => {
    const by = byNow(context)
    const sha256 = archiveFile(context.db, input.bytes, mediaTypes.pdf, by.now)
    setSlip(context.db, input.referralId, sha256)
    const needId = visibleReferral(context, input.referralId).need_id
    insertCaseEvent(context.db, { caseId: input.caseId, needId, kind: 'letter', text: input.text }, by)
    context.audit({
      entity: 'referral',
      entityId: input.referralId,
      caseId: input.caseId,
      detail: { slip: true, sha256 },
    })
    return { sha256 }
  },
)

const headOf = (context: JobContext): SlipHead => {
  const office = readOffice(context.db)
  return {
    officeName: office.name,
    unitName: office.unitName,
    address: office.address,
    phone: office.phone,
    paper: office.paper,
    practice: office.practice,
    day: context.today(),
  }
}

/**
 * The slip of a referral: printed, archived, and handed out.
 * @throws AppError STATE when the referral has ended, NOT_FOUND
 */
export const printSlip = async (context: JobContext, { id }: { id: number }): Promise<OutputOf<'referrals.slip'>> => {
  context.progress('Menyusun slip', 0, 2)
  const found = visibleReferral(context, id)
  if (!isWaiting(found.state) || found.code === null)
    throw new AppError('STATE', 'Rujukan ini sudah berakhir; slip tidak dicetak lagi.', {
      hint: 'Buka kembali rujukannya bila memang masih berjalan.',
    })
  const row = rowMaker(context)(found)
  const flow = referralFlow(context.db)
  const agency = findAgency(context.db, row.agencyId)
  const head = headOf(context)
  // without a chosen service, those that name the programme tell what to bring
  const offers = (agency?.offers ?? []).filter(({ name, programmes }) =>
    row.service === '' ? programmes.includes(found.programme_key) : name === row.service,
  )
  const byFile = new Set(flow.steps.filter((step) => step.byFile).map(({ to }) => to))
  const bytes = await renderReferralSlip(
    head,
    {
      code: found.code,
      shownCode: row.code,
      lines: [
        ['Kepada Yth.', agency?.addressee ?? row.agencyName],
        ['Warga', row.clientName],
        ['Layanan', row.service === '' ? row.programmeName : row.service],
        ['Yang diminta', row.request],
        ['Keperluan', row.urgency === 'biasa' ? '' : row.urgency === 'darurat' ? 'Darurat' : 'Segera'],
        ['Nomor kasus', row.caseNumber],
        ['Nomor surat', row.letterNumber ?? ''],
        ['Lampiran', row.attachments],
        ['Mohon dijawab', row.dueDate === null ? '' : `paling lambat ${longDate(row.dueDate)}`],
      ],
      documents: [...new Set(offers.flatMap((offer) => offer.documents))],
      tearOff: [
        ['Warga', row.clientName],
        ['Rujukan ke', row.agencyName],
        ['Nomor kasus', row.caseNumber],
        ['Dijawab sebelum', row.dueDate === null ? '' : longDate(row.dueDate)],
      ],
      answers: flow.states.filter(({ key }) => byFile.has(key)).map(({ label }) => label),
      returnTo: `Kembalikan ke ${head.officeName}${head.address === '' ? '' : `, ${head.address}`}, atau titipkan kepada warga.`,
    },
    letterFonts(context.dirs.resources),
  )
  context.throwIfCancelled()
  context.progress('Menyimpan slip', 1, 2)
  const { sha256 } = await context.write(archiveSlip, {
    caseId: row.caseId,
    referralId: row.id,
    bytes,
    text: `Slip rujukan ${row.code} ke ${row.agencyName} dicetak.`,
  })
  const name = `${head.practice ? 'LATIHAN-' : ''}Slip-rujukan-${showSlipCode(found.code)}.pdf`
  return { file: archiveFileRef(context, sha256, name, mediaTypes.pdf, bytes.byteLength), code: row.code, sha256 }
}
