import type { OutputOf } from '../../../shared/contract/index.ts'
import { dayIn, shortDate } from '../../../shared/domain/dates.ts'
import { type InternalCommand, internalCommand, type JobContext } from '../context.ts'
import { findAgency } from '../directory/directory.repo.ts'
import { mediaTypes, newTmpPath, tmpFileRef } from '../files/files.ts'
import { readOffice } from '../office/office.repo.ts'
import { safeCellText } from '../reports/cell-guard.ts'
import { writeXlsx } from '../xlsx/writer.ts'
import { referralFlow } from './referral-flow.ts'
import { rowMaker } from './referral-view.ts'
import { listReferrals } from './referrals.repo.ts'

/** Headings of the list that agencies fill in; `feedback-file.ts` reads them back. */
export const feedbackHeadings = [
  'Kode',
  'No. surat',
  'No. kasus',
  'Nama',
  'Layanan',
  'Lembaga',
  'Tanggal rujukan',
  'Batas jawaban',
  'Hasil',
  'Tanggal hasil',
  'Keterangan',
] as const

/** Writes down that a list with names left the office. */
export const recordForm: InternalCommand<{ agencyId: number | null; rows: number }, null> = internalCommand(
  'referrals.record-form',
  (context, input) => {
    context.audit({ entity: 'referral', detail: { form: true, ...input } })
    return null
  },
)

/** Everything an agency (or all of them) has not answered, with empty columns to fill in; no NIK is on it. */
export const feedbackForm = async (
  context: JobContext,
  { agencyId }: { agencyId: number | null },
): Promise<OutputOf<'referrals.feedbackForm'>> => {
  context.progress('Menyusun daftar', 0, null)
  const office = readOffice(context.db)
  const toRow = rowMaker(context)
  const flow = referralFlow(context.db)
  const byFile = new Set(flow.steps.filter((step) => step.byFile).map(({ to }) => to))
  const rows = listReferrals(context.db, context.actor, {
    waiting: true,
    overdueOn: null,
    agencyId,
    after: null,
    limit: 10_000,
  }).map(toRow)
  const path = newTmpPath(context, 'xlsx')
  const title = `Umpan balik rujukan${office.practice ? ' (LATIHAN)' : ''}`
  const choices = flow.states.filter(({ key }) => byFile.has(key)).map(({ label }) => label)
  await writeXlsx(
    path,
    [
      {
        name: 'Umpan balik',
        widths: [14, 24, 18, 30, 32, 34, 14, 14, 22, 14, 44],
        headerRow: 2,
        rows: [
          [`${title} – isi kolom Hasil dengan: ${choices.join(', ')}.`],
          [...feedbackHeadings],
          ...rows.map((row) =>
            [
              row.code,
              row.letterNumber ?? '',
              row.caseNumber,
              row.clientName,
              row.programmeName,
              row.agencyName,
              shortDate(dayIn(row.createdAt, office.timeZone)),
              shortDate(row.dueDate),
              '',
              '',
              '',
            ].map((cell) => safeCellText(cell)),
          ),
        ],
      },
    ],
    { title, creator: office.name },
  )
  await context.write(recordForm, { agencyId, rows: rows.length })
  const agency = agencyId === null ? '' : (findAgency(context.db, agencyId)?.name ?? '')
  const to = agency.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '')
  const name = `${office.practice ? 'LATIHAN-' : ''}Umpan-balik-rujukan${to === '' ? '' : `-${to}`}-${context.today()}.xlsx`
  return { file: tmpFileRef(context, path, name, mediaTypes.xlsx), rows: rows.length }
}
