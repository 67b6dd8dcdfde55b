import { Combobox, Loader, Text, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { type ReactNode, type Ref, useState } from 'react'
import type { PersonHit } from '../../shared/contract/people.ts'
import { shortDate } from '../lib/format.ts'
import { useCall } from '../lib/query.ts'
import { ErrorBox } from './error-box.tsx'
import styles from './person-picker.module.css'

/** Why a person was found, where the name alone does not tell. */
const matchWords: Record<PersonHit['matched'], string> = { nik: 'NIK cocok', kk: 'No. KK cocok', 'name-start': '', name: '' }

/** One found person in two lines: name; NIK, birth day, village. */
export const PersonLine = (props: { person: PersonHit }) => (
  <div className={styles.line}>
    <Text size="sm" fw={600} truncate>
      {props.person.name}
    </Text>
    <Text size="xs" c="dimmed" truncate className="numeric">
      {[
        props.person.nikMasked === '' ? 'tanpa NIK' : props.person.nikMasked,
        shortDate(props.person.birthDate),
        props.person.village,
        matchWords[props.person.matched],
      ]
        .filter((part) => part !== '')
        .join(' · ')}
    </Text>
  </div>
)

/**
 * Search box for one person: name, NIK or KK, results while typing, ↑ ↓ Enter.
 * `onPick` gets the chosen person; the box empties after that unless `keepText`.
 * `notFound` is shown below when nothing fits (e.g. a button to register somebody without a NIK).
 */
export const PersonPicker = (props: {
  onPick(person: PersonHit): void
  label: string
  hideLabel?: boolean
  placeholder?: string
  size?: 'sm' | 'md' | 'lg'
  autoFocus?: boolean
  keepText?: boolean
  notFound?: (typed: string, clear: () => void) => ReactNode
  onTyped?(text: string): void
  inputRef?: Ref<HTMLInputElement>
  rightSection?: ReactNode
}) => {
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text.trim(), 150)
  const enabled = asked.length >= 2
  const found = useCall('people.search', { text: asked, limit: 20 }, { enabled, keep: true, staleTime: 10_000 })
  const box = useCombobox({ onDropdownClose: () => box.resetSelectedOption() })
  const items = enabled ? (found.data?.items ?? []) : []
  const pick = (id: string): void => {
    const person = items.find((candidate) => String(candidate.id) === id)
    if (person === undefined) return
    setText(props.keepText === true ? person.name : '')
    box.closeDropdown()
    props.onPick(person)
  }
  return (
    <Combobox
      store={box}
      onOptionSubmit={pick}
      shadow="md"
      position="bottom-start"
      width="target"
      middlewares={{ flip: false }}
      withinPortal={false}
    >
      <Combobox.Target withExpandedAttribute>
        <TextInput
          ref={props.inputRef}
          size={props.size ?? 'sm'}
          label={props.hideLabel === true ? undefined : props.label}
          aria-label={props.hideLabel === true ? props.label : undefined}
          placeholder={props.placeholder ?? 'Cari nama, NIK, KK …'}
          leftSection={<IconSearch size={18} aria-hidden />}
          rightSection={found.isFetching ? <Loader size="xs" /> : props.rightSection}
          rightSectionWidth={props.rightSection === undefined ? undefined : 68}
          role="combobox"
          autoComplete="off"
          spellCheck={false}
          autoFocus={props.autoFocus}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
            props.onTyped?.(event.currentTarget.value)
            box.openDropdown()
            box.updateSelectedOptionIndex()
          }}
          onFocus={() => (text === '' ? undefined : box.openDropdown())}
          onBlur={() => box.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={!enabled || (found.data === undefined && found.error === null)}>
        {found.error === null ? null : <ErrorBox error={found.error} />}
        <Combobox.Options mah={420} style={{ overflowY: 'auto' }} aria-label="Hasil pencarian">
          {items.map((person) => (
            <Combobox.Option key={person.id} value={String(person.id)}>
              <PersonLine person={person} />
            </Combobox.Option>
          ))}
          {items.length === 0 ? (
            <Combobox.Empty>Tidak ditemukan. Coba sebagian nama saja, atau nomor NIK/KK.</Combobox.Empty>
          ) : null}
        </Combobox.Options>
        {items.length === 0 && props.notFound !== undefined ? (
          <Combobox.Footer>{props.notFound(asked, () => setText(''))}</Combobox.Footer>
        ) : found.data?.more === true ? (
          <Combobox.Footer>
            <Text size="xs" c="dimmed">
              Masih ada yang lain; tambahkan huruf atau angka supaya lebih tepat.
            </Text>
          </Combobox.Footer>
        ) : null}
      </Combobox.Dropdown>
    </Combobox>
  )
}
