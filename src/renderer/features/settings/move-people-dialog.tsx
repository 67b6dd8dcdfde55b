import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { OutputOf } from '../../../shared/contract/index.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { RegionPicker } from '../../components/region-picker.tsx'
import { number } from '../../lib/format.ts'
import { type ItemOf, tableProps, useCallPages, useCommand } from '../../lib/query.ts'
import { toast } from '../../lib/toast.ts'
import { regionTexts } from '../../texts/regions.ts'

const words = regionTexts.ended
type Person = ItemOf<'regions.endedPeople'>

const columns: Column<Person>[] = [
  { key: 'name', header: 'Nama', width: 'minmax(180px, 2fr)', cell: (row) => row.name },
  { key: 'kk', header: 'No. KK', width: '170px', cell: (row) => <span className="numeric">{row.kkMasked}</span> },
  { key: 'hamlet', header: words.hamlet, width: 'minmax(120px, 1fr)', cell: (row) => row.hamlet },
  { key: 'rt', header: words.rt, width: '90px', cell: (row) => [row.rt, row.rw].filter((part) => part !== '').join('/') },
  { key: 'address', header: words.address, width: 'minmax(160px, 2fr)', cell: (row) => row.address, title: (row) => row.address },
]

/** Chooses who of an ended region goes where; without a tick, everybody who is left goes. */
export const MovePeopleDialog = (props: { region: OutputOf<'regions.ended'>[number]; onClose(): void }) => {
  const { region } = props
  const pages = useCallPages('regions.endedPeople', { code: region.code })
  const move = useCommand('regions.move')
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set())
  const [choice, setChoice] = useState(region.successors[0]?.code ?? 'other')
  const [other, setOther] = useState<string | null>(null)
  const to = choice === 'other' ? other : choice
  const go = (personIds: number[] | null): void => {
    if (to === null) return
    move.mutate(
      { from: region.code, to, personIds },
      {
        onSuccess: (moved) => {
          toast.done(words.moved(number(moved.people)))
          setSelected(new Set())
          if (personIds === null) props.onClose()
        },
      },
    )
  }
  return (
    <Modal opened onClose={props.onClose} title={words.title(region.name)} size={1000} centered>
      <Stack gap="sm">
        <Radio.Group label={words.target} value={choice} onChange={setChoice}>
          <Group gap="md" mt={4}>
            {region.successors.map((one) => (
              <Radio key={one.code} value={one.code} label={`${one.name} (${one.code})`} />
            ))}
            <Radio value="other" label={words.other} />
          </Group>
        </Radio.Group>
        {choice === 'other' ? <RegionPicker label={words.other} value={other} onChange={setOther} villageOnly w={420} /> : null}
        <Text size="sm" c="dimmed">
          {words.selectHint}
        </Text>
        <DataTable
          {...tableProps(pages)}
          label={words.title(region.name)}
          columns={columns}
          rowKey={(row) => row.id}
          selection={{ selected, onChange: setSelected }}
          height={320}
          empty={<EmptyState title={words.emptyTitle} text={words.emptyText} />}
        />
        {move.error === null ? null : <ErrorBox error={move.error} />}
        <Group justify="end" gap="xs">
          <Button variant="default" disabled={to === null} loading={move.isPending} onClick={() => go(null)}>
            {words.moveRest}
          </Button>
          <Button disabled={to === null || selected.size === 0} loading={move.isPending} onClick={() => go([...selected])}>
            {words.moveSome(number(selected.size))}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
