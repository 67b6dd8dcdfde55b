import { useCall } from '../../lib/query.ts'
import { signingTexts } from '../../texts/signing.ts'
import { Tile } from '../home/tile.tsx'

/** On Beranda: how many maps wait for the initials of whoever looks. */
export const InitialTile = () => {
  const maps = useCall('signing.toInitial', {}).data?.maps
  if (maps === undefined) return null
  return <Tile label={signingTexts.tile} value={maps} tone={maps > 0 ? 'warning' : 'ok'} to="/surat/map" search={{}} />
}
