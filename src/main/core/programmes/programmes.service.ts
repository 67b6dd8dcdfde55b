import type { Programme } from '../../../shared/contract/programmes.ts'
import { inForce, openingOn } from '../../../shared/domain/eligibility.ts'
import type { Handlers } from '../context.ts'
import type { Db } from '../db/database.ts'
import { currentDefinitions, type Definition } from '../definitions/definitions.repo.ts'
import { programmeNames } from './programmes.repo.ts'
import { suggestForFamily, suggestForPerson } from './suggest.ts'

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

/** A programme without what depends on the day. */
export type PlainProgramme = Omit<Programme, 'owner' | 'quota' | 'open' | 'opensOn'>

const toProgramme = ({ key, version, body }: Definition<'programme'>): PlainProgramme => ({
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
  lanes: body.lanes.map(({ key: lane, label, serviceDays, note }) => ({ key: lane, label, serviceDays, note })),
})

const inOrder = (one: PlainProgramme, other: PlainProgramme): number =>
  sectorRank(one.sector) - sectorRank(other.sector) ||
  one.sectorLabel.localeCompare(other.sectorLabel, 'id') ||
  one.name.localeCompare(other.name, 'id')

/** All programmes in their newest version, also those switched off, by sector and name. */
export const allProgrammes = (db: Db): PlainProgramme[] => currentDefinitions(db, 'programme').map(toProgramme).sort(inOrder)

/** Programmes an office offers at present, by sector and name. */
export const activeProgrammes = (db: Db): PlainProgramme[] =>
  currentDefinitions(db, 'programme')
    .filter(({ body }) => body.active)
    .map(toProgramme)
    .sort(inOrder)

const inShownOrder = (db: Db): Definition<'programme'>[] =>
  currentDefinitions(db, 'programme').sort(
    (one, other) => sectorRank(one.body.sector) - sectorRank(other.body.sector) || one.name.localeCompare(other.name, 'id'),
  )

/** Looks up the name a programme had in a version; an unknown key is shown as it is. */
export const programmeNamer = (db: Db): ((key: string, version: number) => string) => {
  const names = new Map(programmeNames(db).map(({ key, version, name }) => [`${key}@${version}`, name]))
  return (key, version) => names.get(`${key}@${version}`) ?? key
}

/** Use cases of programmes; they are edited as definitions. */
export const programmesHandlers: Handlers<'programmes'> = {
  list: ({ db, today }) => {
    const bodies = new Map(currentDefinitions(db, 'programme').map(({ key, body }) => [key, body]))
    return activeProgrammes(db).map((programme) => {
      const body = bodies.get(programme.key)
      return {
        ...programme,
        owner: inForce(body?.owners ?? [], today())[0]?.agency ?? '',
        quota: inForce(body?.quotas ?? [], today())[0]?.places ?? null,
        ...openingOn(body?.openings ?? [], today()),
      }
    })
  },
  suggest: (context, { id }) => suggestForPerson(context, inShownOrder(context.db), id),
  suggestFamily: (context, { id }) => suggestForFamily(context, inShownOrder(context.db), id),
}
