import { Alert, Stack, Table, Text } from '@mantine/core'
import type { Holiday } from '../../../shared/contract/calendar.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { FileIntakeSteps, useFileIntake } from '../../components/file-intake.tsx'
import { FileProblems } from '../../components/file-problems.tsx'
import { Loading } from '../../components/loading.tsx'
import { Section } from '../../components/page.tsx'
import { longDate } from '../../lib/format.ts'
import { useCall } from '../../lib/query.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { useJob } from '../../lib/use-job.ts'
import { calendarTexts as words } from '../../texts/calendar.ts'

/** The working days by which service limits are counted, and how a year's list of days off comes in. */
export const CalendarTab = () => {
  const may = useMay()
  const { today } = useOfficeTime()
  const calendar = useCall('calendar.get', {})
  if (calendar.error !== null) return <ErrorBox error={calendar.error} onRetry={() => void calendar.refetch()} />
  if (calendar.data === undefined) return <Loading />
  const { workingWeekdays, yearly, holidays, loadedYears, dueSoonDays, thisYearLoaded } = calendar.data
  const year = today.slice(0, 4)
  return (
    <Stack gap="md">
      <Text size="sm" maw={900}>
        {words.intro(workingWeekdays.map((day) => words.weekdays[day - 1]).join(', '), dueSoonDays)}
      </Text>
      {thisYearLoaded ? null : (
        <Alert color="yellow" role="status" title={words.missingTitle(year)}>
          {words.missing}
        </Alert>
      )}
      {may('definitions.write') ? <HolidayFileForm /> : null}
      <Section title={words.listTitle(loadedYears.length === 0 ? words.noYears : loadedYears.join(', '))}>
        <HolidayTable
          rows={[
            ...yearly.map(({ monthDay, name }) => ({ date: `${year}-${monthDay}`, name, kind: words.everyYear })),
            ...holidays.filter(({ date }) => date >= `${year}-01-01`).map((one) => ({ ...one, kind: words.kinds[one.kind] })),
          ].sort((one, other) => one.date.localeCompare(other.date))}
        />
      </Section>
    </Stack>
  )
}

const HolidayTable = (props: { rows: readonly { date: string; name: string; kind: string }[] }) => (
  <Table>
    <Table.Thead>
      <Table.Tr>
        <Table.Th>{words.date}</Table.Th>
        <Table.Th>{words.name}</Table.Th>
        <Table.Th>{words.kind}</Table.Th>
      </Table.Tr>
    </Table.Thead>
    <Table.Tbody>
      {props.rows.map((one) => (
        <Table.Tr key={`${one.date}/${one.name}`}>
          <Table.Td>{longDate(one.date)}</Table.Td>
          <Table.Td>{one.name}</Table.Td>
          <Table.Td>{one.kind}</Table.Td>
        </Table.Tr>
      ))}
    </Table.Tbody>
  </Table>
)

const shown = (rows: readonly Holiday[]) => rows.map((one) => ({ ...one, kind: words.kinds[one.kind] }))

const HolidayFileForm = () => {
  const checking = useJob('calendar.checkFile')
  const writing = useJob('calendar.applyFile')
  const intake = useFileIntake({
    checking,
    writing,
    look: (fileId) => checking.start({ fileId }),
    write: (fileId, digest) => writing.start({ fileId, digest }),
    onWritten: (done) => toast.done(words.saved(done.added, done.removed)),
  })
  const { check } = intake
  return (
    <Section title={words.fileTitle}>
      <Stack gap="sm">
        <Text size="sm">{words.fileHint}</Text>
        <FileIntakeSteps
          intake={intake}
          checking={checking}
          writing={writing}
          words={words}
          write={words.write}
          nothing={words.nothing}
          blocking={check?.problems.length ?? 0}
          blocked={words.problems(check?.problems.length ?? 0)}
        >
          {check === null ? null : (
            <>
              <Text size="sm" role="status">
                {words.found(check.years.join(', '), check.added.length, check.removed.length, check.unchanged)}
              </Text>
              <FileProblems problems={check.problems} />
              {check.added.length === 0 ? null : (
                <>
                  <Text fw={600} size="sm">
                    {words.added}
                  </Text>
                  <HolidayTable rows={shown(check.added)} />
                </>
              )}
              {check.removed.length === 0 ? null : (
                <>
                  <Text fw={600} size="sm">
                    {words.removed}
                  </Text>
                  <HolidayTable rows={shown(check.removed)} />
                </>
              )}
            </>
          )}
        </FileIntakeSteps>
      </Stack>
    </Section>
  )
}
