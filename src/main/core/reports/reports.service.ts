import { AppError } from '../../../shared/domain/errors.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import { regionName } from '../cases/cases.repo.ts'
import { type Handlers, internalCommand, type QueryContext } from '../context.ts'
import { mediaTypes, newTmpPath, tmpFileRef } from '../files/files.ts'
import { readOffice } from '../office/office.repo.ts'
import { programmeNamer } from '../programmes/programmes.service.ts'
import { levelNamesOf } from '../regions/level-names.ts'
import { monthlyFigures, monthScope } from './monthly-figures.ts'
import { madeByLine, writeMonthlyWorkbook } from './monthly-workbook.ts'
import { type NeedListRow, needList } from './reports.repo.ts'

const chunkSize = 1000

/** Writes down that a by-name list left the program: full NIKs are in it. */
export const recordReportExport = internalCommand(
  'reports.record-export',
  (context, input: { kind: string; month: string; region: string | null; rows: number }) => {
    context.audit({ entity: 'report', detail: { ...input } })
    return null
  },
)

/** Internal commands of reports. */
export const reportsInternal = [recordReportExport]

/** A region a user may not see is refused instead of answering an empty report that looks like "no cases". */
const checkRegion = (context: QueryContext, region: string | null): void => {
  if (region === null || inArea(context.actor, region)) return
  if (context.actor.areas.some((area) => area.startsWith(`${region}.`))) return
  throw new AppError('FORBIDDEN', 'Wilayah ini di luar wilayah tugas Anda.', {
    field: 'region',
    hint: 'Pilih wilayah tugas Anda, atau kosongkan pilihan wilayah.',
  })
}

/** Use cases of reports. */
export const reportsHandlers: Handlers<'reports'> = {
  kinds: () => [
    {
      key: 'monthly',
      name: 'Laporan bulanan SLRT',
      description: 'Kasus yang dicatat dalam satu bulan: rekap per program, per status, per desa/kelurahan, dan daftar nama.',
    },
  ],

  monthly: (context, { month, region }) => {
    checkRegion(context, region)
    return monthlyFigures(context.db, context.actor, month, region)
  },

  exportMonthly: async (context, { month, region }) => {
    checkRegion(context, region)
    const office = readOffice(context.db)
    const programmeName = programmeNamer(context.db)
    const scope = monthScope(context.actor, month, region)
    context.progress('Menghitung rekap', 0, null)
    // One read transaction: the list and the figures come from the same moment.
    const snapshot = context.db.raw.inTransaction ? null : context.db.raw.exec('BEGIN')
    try {
      const recap = monthlyFigures(context.db, context.actor, month, region)
      const path = newTmpPath(context, 'xlsx')
      const chunks = function* (): Generator<NeedListRow[]> {
        let after = { caseId: 0, needId: 0 }
        let done = 0
        for (;;) {
          context.throwIfCancelled()
          const rows = needList(context.db, scope, after, chunkSize)
          const last = rows.at(-1)
          if (last === undefined) return
          yield rows
          done += rows.length
          context.progress('Menulis daftar kasus', done, recap.totals.needs)
          after = { caseId: last.case_id, needId: last.need_id }
        }
      }
      const rows = await writeMonthlyWorkbook(
        path,
        {
          governmentName: office.governmentName,
          officeName: office.unitName === '' ? office.name : `${office.name} · ${office.unitName}`,
          month,
          regionName: region === null ? office.districtName : regionName(context.db, region) || region,
          madeBy: madeByLine(context.today(), context.actor.displayName),
          practice: office.practice,
          paper: office.paper,
          levels: levelNamesOf(context.db),
        },
        recap,
        chunks(),
        programmeName,
      )
      if (snapshot !== null) context.db.raw.exec('COMMIT')
      await context.write(recordReportExport, { kind: 'monthly', month, region, rows })
      const name = `${office.practice ? 'LATIHAN-' : ''}Laporan-SLRT-${month}${region === null ? '' : `-${region}`}.xlsx`
      return { file: tmpFileRef(context, path, name, mediaTypes.xlsx), rows }
    } finally {
      if (snapshot !== null && context.db.raw.inTransaction) context.db.raw.exec('ROLLBACK')
    }
  },
}
