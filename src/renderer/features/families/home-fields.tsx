import { Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { RegionPicker } from '../../components/region-picker.tsx'
import { familyTexts } from '../../texts/families.ts'

const words = familyTexts.move

/** An address as typed. */
export interface HomeDraft {
  address: string
  hamlet: string
  rt: string
  rw: string
  regionCode: string | null
}
export const blankHome: HomeDraft = { address: '', hamlet: '', rt: '', rw: '', regionCode: null }

/** The address as commands take it; null while no village is chosen. */
export const readyHome = (home: HomeDraft) =>
  home.regionCode === null
    ? null
    : { address: home.address.trim(), hamlet: home.hamlet.trim(), rt: home.rt, rw: home.rw, regionCode: home.regionCode }

/** Street, hamlet, RT/RW, village. */
export const HomeFields = (props: { value: HomeDraft; onChange(home: HomeDraft): void }) => {
  const { value, onChange } = props
  const digits = (text: string): string => text.replace(/\D/g, '').slice(0, 3)
  return (
    <Stack gap="xs">
      <RegionPicker
        label={words.village}
        required
        villageOnly
        value={value.regionCode}
        onChange={(regionCode) => onChange({ ...value, regionCode })}
      />
      <Group grow align="start">
        <TextInput
          label={words.address}
          maxLength={300}
          autoComplete="off"
          value={value.address}
          onChange={(event) => onChange({ ...value, address: event.currentTarget.value })}
        />
        <TextInput
          label={words.hamlet}
          maxLength={300}
          autoComplete="off"
          value={value.hamlet}
          onChange={(event) => onChange({ ...value, hamlet: event.currentTarget.value })}
        />
      </Group>
      <Group align="start">
        <TextInput
          label="RT"
          w={80}
          inputMode="numeric"
          value={value.rt}
          onChange={(event) => onChange({ ...value, rt: digits(event.currentTarget.value) })}
        />
        <TextInput
          label="RW"
          w={80}
          inputMode="numeric"
          value={value.rw}
          onChange={(event) => onChange({ ...value, rw: digits(event.currentTarget.value) })}
        />
      </Group>
    </Stack>
  )
}

/** Where somebody moves to: an address inside the district, or a place outside. */
export const useDestination = () => {
  const [where, setWhere] = useState<'inside' | 'outside'>('inside')
  const [home, setHome] = useState(blankHome)
  const [place, setPlace] = useState('')
  const inside = readyHome(home)
  const to =
    where === 'inside'
      ? inside === null
        ? null
        : { where, ...inside }
      : place.trim() === ''
        ? null
        : { where, place: place.trim() }
  return { where, setWhere, home, setHome, place, setPlace, to }
}

/** Fields of `useDestination`. */
export const DestinationFields = ({ of }: { of: ReturnType<typeof useDestination> }) => (
  <Stack gap="xs">
    <div>
      <Text size="sm" fw={500} mb={4}>
        {words.where}
      </Text>
      <SegmentedControl
        aria-label={words.where}
        value={of.where}
        onChange={(value) => of.setWhere(value === 'outside' ? 'outside' : 'inside')}
        data={[
          { value: 'inside', label: words.inside },
          { value: 'outside', label: words.outside },
        ]}
      />
    </div>
    {of.where === 'inside' ? (
      <HomeFields value={of.home} onChange={of.setHome} />
    ) : (
      <TextInput
        label={words.place}
        description={words.placeHint}
        withAsterisk
        maxLength={300}
        autoComplete="off"
        value={of.place}
        onChange={(event) => of.setPlace(event.currentTarget.value)}
      />
    )}
  </Stack>
)
