import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import type { Region } from '../../shared/contract/regions.ts'
import { shortDate } from '../../shared/domain/dates.ts'
import { useLevelNames } from '../lib/level-names.ts'
import { useCall } from '../lib/query.ts'

/** Old codes keep their name, with the day they ended. */
const withUntil = (region: Region): string =>
  region.validTo === null ? region.name : `${region.name} (sampai ${shortDate(region.validTo)})`

/** Village or sub-district of the office's district, found by part of its name; `wide`: any region of the country. */
export const RegionPicker = (props: {
  label: string
  value: string | null
  onChange(code: string | null): void
  /** Only villages (level 4) may be chosen. */
  villageOnly?: boolean
  wide?: boolean | undefined
  description?: string | undefined
  error?: string | undefined
  required?: boolean
  placeholder?: string
  w?: number
}) => {
  const names = useLevelNames()
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text.trim(), 150)
  const path = useCall('regions.path', { code: props.value ?? '00' }, { enabled: props.value !== null })
  const found = useCall('regions.search', { text: asked, wide: props.wide === true }, { enabled: asked.length >= 2, keep: true })
  const chosen = path.data?.at(-1)
  const options = new Map<string, string>()
  if (props.value !== null)
    options.set(
      props.value,
      chosen === undefined
        ? props.value
        : path
            .data!.slice(chosen.level > 2 ? 2 : -1)
            .reverse()
            .map(withUntil)
            .join(', '),
    )
  for (const region of found.data ?? [])
    if (props.villageOnly !== true || (region.level === 4 && region.validTo === null))
      if (!options.has(region.code))
        options.set(region.code, `${withUntil(region)}${region.path === '' ? '' : ` · ${region.path}`}`)
  const label = names.say(props.label)
  const what =
    props.wide === true
      ? 'wilayah'
      : (props.villageOnly === true ? names.both : `${names.both} atau ${names.subDistrict}`).toLowerCase()
  return (
    <Select
      label={label}
      description={props.description === undefined ? undefined : names.say(props.description)}
      error={props.error}
      withAsterisk={props.required}
      w={props.w}
      data={[...options].map(([value, label]) => ({ value, label }))}
      value={props.value}
      onChange={props.onChange}
      onSearchChange={setText}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': `Kosongkan ${label}` }}
      filter={({ options: all }) => all}
      placeholder={props.placeholder ?? `Ketik ${what}`}
      nothingFoundMessage={asked.length < 2 ? 'Ketik paling sedikit 2 huruf' : `Tidak ada ${what} dengan nama itu`}
    />
  )
}
