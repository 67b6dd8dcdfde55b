import { AppError } from '../../../shared/domain/errors.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import { defaultLevelNames, type LevelNames } from '../../../shared/domain/region-levels.ts'
import type { Handlers } from '../context.ts'
import { readOffice } from '../office/office.repo.ts'
import { packCursor, page, unpackCursor } from '../paging.ts'
import { readSetting, writeSetting } from '../settings.repo.ts'
import { endedRegions, listMoves, peopleOfRegion } from './ended.repo.ts'
import { levelNamesKey, levelNamesOf } from './level-names.ts'
import { movePeople, undoMove } from './move-people.ts'
import { childRegions, countRegions, listRegions, regionPath, searchRegions } from './regions.repo.ts'
import { applyRegionFile, checkRegionFile, type LastRegionFile, lastFileKey } from './update-regions.ts'

const badCursor = (): AppError =>
  new AppError('VALIDATION', 'Penanda halaman tidak dikenal.', { field: 'cursor', hint: 'Muat ulang daftar.' })

/** Use cases of the official region list (Kemendagri codes, BPS codes beside them). */
export const regionsHandlers: Handlers<'regions'> = {
  children: ({ db }, { parent }) => childRegions(db, parent ?? readOffice(db).districtCode),
  path: ({ db }, { code }) => regionPath(db, code),
  search: ({ db }, { text, wide }) => {
    if (text === '') return []
    const district = readOffice(db).districtCode
    return searchRegions(db, district, text, wide).map((region) => ({
      ...region,
      path: regionPath(db, region.code)
        .filter((above) => (above.level >= 3 || !region.code.startsWith(`${district}.`)) && above.code !== region.code)
        .map((above) => above.name)
        .join(', '),
    }))
  },
  list: ({ db }, { text, state, cursor, limit }) => {
    const [after = ''] = cursor === null ? [''] : unpackCursor(cursor)
    if (typeof after !== 'string') throw badCursor()
    const rows = listRegions(db, { district: readOffice(db).districtCode, text, state, after, limit: limit + 1 })
    return page(
      rows,
      limit,
      (row) => row,
      (row) => packCursor(row.code),
    )
  },
  summary: ({ db }) => ({
    ...countRegions(db, readOffice(db).districtCode),
    lastFile: readSetting<LastRegionFile>(db, lastFileKey)?.value ?? null,
  }),
  levelNames: ({ db }) => ({
    ...levelNamesOf(db),
    usual: defaultLevelNames(readOffice(db).districtCode),
    version: readSetting<LevelNames>(db, levelNamesKey)?.version ?? 0,
  }),
  saveLevelNames: (context, { version, ...names }) => {
    if (names.village === '' && names.urbanVillage === '')
      throw new AppError('VALIDATION', 'Isi sebutan desa, kelurahan, atau keduanya.', {
        field: 'village',
        hint: 'Kosongkan salah satu saja bila tidak ada di daerah Anda.',
      })
    if (names.subDistrict === '')
      throw new AppError('VALIDATION', 'Sebutan kecamatan wajib diisi.', {
        field: 'subDistrict',
        hint: 'Misalnya Kecamatan, Distrik, atau Kapanewon.',
      })
    const by = { userId: context.actor.userId, now: context.now() }
    const saved = writeSetting(context.db, levelNamesKey, names satisfies LevelNames, by, version)
    context.audit({ entity: 'region', detail: { ...names } })
    return { version: saved }
  },
  checkFile: checkRegionFile,
  applyFile: applyRegionFile,
  ended: (context) => endedRegions(context),
  endedPeople: ({ db, actor }, { code, cursor, limit }) => {
    if (!inArea(actor, code)) return { items: [], next: null }
    const after = cursor === null ? null : unpackCursor(cursor)
    if (after !== null && (after.length !== 5 || after.some((value) => value === null))) throw badCursor()
    const rows = peopleOfRegion(db, code, after as (string | number)[] | null, limit + 1)
    return page(
      rows,
      limit,
      ({ name_key: _key, ...row }) => row,
      (row) => packCursor(row.hamlet, row.rw, row.rt, row.name_key, row.id),
    )
  },
  move: movePeople,
  moves: ({ db, actor }) => listMoves(db).filter(({ from, to }) => inArea(actor, from.code) || inArea(actor, to.code)),
  undoMove,
}
