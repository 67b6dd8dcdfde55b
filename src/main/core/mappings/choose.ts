import type { MappingChoice } from '../../../shared/contract/mappings.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import type { Db } from '../db/database.ts'
import { currentDefinitions, definition } from '../definitions/definitions.repo.ts'
import { compileProfile, type Profile } from '../imports/profile.ts'
import { type Heads, readHeads, type Understood, understand, understandMapped } from '../imports/read-file.ts'
import { findRegion } from '../regions/regions.repo.ts'
import type { TableFile } from '../tables/table-file.ts'
import { type CompiledMapping, compileMapping, nearScore, refuseIncomplete, veryNearScore } from './compile.ts'
import { type ReadyList, readyLists, savedMappings } from './mappings.repo.ts'
import { ownMappingKey } from './own-key.ts'

/** All import profiles in force, with their value lists. */
export const loadProfiles = (db: Db, lists: ReadonlyMap<string, ReadyList> = readyLists(db)): Profile[] => {
  const lookups = new Map([...lists].map(([key, { lookup }]) => [key, lookup]))
  return currentDefinitions(db, 'import-profile').map((one) => compileProfile(one, lookups))
}

/** How a file is going to be read, and where people live whose row names no village. */
export interface Reading {
  understood: Understood
  village: string | null
}

const unfit = (): AppError =>
  new AppError('BAD_FILE', 'Susunan kolom yang dipilih tidak cocok dengan berkas ini: judul kolomnya lain.', {
    field: 'mapping',
    hint: 'Pilih susunan lain, atau tekan Atur kolom dan tunjuk sendiri arti tiap kolom.',
  })

/**
 * Decides how a file is read: as asked, else by a saved mapping with the same headers, else by the layout that knows them.
 * @throws AppError BAD_FILE naming the field `mapping` when nothing fits, or when a saved mapping must be looked at first
 */
export const chooseReading = async (
  db: Db,
  workbook: TableFile,
  input: { mapping: MappingChoice; village: string | null },
): Promise<Reading> => {
  const heads = await readHeads(workbook)
  const lists = readyLists(db)
  if (input.mapping === null) return chooseByItself(db, workbook, heads, lists, input.village)
  if ('profile' in input.mapping) {
    const asked = input.mapping.profile
    const profile = loadProfiles(db, lists).find(({ key }) => key === asked)
    if (profile === undefined)
      throw new AppError('NOT_FOUND', `Tidak ada susunan bawaan "${asked}".`, {
        field: 'mapping',
        hint: 'Lihat daftar di Impor.',
      })
    const understood = understand(workbook, heads, [profile])
    if (understood === null) throw unfit()
    return { understood, village: input.village }
  }
  const mapping =
    'body' in input.mapping
      ? { key: ownMappingKey, version: 0, body: input.mapping.body }
      : definition(db, 'import-mapping', input.mapping.key, input.mapping.version)
  refuseIncomplete(mapping.body)
  const compiled = compileMapping(mapping, lists)
  const understood = understandMapped(workbook, heads, compiled, nearScore)
  if (understood === null) throw unfit()
  const village = input.village ?? mapping.body.village
  if (village !== null && findRegion(db, village)?.level !== 4)
    throw new AppError('VALIDATION', 'Desa dari susunan kolom ini tidak ada di daftar wilayah.', {
      field: 'village',
      hint: 'Pilih desa dari daftar.',
    })
  return { understood, village }
}

const chooseByItself = (
  db: Db,
  workbook: TableFile,
  heads: Heads,
  lists: ReadonlyMap<string, ReadyList>,
  village: string | null,
): Reading => {
  const saved = compileAll(db, lists)
  const same = saved.flatMap((mapping) => {
    const understood = understandMapped(workbook, heads, mapping, 'same')
    return understood === null ? [] : [{ mapping, understood }]
  })
  const only = same.length === 1 ? same[0] : undefined
  // Whose village a file is from, its headers do not say: two villages use one form.
  if (only !== undefined && (village !== null || only.mapping.body.village === null))
    return { understood: only.understood, village }
  if (same.length > 0)
    throw new AppError('BAD_FILE', `Susunan kolom berkas ini sudah disimpan: ${names(same.map(({ mapping }) => mapping))}.`, {
      field: 'mapping',
      hint: 'Pastikan dahulu pengirim dan desanya di langkah Atur kolom, lalu baca berkasnya.',
    })
  const understood = understand(workbook, heads, loadProfiles(db, lists))
  const least = understood === null ? nearScore : veryNearScore
  const near = saved.filter((mapping) => understandMapped(workbook, heads, mapping, least) !== null)
  if (near.length > 0)
    throw new AppError('BAD_FILE', `Kolom berkas ini hampir sama dengan susunan yang disimpan: ${names(near)}.`, {
      field: 'mapping',
      hint: 'Periksa kolom yang berbeda di langkah Atur kolom, lalu baca berkasnya.',
    })
  if (understood === null)
    throw new AppError('BAD_FILE', 'Judul kolom di berkas ini tidak dikenali, jadi arti kolomnya perlu ditunjuk sekali.', {
      field: 'mapping',
      hint: 'Tekan Atur kolom dan tunjuk sendiri kolom Nama, NIK dan lainnya; susunannya dapat diingat untuk pengirim itu.',
    })
  return { understood, village }
}

const names = (mappings: readonly CompiledMapping[]): string =>
  mappings
    .slice(0, 3)
    .map(({ body }) => body.name)
    .join(', ')

/** All saved mappings, made ready; one whose value list is gone is left out. */
export const compileAll = (db: Db, lists: ReadonlyMap<string, ReadyList>): CompiledMapping[] =>
  savedMappings(db).flatMap((one) => {
    try {
      return [compileMapping(one, lists)]
    } catch (error) {
      if (error instanceof AppError) return []
      throw error
    }
  })
