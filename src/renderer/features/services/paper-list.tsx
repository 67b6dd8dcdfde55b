import { Button, Group, SegmentedControl, Text, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { NeedPaper } from '../../../shared/contract/services.ts'
import { type PaperState, paperStateLabels, paperStates, paperText } from '../../../shared/domain/papers.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { Loading } from '../../components/loading.tsx'
import { instantText } from '../../lib/format.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { paperTexts as words } from '../../texts/services.ts'
import styles from './services.module.css'

/** The papers of one need: there, missing, not needed; each mark is kept at once, with who made it and when. */
export const PaperList = (props: { needId: number; onLacking?(lacking: readonly string[]): void }) => {
  const found = useCall('services.need', { needId: props.needId })
  const tick = useCommand('services.tickPapers')
  const may = useMay()
  const { onLacking } = props
  const lacking = found.data?.lacking
  useEffect(() => {
    if (lacking !== undefined) onLacking?.(lacking)
  }, [lacking, onLacking])
  if (found.error !== null) return <ErrorBox error={found.error} onRetry={() => void found.refetch()} />
  if (found.data === undefined) return <Loading />
  const { papers } = found.data
  if (papers.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {words.none}
      </Text>
    )
  const writable = may('cases.write')
  const open = papers.filter(({ state, required }) => state === null && required === 'always')
  const mark = (marks: { key: string; state: PaperState; note?: string }[]): void =>
    tick.mutate({ needId: props.needId, papers: marks })
  return (
    <section aria-label={words.title}>
      <Group justify="space-between" wrap="nowrap" mb={4}>
        <Text size="sm" fw={600} c={found.data.lacking.length === 0 ? undefined : 'var(--tone-warning-text)'}>
          {found.data.lacking.length === 0 ? words.complete : words.lacking(found.data.lacking.join(', '))}
        </Text>
        {writable && open.length > 0 ? (
          <Button
            size="compact-sm"
            variant="default"
            flex="none"
            loading={tick.isPending}
            onClick={() => mark(open.map(({ key }) => ({ key, state: 'have' })))}
          >
            {words.allHave}
          </Button>
        ) : null}
      </Group>
      <div className={styles.papers}>
        {papers.map((paper) => (
          <PaperRow
            key={paper.key}
            paper={paper}
            writable={writable}
            onMark={(state, note) => mark([{ key: paper.key, state, note }])}
          />
        ))}
      </div>
      <ErrorBox error={tick.error} />
    </section>
  )
}

const PaperRow = (props: { paper: NeedPaper; writable: boolean; onMark(state: PaperState, note: string): void }) => {
  const { paper } = props
  const { timeZone } = useOfficeTime()
  const [why, setWhy] = useState<string | null>(null)
  return (
    <div className={styles.paper}>
      <div>
        <Text size="sm">{paperText(paper)}</Text>
        {paper.hint === '' ? null : (
          <Text size="xs" c="dimmed">
            {paper.hint}
          </Text>
        )}
        {paper.at === null ? null : (
          <Text size="xs" c="dimmed">
            {[paper.note, words.by(paper.by, instantText(paper.at, timeZone))].filter((part) => part !== '').join(' – ')}
          </Text>
        )}
      </div>
      <SegmentedControl
        size="xs"
        aria-label={words.of(paper.label)}
        value={why === null ? (paper.state ?? '') : 'not-needed'}
        disabled={!props.writable}
        onChange={(value) => {
          const state = value as PaperState
          // A paper that is always asked for is only waived with a reason.
          if (state === 'not-needed' && paper.required === 'always') setWhy('')
          else {
            setWhy(null)
            props.onMark(state, '')
          }
        }}
        data={paperStates.map((value) => ({ value, label: paperStateLabels[value] }))}
      />
      {why === null ? null : (
        <Group className={styles.why} gap="xs" align="flex-end" wrap="nowrap">
          <TextInput
            style={{ flex: 1 }}
            label={words.why}
            aria-label={words.whyOf(paper.label)}
            description={words.whyHint}
            value={why}
            maxLength={300}
            autoFocus
            onChange={(event) => setWhy(event.currentTarget.value)}
          />
          <Button
            variant="default"
            disabled={why.trim() === ''}
            onClick={() => {
              props.onMark('not-needed', why.trim())
              setWhy(null)
            }}
          >
            {words.saveWhy}
          </Button>
        </Group>
      )}
    </div>
  )
}
