import { useCall } from '../../../lib/query.ts'
import { useMay } from '../../../lib/session.ts'
import type { ChoiceLists } from './scope.ts'

const named = (rows: readonly { key: string; name: string }[] | undefined) =>
  (rows ?? []).map(({ key, name }) => ({ value: key, label: name }))

/** Lists of the office that fields of a form choose from. */
export const useChoiceLists = (): ChoiceLists => {
  const may = useMay()
  const programmes = useCall('definitions.list', { kind: 'programme' })
  const valueLists = useCall('definitions.list', { kind: 'value-list' })
  const services = useCall('programmes.list', {})
  const agencies = useCall(
    'directory.list',
    { text: '', onlyActive: true, sector: '', region: null, programmeKey: '' },
    { enabled: may('directory.read') },
  )
  const sectors = new Map((services.data ?? []).map(({ sector, sectorLabel }) => [sector, sectorLabel]))
  const owners = (services.data ?? []).map(({ owner }) => owner).filter((owner) => owner !== '')
  return {
    programmes: named(programmes.data),
    valueLists: named(valueLists.data),
    agencies: [...new Set([...(agencies.data ?? []).map(({ name }) => name), ...owners])].sort((one, other) =>
      one.localeCompare(other, 'id'),
    ),
    sectors: [...sectors]
      .map(([value, label]) => ({ value, label }))
      .sort((one, other) => one.label.localeCompare(other.label, 'id')),
  }
}
