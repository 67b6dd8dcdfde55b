import { Kbd, Loader, Text, TextInput } from '@mantine/core'
import { IconBolt } from '@tabler/icons-react'
import { type KeyboardEvent, type RefObject, useEffect } from 'react'
import type { LetterKind } from '../../../shared/contract/letters.ts'
import { PersonLine } from '../../components/person-picker.tsx'
import { searchBoxRef } from '../../lib/search-box.ts'
import { quickTexts as words } from '../../texts/quick-letters.ts'
import styles from './quick.module.css'
import { QuickFamily } from './quick-family.tsx'
import type { QuickDesk } from './use-quick-desk.ts'

const { keys } = words

/** Keys that do something now, with what they do. */
const hintsOf = (desk: QuickDesk): [string, string][] => {
  const { stage, step } = desk
  const failed: [string, string][] = desk.jobs.some(({ error }) => error !== null) ? [[keys.recall, words.recall]] : []
  const always: [string, string][] = [
    [keys.today, keys.toToday],
    [keys.print, keys.again],
  ]
  if (stage.at === 'person' && step !== null)
    return [
      [keys.enter, words.steps[step]],
      ...(step === 'reprint' ? ([[keys.anyway, words.anyway]] as [string, string][]) : []),
      ...(stage.person.members.length > 1 ? ([[keys.arrows, keys.subject]] as [string, string][]) : []),
      [keys.tab, keys.more],
      [keys.escape, keys.back],
    ]
  if (stage.at === 'nobody') return [[keys.enter, keys.register], [keys.escape, keys.back], ...failed]
  return [[keys.enter, keys.choose], [keys.arrows, keys.among], [keys.escape, keys.empty], ...failed, ...always]
}

const listId = 'cepat-daftar'
const lineId = (index: number): string => `cepat-baris-${index}`

/** The one line of Loket cepat, what was found below it, and the keys. */
export const QuickLine = (props: { desk: QuickDesk; kind: LetterKind | null; inputRef: RefObject<HTMLInputElement | null> }) => {
  const { desk, inputRef } = props
  const { stage } = desk
  const hits = stage.at === 'typing' ? (desk.hits?.items ?? []) : []
  const members = stage.at === 'person' ? stage.person.members : []
  const at = stage.at === 'person' ? stage.person.at : desk.index
  const listed = hits.length > 0 || members.length > 0
  // Whoever was found is done with the number: the next one typed takes its place.
  useEffect(() => {
    if ((stage.at === 'person' || stage.at === 'looking') && document.activeElement === inputRef.current)
      inputRef.current?.select()
  }, [stage.at, inputRef])
  useEffect(() => {
    document.getElementById(lineId(at))?.scrollIntoView({ block: 'nearest' })
  }, [at])
  const onKey = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing || event.altKey) return
    if (event.key === 'Enter') {
      event.preventDefault()
      // A key held down is one press.
      if (!event.repeat) desk.enter(event.ctrlKey)
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      desk.move(event.key === 'ArrowDown' ? 1 : -1)
    } else if (event.key === 'Escape') {
      event.preventDefault()
      desk.back()
      inputRef.current?.select()
    }
  }
  return (
    <>
      <TextInput
        ref={(element) => {
          inputRef.current = element
          searchBoxRef(element)
        }}
        size="lg"
        label={words.line}
        placeholder={words.placeholder}
        leftSection={<IconBolt size={22} aria-hidden />}
        rightSection={stage.at === 'looking' ? <Loader size="sm" aria-label={words.looking} /> : null}
        role="combobox"
        aria-expanded={listed}
        aria-controls={listed ? listId : undefined}
        aria-activedescendant={listed ? lineId(at) : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        autoFocus
        value={desk.text}
        onChange={(event) => desk.type(event.currentTarget.value)}
        onKeyDown={onKey}
        styles={{ input: { fontVariantNumeric: 'tabular-nums' } }}
      />
      <ul className={styles.hints} aria-label="Tombol">
        {hintsOf(desk).map(([key, what]) => (
          <li key={key}>
            <Kbd size="xs">{key}</Kbd> {what}
          </li>
        ))}
      </ul>
      {hits.length === 0 ? null : (
        <div className={styles.list} id={listId} role="listbox" aria-label={words.hits}>
          {hits.map((person, index) => (
            <div
              key={person.id}
              id={lineId(index)}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              className={styles.option}
              onMouseDown={(event) => {
                // The cursor stays in the line.
                event.preventDefault()
                desk.take(person.id)
              }}
            >
              <PersonLine person={person} />
            </div>
          ))}
        </div>
      )}
      {hits.length > 0 && desk.hits?.more === true ? (
        <Text size="xs" c="dimmed">
          {words.more}
        </Text>
      ) : null}
      {stage.at === 'person' ? (
        <QuickFamily
          person={stage.person}
          kind={props.kind}
          listId={listId}
          lineId={lineId}
          onPick={(index) => desk.move(index - at)}
        />
      ) : null}
    </>
  )
}
