import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import type { FamilyRow } from '../../../shared/contract/families.ts'
import { useCall } from '../../lib/query.ts'
import { familyTexts } from '../../texts/families.ts'

const labelOf = (row: FamilyRow): string =>
  [row.head === '' ? familyTexts.list.noHead : row.head, row.kkMasked, row.village].filter((part) => part !== '').join(' · ')

/** One family, found by a member's name or the number of the card. */
export const FamilyPicker = (props: { label: string; value: number | null; onChange(id: number | null): void; not?: number }) => {
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<FamilyRow | null>(null)
  const [asked] = useDebouncedValue(text.trim(), 150)
  const found = useCall('families.list', { text: asked, limit: 20 }, { enabled: asked.length >= 2, keep: true })
  const rows = (found.data?.items ?? []).filter(({ id }) => id !== props.not)
  const shown = chosen === null || rows.some(({ id }) => id === chosen.id) ? rows : [chosen, ...rows]
  return (
    <Select
      label={props.label}
      description={familyTexts.join.familyHint}
      withAsterisk
      data={shown.map((row) => ({ value: String(row.id), label: labelOf(row) }))}
      value={props.value === null ? null : String(props.value)}
      onChange={(value) => {
        setChosen(shown.find(({ id }) => String(id) === value) ?? null)
        props.onChange(value === null ? null : Number(value))
      }}
      onSearchChange={setText}
      searchable
      filter={({ options }) => options}
      nothingFoundMessage={asked.length < 2 ? 'Ketik paling sedikit 2 huruf' : familyTexts.list.nothingTitle}
    />
  )
}
