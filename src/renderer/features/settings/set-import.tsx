import { Alert, Button, Checkbox, Group, Modal, Stack, Table, Text } from '@mantine/core'
import { useState } from 'react'
import type { DefinitionKind, SetPlan, SetRow } from '../../../shared/contract/definitions.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { FilePicker } from '../../components/file-picker.tsx'
import { Loading } from '../../components/loading.tsx'
import { StatusBadge } from '../../components/status-badge.tsx'
import { call } from '../../lib/api.ts'
import { longDate } from '../../lib/format.ts'
import { useCommand } from '../../lib/query.ts'
import { toast } from '../../lib/toast.ts'
import { settingsTexts } from '../../texts/settings.ts'
import { formTexts } from '../../texts/settings-forms/form.ts'
import { formWords, wordsAt } from '../../texts/settings-forms/kinds.ts'
import { placeInWords } from './form/place-in-words.ts'

const words = formTexts.set
const kindWords = settingsTexts.definitions.kinds
const tones = { new: 'info', changed: 'warning', same: 'neutral', bad: 'danger' } as const

/** What would change in an item, or what is wrong with it. */
const detailOf = ({ kind, state, changes, problem }: SetRow): string => {
  if (problem !== null)
    return problem.path === '' ? problem.message : `${placeInWords(formWords[kind], problem.path)}: ${problem.message}`
  if (state === 'new') return words.wholeNew
  return changes.map((name) => wordsAt(formWords[kind], name).label).join(', ')
}

/** A set of another office: what it would change is looked at first, then it is taken in as a whole. */
export const SetImportDialog = (props: { opened: boolean; onClose(): void }) => {
  const [fileId, setFileId] = useState<string | null>(null)
  const [plan, setPlan] = useState<SetPlan | null>(null)
  const [left, setLeft] = useState<ReadonlySet<DefinitionKind>>(new Set())
  const [error, setError] = useState<unknown>(null)
  const install = useCommand('definitions.importSet')
  const again = (): void => {
    setFileId(null)
    setPlan(null)
    setLeft(new Set())
    setError(null)
    install.reset()
  }
  const look = async (file: string): Promise<void> => {
    again()
    setFileId(file)
    try {
      setPlan(await call('definitions.checkSet', { fileId: file }))
    } catch (failure) {
      setError(failure)
    }
  }
  const kinds = [...new Set((plan?.rows ?? []).map(({ kind }) => kind))]
  const chosen = kinds.filter((kind) => !left.has(kind))
  const rows = (plan?.rows ?? []).filter(({ kind }) => !left.has(kind))
  const count = (state: SetRow['state']): number => rows.filter((row) => row.state === state).length
  const toWrite = count('new') + count('changed')
  const apply = (): void => {
    if (fileId === null || plan === null) return
    install.mutate(
      { fileId, kinds: chosen, digest: plan.digest },
      {
        onSuccess: ({ added, changed }) => {
          toast.done(words.applied(added, changed))
          again()
          props.onClose()
        },
      },
    )
  }
  return (
    <Modal
      opened={props.opened}
      onClose={() => {
        again()
        props.onClose()
      }}
      title={words.import}
      size="xl"
    >
      <Stack gap="sm">
        <Text size="sm">{words.importIntro}</Text>
        {fileId === null ? <FilePicker label={words.choose} accept=".json" onFile={(file) => void look(file.fileId)} /> : null}
        {fileId !== null && plan === null && error === null ? <Loading /> : null}
        <ErrorBox error={error ?? install.error} />
        {plan === null ? null : (
          <>
            <Text size="sm" role="status">
              {words.origin(plan.office, longDate(plan.exportedAt))}{' '}
              {words.counts(count('new'), count('changed'), count('same'), count('bad'))}
            </Text>
            <Checkbox.Group
              label={words.kinds}
              value={chosen}
              onChange={(now) => setLeft(new Set(kinds.filter((kind) => !now.includes(kind))))}
            >
              <Group gap="sm" mt={4}>
                {kinds.map((kind) => (
                  <Checkbox key={kind} value={kind} label={kindWords[kind]} />
                ))}
              </Group>
            </Checkbox.Group>
            {count('bad') > 0 ? (
              <Alert color="red.9" variant="outline" role="alert">
                {words.blocked}
              </Alert>
            ) : toWrite === 0 ? (
              <Alert color="blue" role="status">
                {words.same}
              </Alert>
            ) : null}
            <SetTable rows={rows.filter(({ state }) => state !== 'same')} />
          </>
        )}
        {fileId === null ? null : (
          <Group>
            {plan !== null && toWrite > 0 && count('bad') === 0 ? (
              <Button loading={install.isPending} onClick={apply}>
                {words.apply(toWrite)}
              </Button>
            ) : null}
            <Button variant="default" disabled={install.isPending} onClick={again}>
              {words.another}
            </Button>
          </Group>
        )}
      </Stack>
    </Modal>
  )
}

const SetTable = (props: { rows: readonly SetRow[] }) =>
  props.rows.length === 0 ? null : (
    <Table.ScrollContainer minWidth={600} mah={320}>
      <Table stickyHeader verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.kind}</Table.Th>
            <Table.Th>{words.name}</Table.Th>
            <Table.Th>{words.state}</Table.Th>
            <Table.Th>{words.detail}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {[...props.rows]
            .sort((one, other) => Number(other.state === 'bad') - Number(one.state === 'bad'))
            .map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a broken file may name the same item twice
              <Table.Tr key={`${row.kind}/${row.key}/${index}`}>
                <Table.Td>{kindWords[row.kind]}</Table.Td>
                <Table.Td>{row.name}</Table.Td>
                <Table.Td>
                  <StatusBadge tone={tones[row.state]}>{words.states[row.state]}</StatusBadge>
                </Table.Td>
                <Table.Td>{detailOf(row)}</Table.Td>
              </Table.Tr>
            ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
