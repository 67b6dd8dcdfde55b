import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Decision, ImportPackage, ImportRow } from '../../../shared/contract/imports.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { Loading } from '../../components/loading.tsx'
import { number } from '../../lib/format.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { toast } from '../../lib/toast.ts'
import { importTexts } from '../../texts/imports.ts'
import styles from './imports.module.css'

const words = importTexts.doubt

/** A doubtful row beside the people it may be about, with what can be decided. */
export const DoubtDialog = (props: { pack: ImportPackage; row: ImportRow; onClose(): void }) => {
  const { pack, row } = props
  const found = useCall('imports.doubt', { id: pack.id, rowId: row.id })
  const decide = useCommand('imports.decide')
  const decideAlike = useCommand('imports.decideAlike')
  const [person, setPerson] = useState(0)
  const busy = decide.isPending || decideAlike.isPending
  const doubt = found.data
  const chosen = doubt?.candidates[Math.min(person, (doubt?.candidates.length ?? 1) - 1)]
  const one = (decision: Decision | null): void =>
    decide.mutate(
      { id: pack.id, rowId: row.id, decision, personId: decision === 'same' ? (chosen?.personId ?? null) : null },
      { onSuccess: props.onClose, onError: toast.error },
    )
  const alike = (decision: Decision): void =>
    decideAlike.mutate(
      { id: pack.id, alike: doubt?.alike ?? '', decision },
      {
        onSuccess: ({ decided, left }) => {
          toast.done(words.decided(number(decided), number(left)))
          props.onClose()
        },
        onError: toast.error,
      },
    )
  return (
    <Modal opened onClose={props.onClose} size="xl" title={words.title(row.sheet, row.row, row.name)}>
      {found.error ? <ErrorBox error={found.error} onRetry={() => void found.refetch()} /> : null}
      {doubt === undefined ? (
        <Loading />
      ) : (
        <Stack gap="sm">
          <Text size="sm">{doubt.why.join(' · ')}</Text>
          {doubt.candidates.length < 2 ? null : (
            <Group gap="xs">
              {doubt.candidates.map((candidate, index) => (
                <Button
                  key={candidate.personId}
                  size="compact-sm"
                  variant={index === person ? 'filled' : 'default'}
                  onClick={() => setPerson(index)}
                >
                  {words.candidate(index + 1)}
                </Button>
              ))}
            </Group>
          )}
          {chosen === undefined ? null : (
            <table className={styles.list} aria-label={words.sides}>
              <thead>
                <tr>
                  <th scope="col">{importTexts.field}</th>
                  <th scope="col">{words.file}</th>
                  <th scope="col">{words.register}</th>
                </tr>
              </thead>
              <tbody>
                {chosen.fields.map((field) => (
                  <tr
                    key={field.field}
                    className={field.agrees || field.file === '' || field.register === '' ? undefined : styles.differs}
                  >
                    <td>{field.label}</td>
                    <td>{field.file || '–'}</td>
                    <td>{field.register || '–'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          {row.decision === null ? null : <Text size="sm">{words.now(words.decisions[row.decision])}</Text>}
          <Group gap="xs">
            {doubt.possible.map((decision) => (
              <Button
                key={decision}
                variant={decision === 'same' ? 'filled' : 'default'}
                disabled={busy || row.decision === decision}
                onClick={() => one(decision)}
              >
                {words.decisions[decision]}
              </Button>
            ))}
            {row.decision === null ? null : (
              <Button variant="subtle" disabled={busy} onClick={() => one(null)}>
                {words.undecide}
              </Button>
            )}
          </Group>
          {doubt.alikeCount < 2 || row.decision !== null ? null : (
            <Stack gap={4}>
              <Text size="sm">{words.alike(number(doubt.alikeCount))}</Text>
              <Group gap="xs">
                {doubt.possible.map((decision) => (
                  <Button key={decision} size="compact-sm" variant="default" disabled={busy} onClick={() => alike(decision)}>
                    {words.alikeDecisions[decision](number(doubt.alikeCount))}
                  </Button>
                ))}
              </Group>
            </Stack>
          )}
        </Stack>
      )}
    </Modal>
  )
}
