import type { MonthlyRecap } from '../../../shared/contract/reports.ts'
import { closedStates, type NeedState, needStateLabels, needStates } from '../../../shared/domain/need-states.ts'
import type { Actor } from '../../../shared/domain/permissions.ts'
import type { Db } from '../db/database.ts'
import { allProgrammes, sectorOrder } from '../programmes/programmes.service.ts'
import {
  caseCountsByVillage,
  countCases,
  countLetters,
  countReferredNeeds,
  needCounts,
  type ReportScope,
} from './reports.repo.ts'

/** Scope of a month. */
export const monthScope = (actor: Pick<Actor, 'areas'>, month: string, region: string | null): ReportScope => {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))]
  const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
  return { actor, from: `${month}-01`, before: `${next}-01`, region }
}

const sum = <T>(rows: readonly T[], value: (row: T) => number): number => rows.reduce((total, row) => total + value(row), 0)
const isClosed = (state: string): boolean => closedStates.has(state as NeedState)

/** The figures of a month: the one source for the screen and for the workbook. */
export const monthlyFigures = (db: Db, actor: Pick<Actor, 'areas'>, month: string, region: string | null): MonthlyRecap => {
  const scope = monthScope(actor, month, region)
  const counts = needCounts(db, scope)
  const villages = caseCountsByVillage(db, scope)
  const programmes = new Map(allProgrammes(db).map((programme) => [programme.key, programme]))
  const rank = (sector: string): number => (sectorOrder.includes(sector) ? sectorOrder.indexOf(sector) : sectorOrder.length)
  const needs = sum(counts, (row) => row.needs)
  const closed = sum(counts, (row) => (isClosed(row.state) ? row.needs : 0))
  const byProgramme = [...Map.groupBy(counts, (row) => row.programme_key)].map(([key, rows]) => {
    const programme = programmes.get(key)
    const solved = sum(rows, (row) => (row.state === 'solved' ? row.needs : 0))
    const allClosed = sum(rows, (row) => (isClosed(row.state) ? row.needs : 0))
    const all = sum(rows, (row) => row.needs)
    return {
      sectorKey: programme?.sector ?? '',
      row: {
        key,
        name: programme?.name ?? key,
        sector: programme?.sectorLabel ?? '',
        level: programme?.level ?? '',
        needs: all,
        open: all - allClosed,
        solved,
        otherwiseClosed: allClosed - solved,
      },
    }
  })
  byProgramme.sort(
    (one, other) => rank(one.sectorKey) - rank(other.sectorKey) || one.row.name.localeCompare(other.row.name, 'id'),
  )
  return {
    month,
    totals: {
      cases: countCases(db, scope),
      needs,
      closed,
      open: needs - closed,
      referred: countReferredNeeds(db, scope),
      letters: countLetters(db, scope),
    },
    byProgramme: byProgramme.map(({ row }) => row),
    byStatus: needStates.map((state) => ({
      state,
      label: needStateLabels[state],
      needs: sum(counts, (row) => (row.state === state ? row.needs : 0)),
    })),
    byVillage: villages.map((village) => {
      const own = counts.filter((row) => row.region_code === village.region_code)
      return {
        code: village.region_code ?? '',
        village: village.village ?? (village.region_code === null ? 'Wilayah belum diisi' : village.region_code),
        subDistrict: village.sub_district ?? '',
        cases: village.cases,
        needs: sum(own, (row) => row.needs),
        open: village.open,
        closed: village.cases - village.open,
      }
    }),
  }
}
