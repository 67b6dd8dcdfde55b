import { clockTime, dayIn, longDate } from '../../../shared/domain/dates.ts'
import { missingPapersIn } from '../../../shared/domain/missing-papers.ts'
import { stateLabel } from '../../../shared/domain/need-flow.ts'
import { closedStates, type NeedState, type Register, registerLabels } from '../../../shared/domain/need-states.ts'
import { maskNumber } from '../../../shared/domain/nik.ts'
import { paperText } from '../../../shared/domain/papers.ts'
import { findClient, needsOfCases, regionName } from '../cases/cases.repo.ts'
import { flowOf } from '../cases/flows.ts'
import { visibleCase } from '../cases/need-flow.service.ts'
import { internalCommand, type JobContext } from '../context.ts'
import { mediaTypes, tmpBytesRef } from '../files/files.ts'
import { readOffice } from '../office/office.repo.ts'
import { programmeNamer } from '../programmes/programmes.service.ts'
import { checklistOf } from '../services/papers.ts'
import { readCounterSettings } from './counter-settings.ts'
import { type PaperLine, setSmallPaper } from './small-paper.ts'

/** Writes down that a slip with a person's data was printed. */
const recordSlip = internalCommand('arrival.record-slip', (context, { caseId }: { caseId: number }) => {
  context.audit({ entity: 'case', entityId: caseId, caseId, detail: { slip: true } })
  return null
})

/** Internal commands of arrival. */
export const arrivalInternal = [recordSlip]

/** A5 upright, or the F4 sheet cut in half: 215 × 165 mm. */
const papers = { a5: { width: 148, height: 210, margin: 11 }, 'half-f4': { width: 215, height: 165, margin: 11 } } as const
const size = 9

/** The registration slip: number, person (NIK masked), needs with due day and missing papers, whom to ask, data notice, signatures. */
export const printSlip = async (context: JobContext, { caseId }: { caseId: number }) => {
  const row = visibleCase(context, caseId)
  const office = readOffice(context.db)
  const { settings } = readCounterSettings(context.db)
  const client = findClient(context.db, row.client_id)
  const flow = flowOf(context.db, row.register as Register)
  const name = programmeNamer(context.db)
  const needs = needsOfCases(context.db, [caseId]).filter((need) => !closedStates.has(need.state as NeedState))
  const pair = (label: string, text: string, bold = false): PaperLine[] =>
    text === '' ? [] : [{ kind: 'pair', label, text, size, bold }]
  const holders = [...new Set(needs.map((need) => need.holder_name ?? '').filter((holder) => holder !== ''))]
  const lines: PaperLine[] = [
    { kind: 'centred', text: office.name.toUpperCase(), size: 11, bold: true },
    ...(office.unitName === '' ? [] : [{ kind: 'centred', text: office.unitName, size } as const]),
    {
      kind: 'centred',
      text: [office.address, office.phone === '' ? '' : `Telepon ${office.phone}`].filter((part) => part !== '').join(' · '),
      size: 8,
    },
    { kind: 'rule' },
    { kind: 'centred', text: 'TANDA TERIMA PENDAFTARAN', size: 12, bold: true },
    { kind: 'space', height: 3 },
    ...pair('Nomor', row.number, true),
    ...pair('Tanggal', `${longDate(dayIn(row.opened_at, office.timeZone))}, ${clockTime(row.opened_at, office.timeZone)}`),
    ...pair('Jenis', registerLabels[row.register as Register]),
    ...pair('Nama', client?.name ?? '', true),
    ...pair('NIK', client?.nik == null ? 'belum ada' : maskNumber(client.nik)),
    ...pair('Alamat', [client?.address ?? '', regionName(context.db, row.region_code)].filter((part) => part !== '').join(', ')),
    ...(row.reporter_kind === 'other'
      ? pair('Pelapor', `${row.reporter_name}${row.reporter_relation === '' ? '' : ` (${row.reporter_relation})`}`)
      : []),
    ...pair('Disampaikan', row.summary),
    { kind: 'rule' },
    ...needs.flatMap((need, index): PaperLine[] => {
      // Papers ticked at the counter; cases of before kept them as a line in the description.
      const missing =
        checklistOf(context.db, need)
          .filter(({ state }) => state === 'missing')
          .map(paperText)
          .join(', ') || missingPapersIn(need.description)
      return [
        { kind: 'text', text: `${index + 1}. ${name(need.programme_key, need.programme_version)}`, size, bold: true },
        {
          kind: 'text',
          indent: 4,
          size,
          text: `${stateLabel(flow, need.state as NeedState)}${need.due_date === null ? '' : `; ditangani paling lambat ${longDate(need.due_date)}`}.`,
        },
        ...(missing === ''
          ? []
          : [{ kind: 'text', indent: 4, size, text: `Berkas yang masih harus dibawa: ${missing}` } as const]),
      ]
    }),
    { kind: 'rule' },
    ...pair('Tanyakan kepada', [holders.join(', '), office.unitName || office.name].filter((part) => part !== '').join(', ')),
    ...pair('Sebutkan', `nomor ${row.number}`),
    ...(settings.slipNotice === ''
      ? []
      : ([
          { kind: 'space', height: 4 },
          { kind: 'text', text: settings.slipNotice, size: 7.5 },
        ] as const)),
    { kind: 'space', height: 6 },
    {
      kind: 'signatures',
      left: 'Warga / pelapor,',
      right: 'Petugas,',
      names: [row.reporter_kind === 'other' ? row.reporter_name : (client?.name ?? ''), context.actor.displayName],
      size,
    },
  ]
  const bytes = await setSmallPaper(
    context.dirs.resources,
    papers[settings.slipPaper],
    { title: `Tanda terima ${row.number}`, author: office.name, at: row.opened_at, mark: office.practice ? 'LATIHAN' : '' },
    lines.filter((line) => line.kind !== 'centred' || line.text !== ''),
  )
  await context.write(recordSlip, { caseId })
  return tmpBytesRef(context, bytes, `Tanda-terima-${row.number}.pdf`, mediaTypes.pdf, 'pdf')
}
