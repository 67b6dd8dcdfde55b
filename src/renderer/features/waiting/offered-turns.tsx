import { Button, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { WaitingRow } from '../../../shared/contract/waiting.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { useCall, useCommand } from '../../lib/query.ts'
import { useMay, useSession } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { waitingTexts } from '../../texts/waiting.ts'
import { PassDialog } from './pass-dialog.tsx'
import styles from './waiting.module.css'

const words = waitingTexts.turns

/** Families whose turn it is: one click when they have it, another when they cannot take it now. */
export const OfferedTurns = (props: { programmeKey: string | null }) => {
  const navigate = useNavigate()
  const may = useMay()
  const { session } = useSession()
  const [passing, setPassing] = useState<WaitingRow | null>(null)
  const offered = useCall('waiting.list', { programmeKey: props.programmeKey, state: 'offered', limit: 50 })
  const take = useCommand('waiting.take')
  const rows = offered.data?.items ?? []
  if (rows.length === 0) return <ErrorBox error={offered.error} onRetry={() => void offered.refetch()} />
  return (
    <section className={styles.turns} aria-label={words.title}>
      <Text size="sm" fw={600}>
        {words.title}. {words.hint}
      </Text>
      {rows.map((row) => (
        <div key={row.id} className={styles.turn}>
          <div>
            <Text size="sm">
              <strong>{row.name}</strong>
              {[props.programmeKey === null ? row.programmeName : '', row.village]
                .filter((part) => part !== '')
                .map((part) => ` · ${part}`)}
            </Text>
            <Text size="xs">{words.because(row.placeReason)}</Text>
          </div>
          {may('cases.handle') || may('cases.review') ? (
            <Button
              size="compact-sm"
              aria-label={words.takenOf(row.name)}
              loading={take.isPending && take.variables.id === row.id}
              onClick={() =>
                take.mutate(
                  { id: row.id, version: row.version, note: words.takenNote(row.placeReason) },
                  { onSuccess: () => toast.done(words.takenDone(row.name)) },
                )
              }
            >
              {words.taken}
            </Button>
          ) : null}
          {may('cases.handle') && session.areas.length === 0 ? (
            <Button size="compact-sm" variant="default" aria-label={words.passOf(row.name)} onClick={() => setPassing(row)}>
              {words.pass}
            </Button>
          ) : null}
          <Button
            size="compact-sm"
            variant="default"
            aria-label={words.caseOf(row.name)}
            onClick={() => void navigate({ to: '/kasus/$id', params: { id: String(row.caseId) } })}
          >
            {words.case}
          </Button>
        </div>
      ))}
      <ErrorBox error={take.error} />
      <PassDialog entry={passing} onClose={() => setPassing(null)} />
    </section>
  )
}
