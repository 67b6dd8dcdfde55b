import type { OutputOf } from '../../../shared/contract/index.ts'
import { dayIn, longDate } from '../../../shared/domain/dates.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { paperText } from '../../../shared/domain/papers.ts'
import { isWaiting } from '../../../shared/domain/referral-flow.ts'
import { showSlipCode } from '../../../shared/domain/slip-code.ts'
import { findClient, insertCaseEvent, needsOfCases, regionName } from '../cases/cases.repo.ts'
import { byNow, visibleCase } from '../cases/need-flow.service.ts'
import { internalCommand, type JobContext } from '../context.ts'
import { findAgency } from '../directory/directory.repo.ts'
import { archiveFile } from '../files/archive.repo.ts'
import { archiveFileRef, mediaTypes } from '../files/files.ts'
import { letterFonts } from '../letters/fonts.ts'
import { readOffice } from '../office/office.repo.ts'
import { allProgrammes, programmeNamer } from '../programmes/programmes.service.ts'
import { consentsOf } from './consent.ts'
import { referralFlow } from './referral-flow.ts'
import { rowMaker, visibleReferral } from './referral-view.ts'
import { setSlip } from './referrals.repo.ts'
import { renderReferralSlip, renderRegistrationSlip, type SlipHead } from './slip-page.ts'

/** Keeps a printed slip under its hash and writes into the case that it was printed. */
export const archiveSlip = internalCommand(
  'referrals.archive-slip',
  (context, input: { caseId: number; referralId: number | null; bytes: Uint8Array; text: string }) => {
    const by = byNow(context)
    const sha256 = archiveFile(context.db, input.bytes, mediaTypes.pdf, by.now)
    if (input.referralId !== null) setSlip(context.db, input.referralId, sha256)
    const needId = input.referralId === null ? null : visibleReferral(context, input.referralId).need_id
    insertCaseEvent(context.db, { caseId: input.caseId, needId, kind: 'letter', text: input.text }, by)
    context.audit({
      entity: input.referralId === null ? 'case' : 'referral',
      entityId: input.referralId ?? input.caseId,
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

/** The slip of a case for the client: number, needs with their papers, and the notice on the use of data with a line to sign. */
export const printRegistrationSlip = async (
  context: JobContext,
  { caseId }: { caseId: number },
): Promise<OutputOf<'referrals.registrationSlip'>> => {
  context.progress('Menyusun tanda terima', 0, 2)
  const row = visibleCase(context, caseId)
  const client = findClient(context.db, row.client_id)
  if (client === undefined) throw new AppError('NOT_FOUND', 'Warga kasus ini tidak ditemukan.', { hint: 'Muat ulang daftar.' })
  const head = headOf(context)
  const office = readOffice(context.db)
  const programmeName = programmeNamer(context.db)
  const papers = new Map(allProgrammes(context.db).map(({ key, requirements }) => [key, requirements]))
  const [consent] = consentsOf(context, caseId)
  const bytes = await renderRegistrationSlip(
    head,
    {
      number: row.number,
      lines: [
        ['Nomor kasus', row.number],
        ['Didaftarkan', longDate(dayIn(row.opened_at, office.timeZone))],
        ['Warga', client.name],
        ['Desa/kelurahan', regionName(context.db, row.region_code)],
        ['Petugas', row.opened_by_name ?? ''],
        ['Keperluan', row.summary],
      ],
      needs: needsOfCases(context.db, [caseId]).map((need) => ({
        name: programmeName(need.programme_key, need.programme_version),
        documents: (papers.get(need.programme_key) ?? []).map(paperText),
      })),
      notice: referralFlow(context.db).notice,
      consent: consent === undefined ? '' : `${consent.kindLabel}, ${longDate(consent.givenOn)}`,
      client: client.name,
    },
    letterFonts(context.dirs.resources),
  )
  context.throwIfCancelled()
  context.progress('Menyimpan tanda terima', 1, 2)
  const { sha256 } = await context.write(archiveSlip, {
    caseId,
    referralId: null,
    bytes,
    text: 'Tanda terima pendaftaran dengan pemberitahuan penggunaan data dicetak.',
  })
  const name = `${head.practice ? 'LATIHAN-' : ''}Tanda-terima-${row.number.replace(/^LATIHAN-/, '')}.pdf`
  return { file: archiveFileRef(context, sha256, name, mediaTypes.pdf, bytes.byteLength), sha256 }
}
