import { Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Programme } from '../../../shared/contract/programmes.ts'
import type { Register } from '../../../shared/domain/need-states.ts'
import { ValueList } from '../../components/value-list.tsx'
import { longDate } from '../../lib/format.ts'
import { useServiceLimit } from '../../lib/service-limit.ts'
import { useSession } from '../../lib/session.ts'
import { levelLabels } from '../../texts/cases.ts'
import { counterTexts as words } from '../../texts/counter.ts'
import styles from './counter.module.css'
import { type ChosenNeed, missingPapers } from './counter-form.ts'

/** Right column: who handles it, by when, at which level; the one button. */
export const ResultSide = (props: {
  needs: readonly ChosenNeed[]
  programmes: readonly Programme[]
  missing: readonly string[]
  register: Register
  children: ReactNode
}) => {
  const { session } = useSession()
  const due = useServiceLimit()
  return (
    <section className={`card ${styles.result}`} aria-labelledby="loket-hasil">
      <Title order={2} id="loket-hasil" mb="xs">
        {words.steps.result}
      </Title>
      <Stack gap="sm">
        {props.needs.length === 0 ? (
          <Text size="sm" c="dimmed">
            {words.resultEmpty}
          </Text>
        ) : (
          <>
            {props.needs.map((need) => {
              const programme = props.programmes.find(({ key }) => key === need.programmeKey)
              if (programme === undefined) return null
              const days = programme.lanes.find(({ key }) => key === need.lane)?.serviceDays ?? programme.serviceDays
              const lack = missingPapers(need, programme).length
              return (
                <div key={need.programmeKey} className={styles.outcome}>
                  <Title order={3}>{programme.name}</Title>
                  <ValueList
                    items={[
                      {
                        label: words.due,
                        value:
                          need.dueDate == null
                            ? due({ serviceDays: days, serviceDaysIn: programme.serviceDaysIn })
                            : longDate(need.dueDate),
                      },
                      { label: words.level, value: levelLabels[need.level ?? programme.level] },
                      ...(programme.requirements.length === 0
                        ? []
                        : [
                            {
                              label: words.papersState,
                              value:
                                need.papers.length === 0
                                  ? words.papersUnchecked
                                  : lack === 0
                                    ? words.papersComplete
                                    : words.papersLack(lack),
                            },
                          ]),
                    ]}
                  />
                </div>
              )
            })}
            <ValueList
              items={[
                { label: words.handled, value: session.displayName },
                { label: words.next, value: props.register === 'keluhan' ? words.nextField : words.nextText },
              ]}
            />
          </>
        )}
        {props.missing.length === 0 ? null : (
          <div aria-live="polite">
            <Text size="sm" fw={600}>
              {words.missing.title}
            </Text>
            <ul className={styles.missing}>
              {props.missing.map((part) => (
                <li key={part}>{part}</li>
              ))}
            </ul>
          </div>
        )}
        {props.children}
      </Stack>
    </section>
  )
}
