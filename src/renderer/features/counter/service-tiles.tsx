import { Chip, Group, Text, TextInput, Tooltip } from '@mantine/core'
import { IconCircleCheckFilled, IconCirclePlus, IconSearch } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { Programme } from '../../../shared/contract/programmes.ts'
import { useSession } from '../../lib/session.ts'
import { levelLabels } from '../../texts/cases.ts'
import { counterTexts as words } from '../../texts/counter.ts'
import styles from './counter.module.css'
import { lastUsedProgrammes } from './counter-memory.ts'

const recent = 'terakhir'
/** Tall enough for a finger. */
const chipLook = { label: { height: 32, paddingInline: 12 } } as const

/** Services as tiles: those used last, or one sector, or what a typed word finds. Several can be chosen. */
export const ServiceTiles = (props: {
  programmes: readonly Programme[]
  chosen: readonly string[]
  onToggle(key: string): void
  /** Whether the next thing typed is a service: somebody stands at the counter. */
  focus: boolean
}) => {
  const { session } = useSession()
  const used = useMemo(
    () => lastUsedProgrammes(session.userId).flatMap((key) => props.programmes.find((programme) => programme.key === key) ?? []),
    [session.userId, props.programmes],
  )
  const sectors = useMemo(
    () => [...new Map(props.programmes.map((programme) => [programme.sector, programme.sectorLabel]))],
    [props.programmes],
  )
  const [sector, setSector] = useState(used.length > 0 ? recent : (sectors[0]?.[0] ?? ''))
  const [typed, setTyped] = useState('')
  const parts = typed.trim().toLowerCase().split(/\s+/).filter(Boolean)
  const has = (text: string): boolean => parts.every((word) => text.toLowerCase().includes(word))
  const shown =
    parts.length > 0
      ? props.programmes
          .filter((programme) => has(`${programme.name} ${programme.description} ${programme.sectorLabel}`))
          // Those that carry the words in their name stand before those that only describe them so.
          .toSorted((one, other) => Number(has(other.name)) - Number(has(one.name)))
      : sector === recent
        ? used
        : props.programmes.filter((programme) => programme.sector === sector)
  return (
    <div>
      <TextInput
        label={words.filter}
        placeholder={words.filterHint}
        autoFocus={props.focus}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          // Enter in a search must not send the whole form.
          event.preventDefault()
          if (shown.length === 1 && shown[0] !== undefined) props.onToggle(shown[0].key)
        }}
        autoComplete="off"
        mb="xs"
      />
      <Chip.Group
        value={parts.length > 0 ? '' : sector}
        onChange={(value) => {
          setTyped('')
          setSector(value as string)
        }}
      >
        <Group gap={6} mb="xs" role="radiogroup" aria-label="Sektor">
          {used.length > 0 ? (
            <Chip size="sm" styles={chipLook} value={recent} variant="outline">
              {words.lastUsed}
            </Chip>
          ) : null}
          {sectors.map(([key, label]) => (
            <Chip key={key} size="sm" styles={chipLook} value={key} variant="outline">
              {label}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      {shown.length === 0 ? (
        <Text size="sm" c="dimmed">
          {words.nothing}
        </Text>
      ) : (
        <div className={styles.tiles}>
          {shown.map((programme) => {
            const on = props.chosen.includes(programme.key)
            const Icon = on ? IconCircleCheckFilled : IconCirclePlus
            return (
              <Tooltip key={programme.key} label={programme.description} disabled={programme.description === ''}>
                <button type="button" className={styles.tile} aria-pressed={on} onClick={() => props.onToggle(programme.key)}>
                  <Icon size={18} aria-hidden />
                  <span>
                    <span className={styles.tileName}>{programme.name}</span>
                    <span className={styles.tileNote}>{levelLabels[programme.level]}</span>
                  </span>
                </button>
              </Tooltip>
            )
          })}
        </div>
      )}
    </div>
  )
}
