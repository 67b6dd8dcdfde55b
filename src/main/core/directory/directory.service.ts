import type { Agency } from '../../../shared/contract/directory.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import type { Handlers, QueryContext } from '../context.ts'
import { allProgrammes } from '../programmes/programmes.service.ts'
import { regionNames } from '../regions/regions.repo.ts'
import { type AgencyFields, findAgency, insertAgency, listAgencies, updateAgency } from './directory.repo.ts'
import { agencyName } from './directory-columns.ts'
import { exportDirectory } from './directory-export.ts'
import { applyDirectoryFile, checkDirectoryFile, writeDirectory } from './directory-file.ts'

/**
 * One agency of the directory.
 * @throws AppError NOT_FOUND
 */
export const agencyOf = ({ db }: Pick<QueryContext, 'db'>, id: number): Agency => {
  const found = findAgency(db, id)
  if (found === undefined)
    throw new AppError('NOT_FOUND', 'Lembaga ini tidak ada di direktori.', { hint: 'Muat ulang daftar lembaga.' })
  return found
}

/**
 * An agency that may be chosen for a need or a referral.
 * @throws AppError NOT_FOUND, or VALIDATION when it was switched off
 */
export const activeAgency = (context: Pick<QueryContext, 'db'>, id: number, field: string): Agency => {
  const agency = agencyOf(context, id)
  if (!agency.active)
    throw new AppError('VALIDATION', 'Lembaga ini tidak dipakai lagi.', {
      field,
      hint: 'Pilih lembaga lain, atau aktifkan kembali di Direktori.',
    })
  return agency
}

const searchText = (agency: Agency): string =>
  [
    agency.name,
    agency.addressee,
    agency.city,
    agency.sector,
    agency.services,
    agency.note,
    ...agency.offers.flatMap(({ name, description, documents }) => [name, description, ...documents]),
    ...agency.locations.flatMap(({ name, address }) => [name, address]),
    ...agency.contacts.map(({ name }) => name),
    ...agency.codes.map(({ system, code }) => `${system} ${code}`),
  ]
    .join(' ')
    .toLowerCase()

const sectorsOf = (agency: Agency): ReadonlySet<string> => new Set([agency.sector, ...agency.offers.map(({ sector }) => sector)])

/** Whether an agency serves a region: it names none, or the region lies in one of its own, or one of its own in the region. */
const serves = ({ areas }: Agency, region: string): boolean =>
  areas.length === 0 || areas.some((area) => area === region || region.startsWith(`${area}.`) || area.startsWith(`${region}.`))

const isFor = ({ offers }: Agency, programme: string): boolean => offers.some(({ programmes }) => programmes.includes(programme))

/** The workbook and the clerks know an agency by its name; two of the same name would be mixed up. */
const refuseSecondName = ({ db }: Pick<QueryContext, 'db'>, id: number | null, name: string): void => {
  const twins = listAgencies(db, false).filter((agency) => agencyName(agency.name) === agencyName(name))
  if (twins.length === 0 || twins.some((agency) => agency.id === id)) return
  throw new AppError('VALIDATION', 'Lembaga dengan nama ini sudah ada di direktori.', {
    field: 'name',
    hint: 'Ubah lembaga itu, atau tambahkan kota atau cabangnya pada nama.',
  })
}

const refuseUnknownRegions = ({ db }: Pick<QueryContext, 'db'>, { areas, locations }: AgencyFields): void => {
  const codes = [...areas, ...locations.flatMap(({ region }) => region ?? [])]
  const known = regionNames(db, codes)
  const unknown = codes.find((code) => !known.has(code))
  if (unknown === undefined) return
  throw new AppError('VALIDATION', `Kode wilayah "${unknown}" tidak dikenal.`, {
    field: areas.includes(unknown) ? 'areas' : 'locations',
    hint: 'Pilih wilayahnya dari daftar.',
  })
}

/** Use cases of the directory of agencies that people are referred to. */
export const directoryHandlers: Handlers<'directory'> = {
  list: ({ db }, { text, onlyActive, sector, region, programmeKey }) => {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean)
    const programme = programmeKey === '' ? undefined : allProgrammes(db).find(({ key }) => key === programmeKey)
    const found = listAgencies(db, onlyActive).filter(
      (agency) =>
        words.every((word) => searchText(agency).includes(word)) &&
        (sector === '' || sectorsOf(agency).has(sector)) &&
        (region === null || serves(agency, region)) &&
        (programmeKey === '' || isFor(agency, programmeKey) || sectorsOf(agency).has(programme?.sector ?? '')),
    )
    // who names the programme stands before those of the same sector
    return programmeKey === ''
      ? found
      : found.toSorted((one, other) => Number(isFor(other, programmeKey)) - Number(isFor(one, programmeKey)))
  },
  get: (context, { id }) => agencyOf(context, id),
  save: (context, { id, version, ...fields }) => {
    const by = { userId: context.actor.userId, now: context.now() }
    refuseSecondName(context, id, fields.name)
    refuseUnknownRegions(context, fields)
    if (id === null) {
      const added = insertAgency(context.db, fields, by)
      context.audit({ entity: 'agency', entityId: added, detail: { new: true } })
      return { id: added, version: 1 }
    }
    agencyOf(context, id)
    if (!updateAgency(context.db, id, version, fields, by))
      throw new AppError('CONFLICT', 'Data lembaga ini baru saja diubah orang lain.', {
        hint: 'Muat ulang, lalu ulangi perubahan Anda.',
      })
    context.audit({ entity: 'agency', entityId: id, detail: { active: fields.active } })
    return { id, version: version + 1 }
  },
  export: exportDirectory,
  checkFile: checkDirectoryFile,
  applyFile: applyDirectoryFile,
}

/** Commands of the directory for the registry. */
export const directoryInternal = [writeDirectory]
