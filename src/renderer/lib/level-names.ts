import { defaultLevelNames, inLocalWords, type LevelNames, villageWord } from '../../shared/domain/region-levels.ts'
import { useCall } from './query.ts'

/**
 * What this office calls a village and a sub-district: `Gampong`, `Desa/Kelurahan`; `Kecamatan`, `Distrik`. `say` puts these
 * words into a label that speaks of desa, kelurahan or kecamatan.
 */
export const useLevelNames = (): LevelNames & { both: string; say(text: string): string } => {
  const { data } = useCall('regions.levelNames', {})
  const names = data ?? defaultLevelNames('')
  return { ...names, both: villageWord(names), say: (text) => inLocalWords(text, names) }
}
