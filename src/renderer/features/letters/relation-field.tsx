import { Autocomplete } from '@mantine/core'
import { useCall } from '../../lib/query.ts'
import { letterLifeTexts as words } from '../../texts/letter-life.ts'

/** What the receiver is to the resident; the office's own words are offered. */
export const RelationField = (props: { value: string; disabled?: boolean; onChange(value: string): void }) => {
  const desk = useCall('arrival.desk', {})
  return (
    <Autocomplete
      label={words.relation}
      placeholder={words.relationHint}
      data={desk.data?.settings.relations ?? []}
      maxLength={60}
      maxDropdownHeight={200}
      disabled={props.disabled === true}
      value={props.value}
      onChange={props.onChange}
    />
  )
}
