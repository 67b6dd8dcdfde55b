import { Group, Select, Stack, Switch, Table, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { RegionCheck, RegionColumn, RegionFileInput } from '../../../shared/contract/regions.ts'
import { FileIntakeSteps, useFileIntake } from '../../components/file-intake.tsx'
import { FileProblems } from '../../components/file-problems.tsx'
import { Section } from '../../components/page.tsx'
import { number } from '../../lib/format.ts'
import { useOfficeTime } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { useJob } from '../../lib/use-job.ts'
import { regionTexts } from '../../texts/regions.ts'

const words = regionTexts.check
const roles: Record<RegionFileInput['kind'], RegionColumn[]> = {
  list: ['code', 'name', 'oldCode', 'successor', 'validFrom', 'validTo'],
  bps: ['code', 'bps'],
}
type Columns = Partial<Record<RegionColumn, string | null>>

/** A region file: choose, look at what it would change, correct its columns, write. */
export const RegionFileForm = (props: { kind: RegionFileInput['kind'] }) => {
  const { kind } = props
  const { today } = useOfficeTime()
  const [columns, setColumns] = useState<Columns>({})
  const [effective, setEffective] = useState(today)
  const [complete, setComplete] = useState(false)
  const checking = useJob('regions.checkFile')
  const writing = useJob('regions.applyFile')
  const intake = useFileIntake({
    checking,
    writing,
    look: (fileId, chosen: Columns = {}) => {
      setColumns(chosen)
      return checking.start({ fileId, kind, columns: chosen, effective, complete })
    },
    write: (fileId, digest) => writing.start({ fileId, kind, columns, effective, complete, digest }),
    onWritten: () => toast.done(words.saved),
  })
  const { fileId, check } = intake
  return (
    <Stack gap="sm">
      <Text size="sm" maw={900}>
        {regionTexts[kind === 'bps' ? 'bps' : 'update'].intro}
      </Text>
      <Text size="sm" c="dimmed">
        {regionTexts[kind === 'bps' ? 'bps' : 'update'].keep}
      </Text>
      {fileId === null && kind === 'list' ? (
        <Group align="end" gap="md">
          <TextInput
            type="date"
            label={regionTexts.update.effective}
            value={effective}
            onChange={(event) => setEffective(event.currentTarget.value || today)}
            w={200}
          />
          <Switch
            label={regionTexts.update.complete}
            checked={complete}
            onChange={(event) => setComplete(event.currentTarget.checked)}
            mb={6}
          />
        </Group>
      ) : null}
      <FileIntakeSteps
        intake={intake}
        checking={checking}
        writing={writing}
        words={{ ...words, choose: kind === 'bps' ? regionTexts.bps.choose : regionTexts.update.choose }}
        write={words.write}
        nothing={check?.columns.code === undefined ? '' : words.nothing}
        blocking={check?.blocking ?? 0}
        blocked={words.blocked(number(check?.blocking ?? 0))}
      >
        {check === null || fileId === null ? null : (
          <>
            <Section title={words.columns}>
              <Text size="sm" c="dimmed" mb="xs">
                {check.columns.code === undefined ? words.noColumns : words.columnsHint}
              </Text>
              <Group gap="xs" align="end">
                {roles[kind].map((role) => (
                  <Select
                    key={role}
                    label={words.column[role]}
                    data={[{ value: '', label: words.none }, ...check.headings.map((value) => ({ value, label: value }))]}
                    value={check.columns[role] ?? ''}
                    allowDeselect={false}
                    disabled={intake.busy}
                    onChange={(value) => void intake.look(fileId, { ...columns, [role]: value === '' ? null : value })}
                    w={180}
                  />
                ))}
              </Group>
            </Section>
            <RegionCheckResult check={check} />
          </>
        )}
      </FileIntakeSteps>
    </Stack>
  )
}

const RegionCheckResult = ({ check }: { check: RegionCheck }) => {
  const counted = (Object.keys(words.counts) as (keyof typeof words.counts)[]).filter(
    (name) => name === 'rows' || check.counts[name] > 0,
  )
  return (
    <>
      <Group gap="lg" role="status">
        {counted.map((name) => (
          <div key={name}>
            <Text size="xs" c="dimmed">
              {words.counts[name]}
            </Text>
            <Text fw={600} className="numeric">
              {number(check.counts[name])}
            </Text>
          </div>
        ))}
      </Group>
      {check.problems.length === 0 ? null : (
        <Section title={words.problems}>
          <FileProblems problems={check.problems} />
        </Section>
      )}
      {check.changes.length === 0 ? null : (
        <Section title={words.changes}>
          <Table.ScrollContainer minWidth={600} mah={320}>
            <Table stickyHeader>
              <Table.Tbody>
                {check.changes.map((one) => (
                  <Table.Tr key={`${one.kind}/${one.code}/${one.detail}`}>
                    <Table.Td>{words.counts[one.kind]}</Table.Td>
                    <Table.Td className="numeric">{one.code}</Table.Td>
                    <Table.Td>{one.name}</Table.Td>
                    <Table.Td>{one.detail}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Section>
      )}
    </>
  )
}
