import { defaultLevelNames, type LevelNames, villageWord } from '../../shared/domain/region-levels.ts'
import { useCall } from './query.ts'

/** What this office calls a village and a sub-district: `Gampong`, `Desa/Kelurahan`; `Kecamatan`, `Distrik`. */
export const useLevelNames = (): LevelNames & { village: string; both: string } => {
  const { data } = useCall('regions.levelNames', {})
  const names = data ?? defaultLevelNames('')
  return { ...names, both: villageWord(names) }
}
