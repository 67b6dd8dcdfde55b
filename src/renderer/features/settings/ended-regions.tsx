import { Button, Group, Table, Text } from '@mantine/core'
import { useState } from 'react'
import type { OutputOf } from '../../../shared/contract/index.ts'
import { shortDate } from '../../../shared/domain/dates.ts'
import { useConfirm } from '../../components/confirm.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { Loading } from '../../components/loading.tsx'
import { Section } from '../../components/page.tsx'
import { instantText, number } from '../../lib/format.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { regionTexts } from '../../texts/regions.ts'
import { MovePeopleDialog } from './move-people-dialog.tsx'

type Ended = OutputOf<'regions.ended'>[number]
const words = regionTexts.ended

const recordsText = (one: { people: number; families: number; cases: number }): string =>
  words.records(number(one.people), number(one.families), number(one.cases))

/** Ended regions that records still stand in, each with a proposal, and the moves made so far. */
export const EndedRegions = () => {
  const may = useMay()
  const ask = useConfirm()
  const list = useCall('regions.ended', {})
  const move = useCommand('regions.move')
  const [open, setOpen] = useState<Ended | null>(null)
  if (list.error !== null) return <ErrorBox error={list.error} onRetry={() => void list.refetch()} />
  if (list.data === undefined) return <Loading />
  const moveAll = async (row: Ended, to: { code: string; name: string }): Promise<void> => {
    const sure = await ask({
      title: words.confirmTitle(row.name),
      text: words.confirmText(recordsText(row), to.name),
      confirm: words.confirm,
    })
    if (sure)
      move.mutate(
        { from: row.code, to: to.code, personIds: null },
        { onSuccess: (moved) => toast.done(words.moved(number(moved.people))), onError: toast.error },
      )
  }
  return (
    <>
      {list.data.length === 0 ? (
        <EmptyState title={words.emptyTitle} text={words.emptyText} />
      ) : (
        <div className="card">
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{words.columns.region}</Table.Th>
                <Table.Th>{words.columns.until}</Table.Th>
                <Table.Th>{words.columns.becomes}</Table.Th>
                <Table.Th>{words.columns.records}</Table.Th>
                <Table.Th>{words.columns.action}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {list.data.map((row) => {
                const [only] = row.successors
                return (
                  <Table.Tr key={row.code}>
                    <Table.Td>
                      <strong>{row.name}</strong>, {row.above} <span className="numeric">{row.code}</span>
                    </Table.Td>
                    <Table.Td>{shortDate(row.validTo)}</Table.Td>
                    <Table.Td>{row.successors.map((one) => `${one.name} (${one.code})`).join(', ')}</Table.Td>
                    <Table.Td>
                      {recordsText(row)}
                      {row.users === 0 ? null : (
                        <Text size="xs" c="dimmed">
                          {words.users(number(row.users))}
                        </Text>
                      )}
                    </Table.Td>
                    <Table.Td>
                      {may('office.write') ? (
                        <Group gap="xs" justify="end">
                          {only !== undefined && row.successors.length === 1 ? (
                            <Button size="compact-md" loading={move.isPending} onClick={() => void moveAll(row, only)}>
                              {words.moveAll(only.name)}
                            </Button>
                          ) : null}
                          <Button size="compact-md" variant="default" onClick={() => setOpen(row)}>
                            {words.choose}
                          </Button>
                        </Group>
                      ) : null}
                    </Table.Td>
                  </Table.Tr>
                )
              })}
            </Table.Tbody>
          </Table>
        </div>
      )}
      <Moves />
      {open === null ? null : <MovePeopleDialog region={open} onClose={() => setOpen(null)} />}
    </>
  )
}

/** Moves made so far; each can be taken back. */
const Moves = () => {
  const may = useMay()
  const ask = useConfirm()
  const { timeZone } = useOfficeTime()
  const moves = useCall('regions.moves', {})
  const undo = useCommand('regions.undoMove')
  if ((moves.data?.length ?? 0) === 0) return null
  const takeBack = async (one: OutputOf<'regions.moves'>[number]): Promise<void> => {
    const sure = await ask({
      title: words.undoTitle,
      text: words.undoText(recordsText(one), one.from.name),
      confirm: words.undoConfirm,
      danger: true,
    })
    if (sure)
      undo.mutate(
        { moveId: one.id },
        {
          onSuccess: ({ restored, kept }) => toast.done(words.undoDone(number(restored), number(kept))),
          onError: toast.error,
        },
      )
  }
  return (
    <Section title={words.history}>
      <Table>
        <Table.Tbody>
          {moves.data?.map((one) => (
            <Table.Tr key={one.id}>
              <Table.Td className="numeric">{instantText(one.at, timeZone)}</Table.Td>
              <Table.Td>{`${one.from.name} ke ${one.to.name}`}</Table.Td>
              <Table.Td>{recordsText(one)}</Table.Td>
              <Table.Td>{one.by}</Table.Td>
              <Table.Td ta="right">
                {one.undoneAt !== null ? (
                  words.undone
                ) : may('office.write') ? (
                  <Button size="compact-md" variant="default" loading={undo.isPending} onClick={() => void takeBack(one)}>
                    {words.undo}
                  </Button>
                ) : null}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Section>
  )
}
