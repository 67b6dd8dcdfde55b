import { useCall } from '../../lib/query.ts'
import { noticeTexts } from '../../texts/notices.ts'
import { Tile } from '../home/tile.tsx'

/** On Beranda: how many residents wait for word. */
export const UntoldTile = () => {
  const open = useCall('notices.count', {}).data?.open
  if (open === undefined) return null
  return <Tile label={noticeTexts.tile} value={open} tone={open > 0 ? 'warning' : 'ok'} to="/pemberitahuan" search={{}} />
}
