import type { Programme } from '../../../shared/contract/programmes.ts'
import type { Handlers } from '../context.ts'
import type { Db } from '../db/database.ts'
import { currentDefinitions } from '../definitions/definitions.repo.ts'
import { programmeNames } from './programmes.repo.ts'

/** The nine sectors of SLRT in the order of its forms; an office's own sectors follow. */
export const sectorOrder = [
  'kesehatan',
  'pendidikan',
  'sosial-ekonomi',
  'pangan',
  'energi',
  'pertanian',
  'perikanan',
  'perumahan',
  'adminduk',
]

const sectorRank = (sector: string): number => {
  const found = sectorOrder.indexOf(sector)
  return found === -1 ? sectorOrder.length : found
}

const toProgramme = ({ key, version, body }: ReturnType<typeof currentDefinitions<'programme'>>[number]): Programme => ({
  key,
  version,
  name: body.name,
  sector: body.sector,
  sectorLabel: body.sectorLabel,
  level: body.level,
  description: body.description,
  serviceDays: body.serviceDays,
  serviceDaysIn: body.serviceDaysIn,
  requirements: body.requirements,
})

const inOrder = (one: Programme, other: Programme): number =>
  sectorRank(one.sector) - sectorRank(other.sector) ||
  one.sectorLabel.localeCompare(other.sectorLabel, 'id') ||
  one.name.localeCompare(other.name, 'id')

/** All programmes in their newest version, also those switched off, by sector and name. */
export const allProgrammes = (db: Db): Programme[] => currentDefinitions(db, 'programme').map(toProgramme).sort(inOrder)

/** Programmes an office offers at present, by sector and name. */
export const activeProgrammes = (db: Db): Programme[] =>
  currentDefinitions(db, 'programme')
    .filter(({ body }) => body.active)
    .map(toProgramme)
    .sort(inOrder)

/** Looks up the name a programme had in a version; an unknown key is shown as it is. */
export const programmeNamer = (db: Db): ((key: string, version: number) => string) => {
  const names = new Map(programmeNames(db).map(({ key, version, name }) => [`${key}@${version}`, name]))
  return (key, version) => names.get(`${key}@${version}`) ?? key
}

/** Use cases of programmes; they are edited as definitions. */
export const programmesHandlers: Handlers<'programmes'> = {
  list: ({ db }) => activeProgrammes(db),
}
