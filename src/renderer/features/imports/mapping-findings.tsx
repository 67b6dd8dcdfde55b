import { Text } from '@mantine/core'
import type { MappingCheck } from '../../../shared/contract/mappings.ts'
import type { AppError } from '../../../shared/domain/errors.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { StatusBadge } from '../../components/status-badge.tsx'
import { number } from '../../lib/format.ts'
import { mappingTexts } from '../../texts/mappings.ts'
import styles from './mappings.module.css'

/** What is missing in the mapping, and how the first rows fared with it. */
export const MappingFindings = (props: { check: MappingCheck | null; error: AppError | null }) => {
  if (props.error !== null) return <ErrorBox error={props.error} />
  const { check } = props
  if (check === null) return null
  const whole = check.problems.filter(({ column }) => column === '')
  return (
    <section className={styles.findings} role="status">
      {check.missing.map(({ table, block, message, hint }) => (
        <Text key={`${table}${message}`} size="sm">
          <StatusBadge tone={block ? 'danger' : 'warning'}>{message}</StatusBadge> {hint}
        </Text>
      ))}
      {whole.map((problem) => (
        <Text key={`${problem.table}${problem.code}`} size="sm">
          <StatusBadge tone={problem.severity === 'warning' ? 'warning' : 'danger'}>
            {mappingTexts.inRows(number(problem.count), problem.sheet, problem.firstRow)}
          </StatusBadge>{' '}
          {problem.message}
        </Text>
      ))}
      <Text size="sm" c="dimmed">
        {check.refused === 0
          ? mappingTexts.checkedClean(number(check.rows))
          : mappingTexts.checked(number(check.rows), number(check.refused))}{' '}
        {mappingTexts.readHint}
      </Text>
    </section>
  )
}
