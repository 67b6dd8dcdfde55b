import { Modal, Select, Text } from '@mantine/core'
import type { MappingCheck, MappingColumn } from '../../../shared/contract/mappings.ts'
import { StatusBadge } from '../../components/status-badge.tsx'
import { number } from '../../lib/format.ts'
import { mappingTexts } from '../../texts/mappings.ts'
import type { MappingFields } from './mapping-state.ts'
import styles from './mappings.module.css'

const nothing = '\u0000'

/** What stands in a coded column → what we keep. */
export const MappingCodes = (props: {
  letters: string
  column: MappingColumn
  values: MappingCheck['codes'][number]['values']
  fields: MappingFields
  onChange(codes: Record<string, string>): void
  onClose(): void
}) => {
  const { column } = props
  const ours = new Map(
    props.fields.lists
      .filter(({ key, field }) => field === column.field || key === column.values)
      .flatMap(({ values }) => values.map(({ store, label }) => [store, label] as const)),
  )
  const options = [{ value: nothing, label: mappingTexts.codeEmpty }, ...[...ours].map(([value, label]) => ({ value, label }))]
  // What was said before stays in sight, also where the first rows do not hold it.
  const shown = [
    ...props.values,
    ...Object.entries(column.codes)
      .filter(([value]) => !props.values.some((one) => one.value === value))
      .map(([value, stored]) => ({ value, stored, count: 0 })),
  ]
  return (
    <Modal opened onClose={props.onClose} size="lg" title={mappingTexts.codesTitle(props.letters, column.header)}>
      <Text size="sm" mb="sm">
        {mappingTexts.codesHint}
      </Text>
      <table className={styles.table} aria-label={mappingTexts.codes}>
        <tbody>
          {shown.map(({ value, stored, count }) => {
            const said = column.codes[value] ?? stored
            return (
              <tr key={value}>
                <td>
                  {value}
                  {count === 0 ? null : <span className={styles.faint}> {mappingTexts.times(number(count))}</span>}
                </td>
                <td>
                  <Select
                    aria-label={mappingTexts.codeOf(value)}
                    data={said !== null && said !== '' && !ours.has(said) ? [...options, { value: said, label: said }] : options}
                    value={said === '' ? nothing : said}
                    placeholder={mappingTexts.codeUnknown}
                    searchable
                    clearable
                    onChange={(choice) => {
                      const { [value]: _, ...rest } = column.codes
                      props.onChange(choice === null ? rest : { ...rest, [value]: choice === nothing ? '' : choice })
                    }}
                  />
                </td>
                <td>{said === null ? <StatusBadge tone="warning">{mappingTexts.codeUnknown}</StatusBadge> : null}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Modal>
  )
}
