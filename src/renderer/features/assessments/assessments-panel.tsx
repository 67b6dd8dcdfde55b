import { Button, Group, Menu, Stack, Table, Text } from '@mantine/core'
import { IconClipboardList, IconPrinter } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { ErrorBox } from '../../components/error-box.tsx'
import { JobProgress } from '../../components/job-progress.tsx'
import { StatusBadge } from '../../components/status-badge.tsx'
import { downloadFile } from '../../lib/files.ts'
import { shortDate } from '../../lib/format.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { useJob } from '../../lib/use-job.ts'
import { assessmentTexts } from '../../texts/assessments.ts'
import { stateTone } from './assessment-state.ts'

const words = assessmentTexts

/** Answer sets of a case, a person or a family, and how to begin one about a person. */
export const AssessmentsPanel = (props: {
  filter: { caseId: number } | { personId: number } | { familyId: number }
  /** About whom a new one is begun; null = not from here. */
  personId: number | null
}) => {
  const may = useMay()
  const navigate = useNavigate()
  const list = useCall('assessments.list', { ...props.filter, limit: 50 })
  const forms = useCall('assessments.forms', {})
  const create = useCommand('assessments.create')
  const print = useJob('assessments.print')
  const { personId } = props
  const begin = (questionnaire: string): void => {
    if (personId === null) return
    create.mutate(
      { questionnaire, personId, ...('caseId' in props.filter ? props.filter : {}) },
      { onSuccess: ({ id }) => void navigate({ to: '/isian/$id', params: { id: String(id) } }) },
    )
  }
  const paper = async (questionnaire: string): Promise<void> => {
    if (personId === null) return
    const result = await print.start({ target: { of: 'person', questionnaire, personId } })
    if (result !== null) downloadFile(result.file)
  }
  const rows = list.data?.items ?? []
  return (
    <Stack gap="xs">
      <ErrorBox error={list.error ?? create.error} />
      <JobProgress job={print} label={words.panel.print} />
      {rows.length === 0 ? (
        <Text size="sm" c="dimmed">
          {words.panel.empty}
        </Text>
      ) : (
        <Table verticalSpacing={4}>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.id}>
                <Table.Td>
                  <Link to="/isian/$id" params={{ id: String(row.id) }}>
                    {row.name}
                  </Link>
                  {'familyId' in props.filter ? (
                    <Text size="xs" c="dimmed">
                      {row.person.name}
                    </Text>
                  ) : null}
                </Table.Td>
                <Table.Td>{shortDate(row.visitedOn)}</Table.Td>
                <Table.Td>
                  <StatusBadge tone={stateTone[row.state]}>{words.states[row.state]}</StatusBadge>
                </Table.Td>
                <Table.Td>{row.result === '' ? words.typing.progress(row.answered, row.asked) : row.result}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {personId === null || forms.data === undefined ? null : (
        <Group gap="xs">
          {may('cases.write') ? (
            <Menu>
              <Menu.Target>
                <Button variant="default" loading={create.isPending} leftSection={<IconClipboardList size={18} aria-hidden />}>
                  {words.panel.start}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {forms.data.map((form) => (
                  <Menu.Item key={form.key} onClick={() => begin(form.key)}>
                    {form.name}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          ) : null}
          <Menu>
            <Menu.Target>
              <Button variant="default" loading={print.running} leftSection={<IconPrinter size={18} aria-hidden />}>
                {words.panel.print}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {forms.data.map((form) => (
                <Menu.Item key={form.key} onClick={() => void paper(form.key)}>
                  {form.name}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        </Group>
      )}
    </Stack>
  )
}
