import { Button, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { CaseDetail } from '../../../shared/contract/cases.ts'
import { closedStates } from '../../../shared/domain/need-states.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { needTone, StatusBadge } from '../../components/status-badge.tsx'
import { useCommand } from '../../lib/query.ts'
import { toast } from '../../lib/toast.ts'
import { caseTexts } from '../../texts/cases.ts'
import styles from './cases.module.css'

const words = caseTexts.close

/**
 * A case closes by itself with its last need; who looks for a way to close it by hand is told which needs stand against it
 * and what is to be done with each.
 */
export const CloseCaseButton = ({ detail }: { detail: CaseDetail }) => {
  const close = useCommand('cases.close')
  const [refused, setRefused] = useState(false)
  const standing = detail.needs.filter(({ state }) => !closedStates.has(state))
  return (
    <>
      <Button
        variant="default"
        loading={close.isPending}
        onClick={() =>
          close.mutate({ id: detail.id }, { onSuccess: () => toast.done(words.done), onError: () => setRefused(true) })
        }
      >
        {words.action}
      </Button>
      <Modal opened={refused} onClose={() => setRefused(false)} title={words.title} size="lg">
        <Stack gap="sm">
          <ErrorBox error={close.error} />
          {standing.length === 0 ? null : (
            <>
              <Text size="sm" fw={600}>
                {words.standing(standing.length)}
              </Text>
              <ul className={styles.standing}>
                {standing.map((need) => (
                  <li key={need.id}>
                    <Text size="sm" fw={600} span>
                      {need.programmeName}
                    </Text>{' '}
                    <StatusBadge tone={needTone[need.state]}>{need.stateLabel}</StatusBadge>
                    <Text size="sm" c="dimmed">
                      {need.guide}
                    </Text>
                  </li>
                ))}
              </ul>
            </>
          )}
          <Button variant="default" ml="auto" onClick={() => setRefused(false)}>
            {words.back}
          </Button>
        </Stack>
      </Modal>
    </>
  )
}
