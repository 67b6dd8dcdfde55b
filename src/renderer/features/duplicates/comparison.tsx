import { Button, Group, Kbd, List, Text, Title } from '@mantine/core'
import { IconArrowDown, IconArrowsJoin2, IconArrowUp, type IconProps, IconUsers } from '@tabler/icons-react'
import { type ComponentType, useEffect, useRef, useState } from 'react'
import type { DuplicatePair, MergeField, PairSide } from '../../../shared/contract/duplicates.ts'
import { useConfirm } from '../../components/confirm.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { StatusBadge } from '../../components/status-badge.tsx'
import { number } from '../../lib/format.ts'
import { useCommand } from '../../lib/query.ts'
import { toast } from '../../lib/toast.ts'
import { duplicateTexts } from '../../texts/duplicates.ts'
import { ComparisonTable } from './comparison-table.tsx'
import styles from './duplicates.module.css'
import { type CompareRow, compareRows, otherSide, type Side, takenRows, usualSurvivor } from './merge-choice.ts'

const words = duplicateTexts

/** One pair: compare, choose, then one of two decisions. Mount it anew for every pair. */
export const Comparison = (props: {
  pair: DuplicatePair
  position: string
  /** After a decision the next pair takes the place; then the reader starts at its heading. */
  focusHeading: boolean
  onDecided(): void
  onPrevious: (() => void) | null
  onNext: (() => void) | null
}) => {
  const { pair } = props
  const ask = useConfirm()
  const merge = useCommand('duplicates.merge')
  const different = useCommand('duplicates.markDifferent')
  const [survivor, setSurvivor] = useState<Side>(() => usualSurvivor(pair))
  const [picked, setPicked] = useState<Partial<Record<MergeField, Side>>>({})
  const heading = useRef<HTMLHeadingElement>(null)
  const { focusHeading } = props
  useEffect(() => {
    if (focusHeading) heading.current?.focus()
  }, [focusHeading])

  const all = compareRows(pair)
  const rows = all.filter((row) => row.compared || row.choice)
  const alike = all.filter((row) => !rows.includes(row)).map((row) => row.label)
  const taken = takenRows(rows, survivor, picked)
  const busy = merge.isPending || different.isPending

  const join = async (): Promise<void> => {
    const [kept, gone] = [pair[survivor], pair[otherSide(survivor)]]
    const sure = await ask({
      title: words.merge.title,
      text: <MergeQuestion pair={pair} survivor={survivor} taken={taken} />,
      confirm: words.merge.confirm(movedWords(gone).join(', ')),
    })
    if (!sure) return
    merge.mutate(
      {
        survivorId: kept.id,
        survivorVersion: kept.version,
        absorbedId: gone.id,
        absorbedVersion: gone.version,
        take: taken.map(({ field }) => field),
      },
      {
        onSuccess: () => {
          toast.done(words.merge.done)
          props.onDecided()
        },
      },
    )
  }
  const part = (): void =>
    different.mutate(
      { personId: pair.a.id, otherId: pair.b.id },
      {
        onSuccess: () => {
          toast.done(words.different.done)
          props.onDecided()
        },
      },
    )
  return (
    <section className={styles.comparison} aria-labelledby="perbandingan">
      <Group justify="space-between" wrap="nowrap" gap="xs" px={12} py={8}>
        <Group gap="xs" wrap="nowrap" miw={0}>
          <Title order={2} id="perbandingan" ref={heading} tabIndex={-1} className={styles.heading}>
            {words.compare.heading(pair.a.name, pair.b.name)}
          </Title>
          <StatusBadge tone={pair.level === 'likely' ? 'warning' : 'neutral'}>{words.levels[pair.level]}</StatusBadge>
        </Group>
        <Text size="sm" c="dimmed" className={styles.position}>
          {props.position}
        </Text>
      </Group>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section className={styles.scroll} tabIndex={0} aria-label={words.compare.scroll}>
        <ComparisonTable
          pair={pair}
          rows={rows}
          survivor={survivor}
          onSurvivor={setSurvivor}
          picked={picked}
          onPick={(field, side) => setPicked({ ...picked, [field]: side })}
        />
        {alike.length === 0 ? null : (
          <Text size="sm" c="dimmed" px={12} py={8}>
            {words.compare.alike(alike.join(', '))}
          </Text>
        )}
      </section>
      <div className={styles.actions}>
        <ErrorBox error={merge.error ?? different.error} />
        <Group justify="space-between" gap="xs" wrap="nowrap">
          <Group gap="xs" wrap="nowrap">
            <Step word={words.queue.previous} icon={IconArrowUp} go={props.onPrevious} />
            <Step word={words.queue.next} icon={IconArrowDown} go={props.onNext} />
          </Group>
          <Group gap="xs" wrap="nowrap">
            <Button
              variant="default"
              leftSection={<IconUsers size={18} aria-hidden />}
              onClick={part}
              loading={different.isPending}
              disabled={busy}
            >
              {words.different.button}
            </Button>
            <Button
              leftSection={<IconArrowsJoin2 size={18} aria-hidden />}
              onClick={() => void join()}
              loading={merge.isPending}
              disabled={busy}
            >
              {words.merge.button}
            </Button>
          </Group>
        </Group>
      </div>
    </section>
  )
}

/** To the pair before or after, with its key. */
const Step = (props: { word: string; icon: ComponentType<IconProps>; go: (() => void) | null }) => (
  <Button
    variant="default"
    // The key is drawn, not written: the font has no arrows.
    rightSection={
      <Kbd size="xs" aria-hidden className={styles.key}>
        Alt <props.icon size={12} />
      </Kbd>
    }
    disabled={props.go === null}
    onClick={() => props.go?.()}
  >
    {props.word}
  </Button>
)

/** What hangs on the record that goes: "1 kasus", "2 surat". */
const movedWords = ({ cases, letters, submissions }: PairSide): string[] =>
  (
    [
      [cases, words.merge.cases],
      [letters, words.merge.letters],
      [submissions, words.merge.submissions],
    ] as const
  ).flatMap(([count, say]) => (count > 0 ? [say(number(count))] : []))

/** What happens to which record, before it happens. */
const MergeQuestion = (props: { pair: DuplicatePair; survivor: Side; taken: readonly CompareRow[] }) => {
  const { pair, survivor, taken } = props
  const [kept, gone] = [pair[survivor], pair[otherSide(survivor)]]
  const family = taken.some(({ field }) => field === 'family')
  const fields = taken.filter(({ field }) => field !== 'family').map(({ label }) => label)
  return (
    <>
      <Text size="sm">{words.merge.kept(kept.name, words.compare.number(kept.internalNumber, kept.nikMasked))}</Text>
      <Text size="sm" mt={8}>
        {words.merge.gone(gone.name, words.compare.number(gone.internalNumber, gone.nikMasked))}
      </Text>
      <Text size="sm" mt={8}>
        {words.merge.moves}
      </Text>
      <List size="sm" withPadding>
        {movedWords(gone).map((part) => (
          <List.Item key={part}>{part}</List.Item>
        ))}
        <List.Item>{family ? words.merge.familyTaken(gone.kkMasked) : words.merge.family}</List.Item>
      </List>
      <Text size="sm" mt={8}>
        {fields.length === 0 ? words.merge.nothingTaken : words.merge.taken(fields.join(', '))}
      </Text>
      <Text size="sm" mt={8}>
        {words.merge.undo}
      </Text>
    </>
  )
}
