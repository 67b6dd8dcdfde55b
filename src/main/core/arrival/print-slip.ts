import { type Consent, consentKinds } from '../../../shared/contract/referrals.ts'
import { clockTime, dayIn, longDate } from '../../../shared/domain/dates.ts'
import { missingPapersIn } from '../../../shared/domain/missing-papers.ts'
import { stateLabel } from '../../../shared/domain/need-flow.ts'
import { closedStates, type NeedState, type Register, registerLabels } from '../../../shared/domain/need-states.ts'
import { maskNumber } from '../../../shared/domain/nik.ts'
import { findClient, insertCaseEvent, needsOfCases, regionName } from '../cases/cases.repo.ts'
import { flowOf } from '../cases/flows.ts'
import { byNow, visibleCase } from '../cases/need-flow.service.ts'
import { internalCommand, type JobContext } from '../context.ts'
import type { Db } from '../db/database.ts'
import { mediaTypes, tmpBytesRef } from '../files/files.ts'
import { readOffice } from '../office/office.repo.ts'
import { programmeNamer } from '../programmes/programmes.service.ts'
import { consentsOf } from '../referrals/consent.ts'
import { checklistOf, lackingOf } from '../services/papers.ts'
import { readCounterSettings } from './counter-settings.ts'
import { type PaperLine, setSmallPaper } from './small-paper.ts'

/** Writes down, also into the case, that the slip with the notice was printed. */
const recordSlip = internalCommand('arrival.record-slip', (context, { caseId }: { caseId: number }) => {
  insertCaseEvent(context.db, { caseId, kind: 'letter', text: 'Tanda terima pendaftaran dicetak.' }, byNow(context))
  context.audit({ entity: 'case', entityId: caseId, caseId, detail: { slip: true } })
  return null
})

/** Internal commands of arrival. */
export const arrivalInternal = [recordSlip]

/** A5 upright, or the F4 sheet cut in half: 215 × 165 mm. */
const papers = { a5: { width: 148, height: 210, margin: 11 }, 'half-f4': { width: 215, height: 165, margin: 11 } } as const
const size = 9

/** What the file of a need still lacks, or asks for where nobody looked at the papers yet. */
const paperLines = (db: Db, need: Parameters<typeof checklistOf>[1] & { description: string }): PaperLine[] => {
  const words = (text: string): PaperLine => ({ kind: 'text', indent: 4, size, text })
  const papers = checklistOf(db, need)
  // Cases of before the checklist kept what was missing as a line in the description.
  const noted = missingPapersIn(need.description)
  if (papers.every(({ state }) => state === null) && noted !== '') return [words(`Berkas yang masih harus dibawa: ${noted}`)]
  if (papers.length === 0) return []
  const lacking = lackingOf(db, need)
  if (lacking.length === 0) return [words('Berkas sudah lengkap.')]
  return [
    words(papers.some(({ state }) => state !== null) ? 'Berkas yang masih harus dibawa:' : 'Berkas yang diminta layanan ini:'),
    { kind: 'boxes', indent: 4, size, items: lacking.map((text) => ({ text, ticked: false })) },
  ]
}

/** The four ways a resident answers the notice, in the words of the paper. */
const consentWords: Record<Consent['kind'], string> = {
  signed: 'Saya setuju (tanda tangan di bawah)',
  oral: 'Setuju secara lisan, dicatat petugas',
  representative: 'Saya mewakili warga dan setuju',
  declined: 'Tidak setuju (tetap dilayani di sini)',
}

/** The notice on the use of data, and what the resident said about it: ticked where it is on record, else to tick with a pen. */
const consentLines = (notice: string, consent: Consent | undefined): PaperLine[] => [
  ...(notice === ''
    ? []
    : [
        { kind: 'text', text: 'PEMBERITAHUAN PENGGUNAAN DATA', size: 8, bold: true } as const,
        ...notice
          .split('\n')
          .filter((line) => line.trim() !== '')
          .map((text): PaperLine => ({ kind: 'text', text, size: 7.5 })),
      ]),
  { kind: 'space', height: 3 },
  { kind: 'boxes', size: 8, items: consentKinds.map((kind) => ({ text: consentWords[kind], ticked: kind === consent?.kind })) },
  ...(consent === undefined
    ? []
    : [
        {
          kind: 'text',
          size: 8,
          text: `Tercatat ${longDate(consent.givenOn)}: ${[consent.kindLabel, consent.givenBy].filter((part) => part !== '').join(', ')} (petugas ${consent.by}).`,
        } as const,
      ]),
]

/**
 * The registration slip: number, person (NIK masked), needs with due day and the papers still to bring, whom to ask, the
 * notice on the use of data with the resident's answer, signatures.
 */
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
  const [consent] = consentsOf(context, caseId)
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
    { kind: 'qr', text: row.number, side: 20 },
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
    ...needs.flatMap((need, index): PaperLine[] => [
      { kind: 'text', text: `${index + 1}. ${name(need.programme_key, need.programme_version)}`, size, bold: true },
      {
        kind: 'text',
        indent: 4,
        size,
        text: `${stateLabel(flow, need.state as NeedState)}${need.due_date === null ? '' : `; ditangani paling lambat ${longDate(need.due_date)}`}.`,
      },
      ...paperLines(context.db, need),
    ]),
    { kind: 'rule' },
    ...pair(
      'Tanyakan kepada',
      `${[holders.join(', '), office.unitName || office.name].filter((part) => part !== '').join(', ')}. Sebutkan nomor di atas.`,
    ),
    { kind: 'rule' },
    {
      kind: 'together',
      lines: [
        ...consentLines(settings.slipNotice, consent),
        { kind: 'space', height: 6 },
        {
          kind: 'signatures',
          left: consent?.kind === 'representative' ? 'Yang mewakili,' : 'Warga / pelapor,',
          right: 'Petugas,',
          names: [
            consent?.kind === 'representative'
              ? consent.givenBy
              : row.reporter_kind === 'other'
                ? row.reporter_name
                : (client?.name ?? ''),
            context.actor.displayName,
          ],
          size,
        },
      ],
    },
  ]
  const bytes = await setSmallPaper(
    context.dirs.resources,
    papers[settings.slipPaper],
    {
      title: `Tanda terima ${row.number}`,
      further: `Tanda terima ${row.number}, ${client?.name ?? ''}`,
      author: office.name,
      at: row.opened_at,
      mark: office.practice ? 'LATIHAN' : '',
    },
    lines.filter((line) => line.kind !== 'centred' || line.text !== ''),
  )
  await context.write(recordSlip, { caseId })
  return tmpBytesRef(context, bytes, `Tanda-terima-${row.number}.pdf`, mediaTypes.pdf, 'pdf')
}
