import type { Db } from '../../src/main/core/db/database.ts'
import { newUid } from '../../src/main/core/uid.ts'
import { addDays } from '../../src/shared/domain/dates.ts'
import type { NeedState } from '../../src/shared/domain/need-states.ts'

/** Numbers that are the same for the same seed (mulberry32). */
export const seeded = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const openStates: [NeedState, number][] = [
  ['registered', 0.15],
  ['papers-missing', 0.1],
  ['verification', 0.3],
  ['returned', 0.05],
  ['waiting-decision', 0.1],
  ['referred', 0.1],
  ['waiting-feedback', 0.12],
  ['waiting-turn', 0.08],
]
const levels: [string, number][] = [
  ['desa', 0.05],
  ['kecamatan', 0.05],
  ['kabupaten', 0.6],
  ['provinsi', 0.1],
  ['pusat', 0.2],
]
const words = [
  'bansos belum cair',
  'kartu KIS tidak aktif',
  'rumah rusak',
  'anak putus sekolah',
  'minta kursi roda',
  'data ganda',
  'lansia sendiri',
  'modal usaha',
  'pupuk',
  'akta lahir',
]
const rare = ['jembatan hanyut', 'kebakaran kandang', 'ambulans laut']

/** Fills an office with cases of its people over six years: one in five still open, one or two needs each, held by `users` or by nobody. */
export const fillCases = (db: Db, options: { cases: number; seed: number; today: string; users: readonly number[] }): void => {
  const random = seeded(options.seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const weighted = <T>(list: readonly [T, number][]): T => {
    let left = random()
    for (const [value, share] of list) {
      left -= share
      if (left < 0) return value
    }
    return (list[0] as [T, number])[0]
  }
  const people = db.sql<{ id: number; region_code: string | null }>(
    'SELECT id, region_code FROM person WHERE merged_into IS NULL ORDER BY id',
  )
  const programmes = db.sql<{ key: string; version: number }>(
    "SELECT key, max(version) AS version FROM definition WHERE kind = 'programme' GROUP BY key ORDER BY key",
  )
  const addCase = db.raw.prepare(
    `INSERT INTO case_file (uid, number, opened_at, opened_day, opened_by, client_id, reporter_kind, channel, summary, register, complaint_kind, region_code, open, updated_at, updated_by)
     VALUES (?, ?, ?, ?, ?, ?, 'self', 'loket', ?, ?, ?, ?, ?, ?, ?)`,
  )
  const addNeed = db.raw.prepare(
    `INSERT INTO need (uid, case_id, programme_key, programme_version, category, level, description, state, holder_id, due_date, closed_at, priority, flag, escalated, updated_at, updated_by)
     VALUES (?, ?, ?, ?, 'kebutuhan', ?, '', ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  db.raw.transaction(() => {
    for (let index = 0; index < options.cases; index += 1) {
      const age = Math.floor((1 - index / options.cases) * 2190)
      const day = addDays(options.today, -age)
      const at = `${day}T03:00:00.000Z`
      const person = pick(people)
      // What is young is open more often.
      const open = random() < (age < 200 ? 0.8 : 0.12)
      const register = random() < 0.7 ? 'layanan' : 'keluhan'
      const user = pick(options.users)
      const kind = register === 'layanan' ? '' : random() < 0.85 ? 'pengaduan' : random() < 0.7 ? 'pertanyaan' : 'saran'
      const summary = random() < 0.002 ? pick(rare) : `${pick(words)} ${pick(words)}`
      const made = addCase.run(
        newUid(),
        `SLRT-${day.slice(0, 4)}-B${String(index).padStart(6, '0')}`,
        at,
        day,
        user,
        person.id,
        summary,
        register,
        kind,
        person.region_code,
        open ? 1 : 0,
        at,
        user,
      )
      for (let count = random() < 0.5 ? 1 : 2; count > 0; count -= 1) {
        // Few programmes take most of the work.
        const programme = programmes[Math.floor(random() ** 2.5 * programmes.length)] ?? programmes[0]
        const closed = !open || (count === 2 && random() < 0.3)
        const due = random() < 0.05 ? null : addDays(options.today, Math.floor(random() * 40) - (open ? 14 : 400))
        addNeed.run(
          newUid(),
          made.lastInsertRowid,
          programme?.key,
          programme?.version,
          weighted(levels),
          closed ? 'solved' : weighted(openStates),
          random() < 0.5 ? null : pick(options.users),
          due,
          closed ? at : null,
          random() < 0.03 ? 2 : random() < 0.1 ? 1 : 0,
          !closed && random() < 0.01 ? 'dipantau' : '',
          random() < 0.03 ? 1 : 0,
          at,
          user,
        )
      }
    }
  })()
}
