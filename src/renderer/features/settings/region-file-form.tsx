import { Alert, Button, Group, Select, Stack, Switch, Table, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { RegionCheck, RegionColumn, RegionFileInput } from '../../../shared/contract/regions.ts'
import { FilePicker } from '../../components/file-picker.tsx'
import { FileProblems } from '../../components/file-problems.tsx'
import { JobProgress } from '../../components/job-progress.tsx'
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
  const [fileId, setFileId] = useState<string | null>(null)
  const [columns, setColumns] = useState<Columns>({})
  const [effective, setEffective] = useState(today)
  const [complete, setComplete] = useState(false)
  const [check, setCheck] = useState<RegionCheck | null>(null)
  const checking = useJob('regions.checkFile')
  const writing = useJob('regions.applyFile')
  const busy = checking.running || writing.running

  const look = async (file: string, chosen: Columns): Promise<void> => {
    setFileId(file)
    setColumns(chosen)
    writing.reset()
    setCheck(await checking.start({ fileId: file, kind, columns: chosen, effective, complete }))
  }
  const again = (): void => {
    setFileId(null)
    setCheck(null)
    setColumns({})
    checking.reset()
    writing.reset()
  }
  const write = async (): Promise<void> => {
    if (fileId === null || check === null) return
    const done = await writing.start({ fileId, kind, columns, effective, complete, digest: check.digest })
    if (done === null) return
    toast.done(words.saved)
    again()
  }

  return (
    <Stack gap="sm">
      <Text size="sm" maw={900}>
        {regionTexts[kind === 'bps' ? 'bps' : 'update'].intro}
      </Text>
      <Text size="sm" c="dimmed">
        {regionTexts[kind === 'bps' ? 'bps' : 'update'].keep}
      </Text>
      {fileId === null ? (
        <>
          {kind === 'list' ? (
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
          <FilePicker
            label={kind === 'bps' ? regionTexts.bps.choose : regionTexts.update.choose}
            accept=".xlsx,.xls,.csv,.xlsm"
            onFile={(file) => void look(file.fileId, {})}
          />
        </>
      ) : null}
      <JobProgress job={checking} label={words.reading} />
      <JobProgress job={writing} label={words.writing} />
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
                  disabled={busy}
                  onChange={(value) => void look(fileId, { ...columns, [role]: value === '' ? null : value })}
                  w={180}
                />
              ))}
            </Group>
          </Section>
          <RegionCheckResult check={check} />
        </>
      )}
      {fileId === null ? null : (
        <Group gap="xs">
          {check !== null && check.digest !== '' && check.blocking === 0 ? (
            <Button loading={writing.running} disabled={busy} onClick={() => void write()}>
              {words.write}
            </Button>
          ) : null}
          <Button variant="default" disabled={busy} onClick={again}>
            {words.another}
          </Button>
        </Group>
      )}
    </Stack>
  )
}

const RegionCheckResult = ({ check }: { check: RegionCheck }) => {
  const counted = (Object.keys(words.counts) as (keyof typeof words.counts)[]).filter(
    (name) => name === 'rows' || check.counts[name] > 0,
  )
  return (
    <>
      {check.blocking > 0 ? (
        <Alert color="red" role="alert">
          {words.blocked(number(check.blocking))}
        </Alert>
      ) : null}
      {check.digest === '' && check.blocking === 0 && check.columns.code !== undefined ? (
        <Alert color="blue" role="status">
          {words.nothing}
        </Alert>
      ) : null}
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
