import { choicesOf, type ListedValue } from '../../../shared/domain/value-choices.ts'
import { useCall } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'

/** Definition keys of the value lists that a person's coded fields are chosen from. */
const keys = {
  religion: 'opensid-religion',
  maritalStatus: 'opensid-marital-status',
  education: 'opensid-education',
  occupation: 'opensid-occupation',
  disability: 'opensid-disability',
  relation: 'opensid-relation',
} as const

/**
 * Choices of a coded field, as stored (what the list says to store, else its label). A value that stands in the record but not in the list
 * (an old spelling from a file) stays choosable. Empty when the user may not read definitions: then the field is free text.
 */
export const useValueOptions = (field: keyof typeof keys, current: string): { value: string; label: string }[] => {
  const may = useMay()
  const definition = useCall(
    'definitions.get',
    { kind: 'value-list', key: keys[field], version: null },
    { enabled: may('definitions.read') },
  )
  const body = definition.data?.body as { values?: ListedValue[] } | undefined
  return choicesOf(body?.values ?? [], current).map((label) => ({ value: label, label }))
}
