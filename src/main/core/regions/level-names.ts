import { defaultLevelNames, type LevelNames } from '../../../shared/domain/region-levels.ts'
import type { Db } from '../db/database.ts'
import { readOffice } from '../office/office.repo.ts'
import { readSetting } from '../settings.repo.ts'

/** Setting key of the names of levels; not there = as usual in the district. */
export const levelNamesKey = 'regions.level-names'

/** What the office calls the levels below its district. */
export const levelNamesOf = (db: Db): LevelNames =>
  readSetting<LevelNames>(db, levelNamesKey)?.value ?? defaultLevelNames(readOffice(db).districtCode)
