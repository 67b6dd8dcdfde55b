import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { FeedbackCheck } from '../../../shared/contract/referrals.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import { findReferralStep, type ReferralState, referralLabel, stateOfWord } from '../../../shared/domain/referral-flow.ts'
import { showSlipCode } from '../../../shared/domain/slip-code.ts'
import { internalCommand, type JobContext } from '../context.ts'
import { archiveFile, sha256 } from '../files/archive.repo.ts'
import { mediaTypes, uploadedFile } from '../files/files.ts'
import { readDay } from '../imports/days.ts'
import { refusePracticeFile } from '../imports/practice.ts'
import { readOffice } from '../office/office.repo.ts'
import { type HeadedRow, readHeadedSheets } from '../tables/headed-sheets.ts'
import { referralFlow } from './referral-flow.ts'
import { allowedReferralStep, staleReferral, takeReferralStep } from './referral-step.ts'
import { visibleReferral } from './referral-view.ts'
import { findReferralByCode } from './referrals.repo.ts'

type Column = 'code' | 'letter' | 'result' | 'day' | 'note'

const shape = {
  feedback: {
    spellings: {
      code: ['Kode', 'Kode rujukan', 'Kode slip'],
      letter: ['No. surat', 'Nomor surat', 'No surat rujukan', 'Nomor rujukan'],
      result: ['Hasil', 'Status', 'Umpan balik', 'Tindak lanjut'],
      day: ['Tanggal hasil', 'Tanggal', 'Tgl'],
      note: ['Keterangan', 'Catatan', 'Alasan'],
    },
    needs: [['code', 'letter'], ['result']],
  },
} as const satisfies Record<'feedback', { spellings: Record<Column, readonly string[]>; needs: readonly (readonly Column[])[] }>

const shown = 500

interface Change {
  id: number
  version: number
  to: ReferralState
  answer: string
  answeredAt: string | null
}

/** Takes the steps of an agency's list, all of them or none, and keeps the file. */
export const writeFeedback = internalCommand(
  'referrals.write-feedback',
  (context, input: { changes: Change[]; bytes: Uint8Array; mediaType: string }) => {
    const flow = referralFlow(context.db)
    for (const change of input.changes) {
      const row = visibleReferral(context, change.id)
      if (row.version !== change.version) throw staleReferral()
      const filling = { answer: change.answer, answeredAt: change.answeredAt, via: '' }
      takeReferralStep(context, flow, row, allowedReferralStep(context, flow, row, change.to, filling), filling, 'file')
    }
    const hash = archiveFile(context.db, input.bytes, input.mediaType, context.now())
    context.audit({ entity: 'referral', detail: { feedback: true, changed: input.changes.length, sha256: hash } })
    return null
  },
)

interface Read {
  rows: number
  writes: Change[]
  shownChanges: FeedbackCheck['changes']
  unchanged: number
  problems: FeedbackCheck['problems']
  digest: string
  bytes: Uint8Array
}

