import { Button, Group, Modal, NumberInput, Stack, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { MapLetter, MapRow, Signer } from '../../../shared/contract/signing.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { shortDate } from '../../lib/format.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { toast } from '../../lib/toast.ts'
import { common } from '../../texts/common.ts'
import { signingTexts } from '../../texts/signing.ts'

const words = signingTexts.newMap
const heads = signingTexts.letterColumns

const columns: Column<MapLetter>[] = [
  {
    key: 'number',
    header: heads.number,
    width: 'minmax(190px, 1.2fr)',
    cell: (row) =>
      row.number === null ? (
        row.state === 'draft' ? (
          words.draft
        ) : (
          signingTexts.numberOpen
        )
      ) : (
        <span className="numeric">{row.number}</span>
      ),
    title: (row) => row.number ?? '',
  },
  { key: 'date', header: heads.date, width: '96px', cell: (row) => <span className="numeric">{shortDate(row.letterDate)}</span> },
  {
    key: 'name',
    header: heads.name,
    width: 'minmax(140px, 1fr)',
    cell: (row) => <strong>{row.name}</strong>,
    title: (row) => row.name,
  },
  {
    key: 'purpose',
    header: heads.purpose,
    width: 'minmax(160px, 1.4fr)',
    cell: (row) => `${row.kindName}: ${row.purpose}`,
    title: (row) => `${row.kindName}: ${row.purpose}`,
  },
  { key: 'decile', header: heads.decile, width: '60px', cell: (row) => row.decile },
]

/** Chooses letters of one signer for a new map, or for one that is being gathered. Printed letters are ticked from the start. */
export const GatherDialog = (props: {
  signer: Pick<Signer, 'signatoryId' | 'actingId' | 'name'>
  initialsNeeded: number
  map: Pick<MapRow, 'id' | 'version'> | null
  onClose(): void
  onSaved(id: number): void
}) => {
  const { signatoryId, actingId, name } = props.signer
  const letters = useCall('signing.candidates', { signatoryId, actingId })
  const create = useCommand('signing.create')
  const add = useCommand('signing.add')
  const [chosen, setChosen] = useState<ReadonlySet<number> | null>(null)
  const [title, setTitle] = useState('')
  const [initials, setInitials] = useState(props.initialsNeeded)
  const { data } = letters
  useEffect(() => {
    if (data === undefined) return
    setChosen((known) => known ?? new Set(data.filter(({ state }) => state !== 'draft').map(({ letterId }) => letterId)))
  }, [data])
  const ids = (data ?? []).flatMap(({ letterId }) => (chosen?.has(letterId) === true ? [letterId] : []))
  const done = (id: number, told: string): void => {
    toast.done(told)
    props.onClose()
    props.onSaved(id)
  }
  const save = (): void => {
    if (ids.length === 0 || create.isPending || add.isPending) return
    if (props.map === null)
      create.mutate(
        { signatoryId, actingId, title: title.trim(), initialsNeeded: initials, letterIds: ids },
        { onSuccess: ({ id }) => done(id, words.created) },
      )
    else add.mutate({ ...props.map, letterIds: ids }, { onSuccess: ({ id }) => done(id, words.added) })
  }
  return (
    <Modal opened onClose={props.onClose} title={props.map === null ? words.title(name) : words.add} size="90%">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <Stack gap="sm">
          {props.map === null ? (
            <Group align="end" gap="sm">
              <TextInput
                label={words.name}
                placeholder={words.nameHint}
                w={360}
                maxLength={200}
                value={title}
                onChange={(event) => setTitle(event.currentTarget.value)}
                autoComplete="off"
                data-autofocus
              />
              <NumberInput
                label={words.initials}
                description={words.initialsHint}
                w={300}
                min={0}
                max={5}
                allowDecimal={false}
                value={initials}
                onChange={(value) => setInitials(typeof value === 'number' ? value : 0)}
              />
            </Group>
          ) : null}
          <DataTable
            label={words.list}
            columns={columns}
            rows={data ?? []}
            rowKey={(row) => row.letterId}
            selection={{ selected: chosen ?? new Set(), onChange: setChosen }}
            loading={letters.isPending}
            error={letters.error}
            onRetry={() => void letters.refetch()}
            height={360}
            empty={<EmptyState title={words.none} text={words.noneText} />}
          />
          <ErrorBox error={create.error ?? add.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={props.onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" disabled={ids.length === 0} loading={create.isPending || add.isPending}>
              {props.map === null ? words.create(ids.length) : words.addNow(ids.length)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
