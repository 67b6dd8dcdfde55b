import { Button, Group, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { WaitingProgramme } from '../../../shared/contract/waiting.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { number } from '../../lib/format.ts'
import { useCommand } from '../../lib/query.ts'
import { useMay, useSession } from '../../lib/session.ts'
import { waitingTexts } from '../../texts/waiting.ts'
import { FreePlaceDialog, tellProposed } from './free-place-dialog.tsx'
import styles from './waiting.module.css'

const words = waitingTexts.figures

/** Quota and places of one programme, and the button for a place that became free. */
export const ProgrammeHead = ({ programme }: { programme: WaitingProgramme | null }) => {
  const may = useMay()
  const { session } = useSession()
  const propose = useCommand('waiting.propose')
  const [freeing, setFreeing] = useState(false)
  if (programme === null)
    return (
      <Text size="sm" c="dimmed" mb={8}>
        {waitingTexts.choose}
      </Text>
    )
  const { quota, placed, freePlaces, openPlaces } = programme
  const canPropose = openPlaces > 0 && programme.waiting > 0
  const noQuota = may('definitions.write') ? (
    <Link to="/pengaturan" search={{ tab: 'isian' }} title={words.fillQuota}>
      {words.noQuota}
    </Link>
  ) : (
    words.noQuota
  )
  const figures = [
    { label: words.waiting, value: number(programme.waiting) },
    { label: words.offered, value: number(programme.offered) },
    { label: words.placed, value: number(placed) },
    {
      label: words.quota,
      value: quota === null ? noQuota : words.quotaLeft(number(quota), number(Math.max(0, quota - placed))),
      hint: programme.quotaSource,
    },
    {
      label: words.free,
      value:
        freePlaces > openPlaces ? words.freeOffered(number(freePlaces), number(freePlaces - openPlaces)) : number(freePlaces),
    },
    ...(programme.owner === '' ? [] : [{ label: words.owner, value: programme.owner }]),
  ]
  return (
    <>
      <Group justify="space-between" align="start" wrap="nowrap">
        <dl className={styles.figures}>
          {figures.map((one) => (
            <div key={one.label} title={one.hint}>
              <dt>{one.label}</dt>
              <dd>{one.value}</dd>
            </div>
          ))}
        </dl>
        {may('cases.handle') && session.areas.length > 0 ? (
          <Text size="sm" c="dimmed">
            {waitingTexts.wholeOffice}
          </Text>
        ) : may('cases.handle') ? (
          <Group gap="xs" wrap="nowrap">
            {canPropose ? (
              <Button
                loading={propose.isPending}
                onClick={() =>
                  propose.mutate({ programmeKey: programme.key }, { onSuccess: ({ proposed }) => tellProposed(proposed) })
                }
              >
                {waitingTexts.propose(number(openPlaces))}
              </Button>
            ) : null}
            <Button
              variant={canPropose ? 'default' : 'filled'}
              leftSection={<IconPlus size={18} aria-hidden />}
              onClick={() => setFreeing(true)}
            >
              {waitingTexts.free.action}
            </Button>
          </Group>
        ) : null}
      </Group>
      <ErrorBox error={propose.error} />
      <FreePlaceDialog programme={programme} opened={freeing} onClose={() => setFreeing(false)} />
    </>
  )
}
