import { Button, Group, Modal, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { PersonHit } from '../../../shared/contract/people.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { number, shortDate } from '../../lib/format.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { toast } from '../../lib/toast.ts'
import { common } from '../../texts/common.ts'
import { submissionTexts } from '../../texts/submissions.ts'
import { CandidateTable } from './candidate-table.tsx'

const words = submissionTexts.addPeople

const columns: Column<PersonHit>[] = [
  {
    key: 'name',
    header: words.columns.name,
    width: 'minmax(150px, 1.5fr)',
    cell: (row) => <strong>{row.name}</strong>,
    title: (row) => row.name,
  },
  {
    key: 'nik',
    header: words.columns.nik,
    width: '156px',
    cell: (row) => <span className="numeric">{row.nikMasked || words.noNik}</span>,
  },
  {
    key: 'birth',
    header: words.columns.birth,
    width: '100px',
    cell: (row) => <span className="numeric">{shortDate(row.birthDate)}</span>,
  },
  {
    key: 'village',
    header: words.columns.village,
    width: 'minmax(100px, 1fr)',
    cell: (row) => row.village,
    title: (row) => row.village,
  },
]

/** People whose open case asks for this, or anybody found by searching; those ticked stay ticked while looking on. */
export const AddPeopleDialog = (props: { batchId: number; opened: boolean; onClose(): void }) => {
  const add = useCommand('submissions.add')
  const [typed, setTyped] = useState('')
  const [asked] = useDebouncedValue(typed.trim(), 150)
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const candidates = useCall('submissions.candidates', { id: props.batchId }, { enabled: props.opened })
  const waiting = candidates.data?.items ?? []
  const [way, setWay] = useState<'cases' | 'search' | null>(null)
  // Where cases already ask for it they stand first; otherwise there is only the search.
  const shown = way ?? (candidates.isPending || waiting.length > 0 ? 'cases' : 'search')
  const enabled = props.opened && shown === 'search' && asked.length >= 2
  const found = useCall('people.search', { text: asked, limit: 100 }, { enabled, keep: true, staleTime: 10_000 })
  const { reset } = add
  useEffect(() => {
    if (props.opened) reset()
  }, [props.opened, reset])
  const rows = enabled ? (found.data?.items ?? []) : []
  const toggle = (row: PersonHit): void => {
    const next = new Set(chosen)
    if (!next.delete(row.id)) next.add(row.id)
    setChosen(next)
  }
  const confirm = (): void => {
    if (chosen.size === 0 || add.isPending) return
    add.mutate(
      { id: props.batchId, personIds: [...chosen] },
      {
        onSuccess: ({ added, already }) => {
          setChosen(new Set())
          setTyped('')
          setWay(null)
          props.onClose()
          toast.done(words.added(added, already))
        },
      },
    )
  }
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={words.title} size={1080}>
      <Stack gap="sm">
        <SegmentedControl
          aria-label={words.ways}
          value={shown}
          onChange={(value) => setWay(value === 'cases' ? 'cases' : 'search')}
          data={[
            { value: 'cases', label: words.fromCases(number(waiting.length)) },
            { value: 'search', label: words.bySearch },
          ]}
        />
        {shown === 'cases' ? (
          <CandidateTable candidates={candidates} chosen={chosen} onChange={setChosen} />
        ) : (
          <>
            <TextInput
              label={words.search}
              placeholder={words.searchHint}
              leftSection={<IconSearch size={16} aria-hidden />}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              data-autofocus
              autoComplete="off"
              spellCheck={false}
            />
            {enabled ? (
              <DataTable
                label={words.found}
                columns={columns}
                rows={rows}
                rowKey={(row) => row.id}
                loading={found.isPending}
                error={found.error}
                onRetry={() => void found.refetch()}
                onOpen={toggle}
                selection={{
                  selected: chosen,
                  // The table knows only the rows it shows: those ticked in an earlier search stay.
                  onChange: (ids) =>
                    setChosen(new Set([...[...chosen].filter((id) => !rows.some((row) => row.id === id)), ...ids])),
                }}
                height={340}
                empty={<Text size="sm">{words.none}</Text>}
              />
            ) : (
              <Text size="sm" c="dimmed" mih={60}>
                {words.start}
              </Text>
            )}
            {enabled && found.data?.more === true ? (
              <Text size="xs" c="dimmed">
                {words.more}
              </Text>
            ) : null}
          </>
        )}
        <ErrorBox error={add.error} />
        <Group justify="space-between" gap="xs">
          <Text size="sm" aria-live="polite">
            {words.chosen(chosen.size)}
          </Text>
          <Group gap="xs">
            <Button variant="default" onClick={props.onClose}>
              {common.cancel}
            </Button>
            <Button onClick={confirm} loading={add.isPending} disabled={chosen.size === 0}>
              {words.confirm(chosen.size)}
            </Button>
          </Group>
        </Group>
      </Stack>
    </Modal>
  )
}
