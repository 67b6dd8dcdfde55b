import { Accordion, Text, Title } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { OutputOf } from '../../../shared/contract/index.ts'
import type { AppError } from '../../../shared/domain/errors.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { Loading } from '../../components/loading.tsx'
import { StatusBadge } from '../../components/status-badge.tsx'
import { number } from '../../lib/format.ts'
import { submissionTexts } from '../../texts/submissions.ts'
import styles from './submissions.module.css'

const words = submissionTexts.check
const rungs = ['block', 'error', 'warning'] as const

/** What would be refused and why, rung by rung, before anything leaves the office. */
export const CheckLadder = ({ check }: { check: UseQueryResult<OutputOf<'submissions.check'>, AppError> }) => (
  <section className="card" aria-labelledby="pemeriksaan">
    <Title order={2} id="pemeriksaan" mb={4}>
      {words.title}
    </Title>
    {check.error !== null ? (
      <ErrorBox error={check.error} onRetry={() => void check.refetch()} />
    ) : check.data === undefined ? (
      <Loading />
    ) : check.data.items === 0 ? (
      <Text size="sm" c="dimmed">
        {words.none}
      </Text>
    ) : (
      <>
        <Text size="sm" mb={4} aria-live="polite">
          {words.ready(number(check.data.ready), number(check.data.items))}
        </Text>
        <Accordion
          multiple
          variant="default"
          transitionDuration={80}
          defaultValue={rungs.filter((rung) => check.data.findings.some((finding) => finding.severity === rung))}
          order={3}
          classNames={{ control: styles.rung, content: styles.rungContent }}
        >
          {rungs.map((rung) => {
            const found = check.data.findings.filter((finding) => finding.severity === rung)
            return (
              <Accordion.Item key={rung} value={rung}>
                <Accordion.Control>
                  <StatusBadge tone={found.length === 0 ? 'ok' : rung === 'warning' ? 'warning' : 'danger'}>
                    {`${words.rungs[rung]}: ${found.length === 0 ? words.clean : words.kinds(found.length)}`}
                  </StatusBadge>
                </Accordion.Control>
                <Accordion.Panel>
                  {found.length === 0 ? (
                    <Text size="sm" c="dimmed">
                      {words.clean}
                    </Text>
                  ) : (
                    <ul className={styles.findings}>
                      {found.map((finding) => (
                        <li key={`${finding.code} ${finding.message}`}>
                          <strong>{words.people(number(finding.people))}</strong>: {finding.message} {finding.fix}
                        </li>
                      ))}
                    </ul>
                  )}
                </Accordion.Panel>
              </Accordion.Item>
            )
          })}
        </Accordion>
      </>
    )}
  </section>
)
