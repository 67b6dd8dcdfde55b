import { Table, Text } from '@mantine/core'
import type { Severity } from '../../shared/contract/common.ts'
import { number } from '../lib/format.ts'
import { fileProblemTexts as words } from '../texts/file-problems.ts'
import { StatusBadge } from './status-badge.tsx'

/** Something wrong in a file, placed as Excel shows it. */
export interface FileProblem {
  sheet: string
  row: number
  column: string
  /** What stands there; the column is left out where nobody says it. */
  value: string
  message: string
  /** Anything but `block` is only to be looked at; left out = the row cannot be taken. */
  severity?: Severity
}

/** Rows drawn at most: who has more mends the file and tries again. */
const most = 100

/** What is wrong in a file: where, what stands there, what to do. `total` counts problems that were not handed over. */
export const FileProblems = (props: { problems: readonly FileProblem[]; total?: number }) => {
  const { problems } = props
  const valued = problems.some(({ value }) => value !== '')
  const more = Math.max(props.total ?? 0, problems.length) - Math.min(problems.length, most)
  if (problems.length === 0) return null
  return (
    <div>
      <Table.ScrollContainer minWidth={600} mah={280}>
        <Table stickyHeader verticalSpacing={4} aria-label={words.title}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.place}</Table.Th>
              {valued ? <Table.Th>{words.value}</Table.Th> : null}
              <Table.Th>{words.problem}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {problems.slice(0, most).map((one) => (
              <Table.Tr key={`${one.sheet}/${one.row}/${one.column}/${one.message}`}>
                <Table.Td>{words.at(one.sheet, one.row, one.column)}</Table.Td>
                {valued ? <Table.Td className="numeric">{one.value}</Table.Td> : null}
                <Table.Td>
                  <StatusBadge tone={(one.severity ?? 'block') === 'block' ? 'danger' : 'warning'}>{one.message}</StatusBadge>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {more > 0 ? (
        <Text size="sm" mt={4}>
          {words.more(number(more))}
        </Text>
      ) : null}
    </div>
  )
}
