import { Button, Combobox, Loader, Text, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { type ReactNode, type Ref, useEffect, useState } from 'react'
import type { PersonHit } from '../../shared/contract/people.ts'
import { shortDate } from '../lib/format.ts'
import { useCall } from '../lib/query.ts'
import { peopleTexts } from '../texts/people.ts'
import { ErrorBox } from './error-box.tsx'
import { MarkedName, MatchReasons } from './match-reasons.tsx'
import styles from './person-picker.module.css'

const words = peopleTexts.search

/** One found person in two lines: name; NIK, birth day, village; and a third one where more than the name fits. */
export const PersonLine = (props: { person: PersonHit }) => (
  <div className={styles.line}>
    <Text size="sm" fw={600} truncate>
      <MarkedName person={props.person} />
    </Text>
    <Text size="xs" c="dimmed" truncate className="numeric">
      {[
        props.person.nikMasked === '' ? 'tanpa NIK' : props.person.nikMasked,
        shortDate(props.person.birthDate),
        props.person.village,
      ]
        .filter((part) => part !== '')
        .join(' · ')}
    </Text>
    {props.person.reasons.some(({ field }) => field !== 'name') ? (
      <Text size="xs" truncate>
        <MatchReasons person={props.person} />
      </Text>
    ) : null}
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
  const note = found.data?.note ?? null
  // Mantine goes on naming the line that was last chosen, also when a new search has taken it away.
  useEffect(() => {
    const named = box.targetRef.current?.getAttribute('aria-activedescendant') ?? null
    if (named !== null && document.getElementById(named) === null) box.targetRef.current?.removeAttribute('aria-activedescendant')
  })
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
          placeholder={props.placeholder ?? words.hint}
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
        {note === 'partial' ? (
          <Combobox.Header>
            <Text size="xs">{words.partial}</Text>
          </Combobox.Header>
        ) : null}
        <Combobox.Options mah={420} style={{ overflowY: 'auto' }} aria-label="Hasil pencarian">
          {items.map((person) => (
            <Combobox.Option key={person.id} value={String(person.id)} className={styles.option}>
              <PersonLine person={person} />
            </Combobox.Option>
          ))}
          {items.length === 0 && found.error === null ? (
            // An empty list box is no list box: what is said instead stands in it as its only line.
            <Combobox.Empty role="option" aria-disabled aria-selected={false}>
              {note === 'full-number'
                ? words.fullNumber
                : /^\d{1,3}$/.test(asked)
                  ? words.fewDigits
                  : `${words.nobody} ${words.nobodyHint}`}
            </Combobox.Empty>
          ) : null}
        </Combobox.Options>
        {items.length === 0 && props.notFound !== undefined ? (
          <Combobox.Footer className={styles.notFound}>
            {/^[a-z .'-]{3,}$/i.test(asked) && !/\bibu\b/i.test(asked) ? (
              <Button
                size="compact-md"
                variant="default"
                leftSection={<IconSearch size={18} aria-hidden />}
                // The list closes when the box loses the cursor; the click would be lost with it.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => setText(`ibu ${asked}`)}
              >
                {words.byMother(asked)}
              </Button>
            ) : null}
            {props.notFound(asked, () => setText(''))}
          </Combobox.Footer>
        ) : found.data?.more === true ? (
          <Combobox.Footer>
            <Text size="xs" c="dimmed">
              {words.more}
            </Text>
          </Combobox.Footer>
        ) : null}
      </Combobox.Dropdown>
    </Combobox>
  )
}
