import type { RegisterSource, RegisterStanding } from '../../../shared/contract/letters.ts'
import { addDays, clockTime, dayIn, longDate } from '../../../shared/domain/dates.ts'
import type { Db } from '../db/database.ts'
import { factsOf, type ListedFact, relativesOf } from '../person-facts/person-facts.repo.ts'
import { lastRegisterCheck } from './register-checks.repo.ts'

/** Statements that count as a list: what a file or an official list said, not what somebody told us. */
const isListed = ({ source }: ListedFact): boolean => source === 'file' || source === 'list'
const isDecile = ({ kind, key }: ListedFact): boolean => kind === 'decile' && key === 'decile'
const isStatus = ({ kind, key }: ListedFact): boolean => kind === 'register' && key === 'dtsenStatus'

/**
 * What the newest list says about a resident. A decile that only stands with a relative on the same family card counts for the
 * family, because lists often name the head alone.
 */
const listSource = (db: Db, personId: number): RegisterSource | null => {
  const own = factsOf(db, [personId]).filter(isListed)
  const status = own.find(isStatus)
  let decile = own.find(isDecile)
  let of = ''
  if (decile === undefined) {
    const relatives = relativesOf(db, personId)
    const ids = relatives.map(({ id }) => id)
    decile = ids.length === 0 ? undefined : factsOf(db, ids).filter(isListed).find(isDecile)
    of = relatives.find(({ id }) => id === decile?.person_id)?.name ?? ''
  }
  // The decile's list is named where there is one: a newer list that says only "active" does not make the decile newer.
  const told = decile ?? status
  if (told === undefined) return null
  return {
    kind: 'list',
    on: told.as_of,
    at: null,
    label: told.import_label ?? '',
    by: '',
    found: true,
    decile: decile?.value ?? '',
    status: status?.value ?? '',
    of,
  }
}

/**
 * Whether a statement about a resident may be printed: from a list or an online look not older than the kind allows, whichever is
 * newer. Without either, a look has to be recorded first; "not in our copy" never turns into "not registered".
 * @param today day in the office's time zone
 */
export const standingOf = (db: Db, personId: number, maxAgeDays: number, today: string, timeZone: string): RegisterStanding => {
  const oldest = addDays(today, -maxAgeDays)
  const list = listSource(db, personId)
  const look = lastRegisterCheck(db, personId)
  const lookDay = look === undefined ? '' : dayIn(look.checked_at, timeZone)
  const listDate = list?.on ?? ''
  const base = { listDate, maxAgeDays }
  if (look !== undefined && lookDay >= oldest && lookDay >= listDate)
    return {
      ...base,
      state: 'ready',
      source: {
        kind: 'check',
        on: lookDay,
        at: look.checked_at,
        label: look.system,
        by: look.checked_by,
        found: look.found === 1,
        decile: look.decile === null ? '' : String(look.decile),
        status: look.status,
        of: '',
      },
    }
  if (list !== null && list.on >= oldest) return { ...base, state: 'ready', source: list }
  return { ...base, state: list === null ? 'missing' : 'old', source: null }
}

/** How the register stands behind a statement, as words on paper. */
export const registerValues = (source: RegisterSource | null, timeZone: string): Record<string, string> => {
  const inactive = source !== null && /nonaktif/i.test(source.status)
  return {
    'register.status':
      source === null ? '……' : !source.found ? 'tidak ditemukan' : inactive ? 'tercatat dengan status nonaktif' : 'terdaftar',
    'register.registered': source?.found === true && !inactive ? 'ya' : '',
    'register.notFound': source !== null && !source.found ? 'ya' : '',
    'register.decile': source?.decile ?? '',
    'register.source': source === null ? '……' : sourceWords(source, timeZone),
    'register.date': source === null ? '' : longDate(source.on),
    'register.name': source?.of ?? '',
  }
}

const sourceWords = (source: RegisterSource, timeZone: string): string =>
  source.kind === 'list'
    ? `daftar per tanggal ${longDate(source.on)}${source.label === '' ? '' : ` (${source.label})`}`
    : `hasil pemeriksaan pada aplikasi ${source.label} tanggal ${longDate(source.on)}${
        source.at === null ? '' : ` pukul ${clockTime(source.at, timeZone)}`
      } oleh ${source.by}`
