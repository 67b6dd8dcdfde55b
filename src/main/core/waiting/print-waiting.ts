import type { FileRef } from '../../../shared/contract/common.ts'
import { addressLine } from '../../../shared/domain/address.ts'
import { longDate, shortDate } from '../../../shared/domain/dates.ts'
import { inForce } from '../../../shared/domain/eligibility.ts'
import { maskNumber } from '../../../shared/domain/nik.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import { villageWord } from '../../../shared/domain/region-levels.ts'
import { waitingPriorityLabels, waitingStateLabels } from '../../../shared/domain/waiting.ts'
import { internalCommand, type JobContext } from '../context.ts'
import { currentDefinitions } from '../definitions/definitions.repo.ts'
import { mediaTypes, tmpBytesRef } from '../files/files.ts'
import { printList } from '../print/list-print.ts'
import { levelNamesOf } from '../regions/level-names.ts'
import {
  countPlaced,
  familiesOf,
  freePlaces,
  listEntries,
  turnsOf,
  type WaitingFamily,
  type WaitingFilter,
} from './waiting.repo.ts'

/** Writes down that a list with names left the program. */
const recordPrint = internalCommand('waiting.record-print', (context, input: { programme: string; rows: number }) => {
  context.audit({ entity: 'waiting', detail: { printed: true, ...input } })
  return null
})

/** Internal commands of waiting lists. */
export const waitingInternal = [recordPrint]

const headOf = (family: WaitingFamily | undefined, context: JobContext): string =>
  family !== undefined && inArea(context.actor, family.headRegion) ? (family.head ?? '') : ''

/** The waiting list on paper, one table for each programme, for the planning of the agency that owns it. */
export const printWaiting = async (
  context: JobContext,
  filter: WaitingFilter,
): Promise<{ file: FileRef; pages: number; rows: number }> => {
  const { db } = context
  const today = context.today()
  context.progress('Membaca daftar tunggu', 0, null)
  const rows = listEntries(db, context.actor, filter, null, null)
  const groups = Map.groupBy(rows, (row) => row.programme_key)
  const turns = turnsOf(db, [...groups.keys()])
  const families = familiesOf(db, [...new Set(rows.map((row) => row.client_id))])
  const free = new Map(freePlaces(db).map((row) => [row.programme_key, row.count]))
  const programmes = new Map(currentDefinitions(db, 'programme').map((one) => [one.key, one]))
  const { bytes, pages } = await printList(context, {
    title: 'Daftar tunggu program',
    landscape: true,
    about: [
      `Keadaan per ${longDate(today)}. ${rows.length} keluarga.`,
      'Urutan: prioritas, lalu tanggal masuk daftar. NIK disamarkan; yang lengkap ada pada kasusnya.',
    ],
    tables: [...groups].map(([key, own]) => {
      const body = programmes.get(key)?.body
      const quota = body === undefined ? undefined : inForce(body.quotas, today)[0]
      const owner = body === undefined ? undefined : inForce(body.owners, today)[0]
      return {
        title: [
          `${programmes.get(key)?.name ?? key}${owner === undefined ? '' : ` – ${owner.agency}`}`,
          `${own.length} keluarga`,
          quota === undefined
            ? ''
            : `kuota ${quota.places}, sudah menerima ${countPlaced(db, key, quota.validFrom, quota.validTo)}`,
          free.has(key) ? `tempat kosong ${free.get(key) ?? 0}` : '',
        ]
          .filter((part) => part !== '')
          .join(' · '),
        columns: [
          { header: 'No. urut', share: 5 },
          { header: 'Nama dan NIK', share: 20 },
          { header: 'Kepala keluarga', share: 17 },
          { header: 'Jiwa', share: 5 },
          { header: 'Alamat', share: 21 },
          { header: villageWord(levelNamesOf(db)), share: 14 },
          { header: 'No. kasus', share: 16 },
          { header: 'Masuk daftar', share: 10 },
          { header: 'Prioritas', share: 10 },
          { header: 'Keadaan', share: 11 },
          { header: 'Keterangan', share: 20 },
        ],
        rows: own.map((row) => [
          String(turns.get(row.id) ?? '–'),
          `${row.name}\n${maskNumber(row.nik)}`,
          headOf(families.get(row.client_id), context),
          String(families.get(row.client_id)?.size ?? ''),
          addressLine(row),
          row.village ?? '',
          row.case_number,
          shortDate(row.joined_on),
          waitingPriorityLabels[row.priority] ?? '',
          waitingStateLabels[row.state as keyof typeof waitingStateLabels] ?? row.state,
          [row.reason, row.ended_reason].filter((part) => part !== '').join('; '),
        ]),
        empty: '',
      }
    }),
    end: [
      rows.length === 0
        ? 'Tidak ada yang menunggu dengan saringan ini.'
        : 'Daftar ini untuk perencanaan lembaga pemilik program; urutannya dapat berubah bila keadaan keluarga berubah.',
    ],
  })
  await context.write(recordPrint, { programme: filter.programmeKey ?? '', rows: rows.length })
  return { file: tmpBytesRef(context, bytes, `Daftar-tunggu-${today}.pdf`, mediaTypes.pdf, 'pdf'), pages, rows: rows.length }
}