const read = async (context: JobContext, fileId: string): Promise<Read> => {
  const upload = uploadedFile(context, fileId)
  context.progress('Membaca berkas', 0, null)
  const { sheets, words } = await readHeadedSheets<'feedback', Column>(context, upload.path, shape)
  if (!readOffice(context.db).practice) refusePracticeFile(upload.name, words)
  const found = sheets.feedback ?? []
  if (found.length === 0)
    throw new AppError('BAD_FILE', 'Berkas ini tidak memuat kolom Kode (atau No. surat) dan Hasil.', {
      field: 'fileId',
      hint: 'Pakai daftar dari tombol "Daftar untuk lembaga", atau beri judul kolom seperti itu.',
    })
  const flow = referralFlow(context.db)
  const bytes = readFileSync(upload.path)
  const result: Read = { rows: 0, writes: [], shownChanges: [], unchanged: 0, problems: [], digest: '', bytes }
  const seen = new Map<number, string>()
  for (const { sheet, rows } of found)
    for (const row of rows) {
      const value = (column: Column): string => row.values[column] ?? ''
      const problem = (severity: 'block' | 'warning', column: Column, message: string): void =>
        void result.problems.push({
          severity,
          sheet,
          row: row.row,
          column: row.letters[column] ?? '',
          value: value(column).slice(0, 80),
          message,
        })
      const name: Column = value('code') === '' ? 'letter' : 'code'
      // A row that nobody filled in is the agency's way of saying nothing yet.
      if (value('result') === '') {
        if (value(name) !== '') result.unchanged += 1
        continue
      }
      result.rows += 1
      const referral = value(name) === '' ? undefined : findReferralByCode(context.db, value(name))
      if (referral === undefined || !inArea(context.actor, referral.case_region)) {
        problem('block', name, value(name) === '' ? 'Kode kosong.' : 'Kode atau nomor ini tidak ada di rujukan kantor ini.')
        continue
      }
      const place = `${sheet} baris ${row.row}`
      if (seen.has(referral.id)) {
        problem('block', name, `Rujukan ini sudah ada di ${seen.get(referral.id) ?? ''}.`)
        continue
      }
      seen.set(referral.id, place)
      const to = stateOfWord(flow, value('result'))
      if (to === undefined) {
        problem('block', 'result', 'Hasil ini tidak dikenal. Pakai salah satu kata pada baris pertama daftar.')
        continue
      }
      const answeredAt = feedbackDay(row, context.today(), problem)
      if (answeredAt === undefined) continue
      if (to === referral.state) {
        result.unchanged += 1
        continue
      }
      const filling = { answer: value('note').slice(0, 4000), answeredAt, via: '' }
      const step = findReferralStep(flow, referral.state as ReferralState, to)
      if (step === undefined || !step.byFile) {
        problem(
          'block',
          'result',
          `Rujukan ini sudah "${referralLabel(flow, referral.state as ReferralState)}" dan tidak bisa menjadi "${referralLabel(flow, to)}" lewat daftar.`,
        )
        continue
      }
      try {
        allowedReferralStep(context, flow, referral, to, filling)
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        const field = error.data.field
        problem('block', field === 'answer' ? 'note' : field === 'answeredAt' ? 'day' : 'result', error.data.message)
        continue
      }
      result.writes.push({ id: referral.id, version: referral.version, to, answer: filling.answer, answeredAt })
      result.shownChanges.push({
        sheet,
        row: row.row,
        referralId: referral.id,
        code: referral.code === null ? '' : showSlipCode(referral.code),
        clientName: referral.client_name,
        agencyName: referral.agency_name,
        from: referralLabel(flow, referral.state as ReferralState),
        to: referralLabel(flow, to),
        day: answeredAt,
        note: filling.answer,
      })
    }
  if (result.writes.length > 0)
    result.digest = createHash('sha256')
      .update(JSON.stringify([sha256(bytes), result.writes]))
      .digest('hex')
  return result
}

/** The day in a row: null when the cell is empty, undefined after a problem was written down. */
const feedbackDay = (
  row: HeadedRow<Column>,
  today: string,
  problem: (severity: 'block', column: Column, message: string) => void,
): string | null | undefined => {
  const text = row.values.day ?? ''
  if (text === '') return null
  const found = readDay(text, today)
  if (found === null || found === undefined) {
    problem('block', 'day', 'Tanggal tidak terbaca; tulis seperti 22/11/2026.')
    return undefined
  }
  if (found > today) {
    problem('block', 'day', 'Tanggal ada di masa depan.')
    return undefined
  }
  return found
}

const blockingOf = ({ problems }: Read): number => problems.filter(({ severity }) => severity === 'block').length

/** What an agency's list would change; writes nothing. @throws AppError BAD_FILE */
export const checkFeedback = async (context: JobContext, input: { fileId: string }): Promise<FeedbackCheck> => {
  const found = await read(context, input.fileId)
  return {
    rows: found.rows,
    changes: found.shownChanges.slice(0, shown),
    unchanged: found.unchanged,
    problems: found.problems.slice(0, shown),
    blocking: blockingOf(found),
    digest: found.digest,
  }
}

/**
 * Writes what the check showed, whole or not at all.
 * @throws AppError VALIDATION while rows block, CONFLICT when file or referrals are others than checked
 */
export const applyFeedback = async (context: JobContext, input: { fileId: string; digest: string }) => {
  const found = await read(context, input.fileId)
  const blocking = blockingOf(found)
  if (blocking > 0)
    throw new AppError('VALIDATION', `Masih ada ${blocking} baris yang salah; tidak ada yang ditulis.`, {
      field: 'fileId',
      hint: 'Perbaiki baris itu di berkasnya, lalu pilih berkasnya lagi.',
    })
  if (found.digest !== input.digest)
    throw new AppError('CONFLICT', 'Rujukan atau berkasnya berubah sejak diperiksa; tidak ada yang ditulis.', {
      hint: 'Periksa berkasnya sekali lagi, lalu simpan.',
    })
  context.throwIfCancelled()
  await context.write(writeFeedback, { changes: found.writes, bytes: found.bytes, mediaType: mediaTypes.xlsx })
  return { changed: found.writes.length }
}
