import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { DuplicatePair, PairSide } from '../../../shared/contract/duplicates.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { instantText } from '../../lib/format.ts'
import { tableProps, useCallPages, useCommand } from '../../lib/query.ts'
import { useOfficeTime } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { duplicateTexts } from '../../texts/duplicates.ts'
import styles from './duplicates.module.css'

const words = duplicateTexts.decided

/** The record that went on, and the one that went into it. */
const inOrder = (pair: DuplicatePair): [PairSide, PairSide] =>
  pair.survivorId === pair.b.id ? [pair.b, pair.a] : [pair.a, pair.b]

/** Decisions made before, each of which can be taken back. */
export const DecidedList = (props: { state: 'merged' | 'different' }) => {
  const navigate = useNavigate()
  const { timeZone } = useOfficeTime()
  const merged = props.state === 'merged'
  const pages = useCallPages('duplicates.list', { state: props.state, limit: 50 })
  const undo = useCommand('duplicates.undoMerge')
  const reopen = useCommand('duplicates.reopen')
  const action = merged ? duplicateTexts.undo.button : duplicateTexts.different.reopen
  const busy = undo.isPending || reopen.isPending
  const takeBack = (pair: DuplicatePair): void => {
    undo.reset()
    reopen.reset()
    if (!merged)
      reopen.mutate(
        { personId: pair.a.id, otherId: pair.b.id },
        { onSuccess: () => toast.done(duplicateTexts.different.reopened) },
      )
    else if (pair.mergeId !== null)
      undo.mutate({ mergeId: pair.mergeId }, { onSuccess: () => toast.done(duplicateTexts.undo.done) })
  }
  const columns: Column<DuplicatePair>[] = [
    {
      key: 'one',
      header: merged ? words.kept : words.one,
      width: 'minmax(140px, 1.3fr)',
      cell: (pair) => <strong>{inOrder(pair)[0].name}</strong>,
      title: (pair) => inOrder(pair)[0].name,
    },
    {
      key: 'other',
      header: merged ? words.gone : words.other,
      width: 'minmax(140px, 1.3fr)',
      cell: (pair) => inOrder(pair)[1].name,
      title: (pair) => inOrder(pair)[1].name,
    },
    {
      key: 'village',
      header: words.village,
      width: 'minmax(90px, 0.8fr)',
      cell: (pair) => inOrder(pair)[0].village,
      title: (pair) => inOrder(pair)[0].village,
    },
    {
      key: 'when',
      header: words.when,
      width: '170px',
      cell: (pair) => <span className="numeric">{instantText(pair.decidedAt, timeZone)}</span>,
    },
    {
      key: 'by',
      header: words.by,
      width: 'minmax(90px, 0.8fr)',
      cell: (pair) => pair.decidedBy,
      title: (pair) => pair.decidedBy,
    },
    {
      key: 'action',
      header: words.action,
      width: '208px',
      cell: (pair) => {
        const [one, other] = inOrder(pair)
        return (
          <Button
            size="compact-sm"
            variant="default"
            disabled={busy}
            aria-label={words.actionFor(action, one.name, other.name)}
            onClick={(event) => {
              event.stopPropagation()
              takeBack(pair)
            }}
          >
            {action}
          </Button>
        )
      },
    },
  ]
  return (
    <div className={styles.decided}>
      <ErrorBox error={undo.error ?? reopen.error} />
      <DataTable
        {...tableProps(pages)}
        label={merged ? words.mergedLabel : words.differentLabel}
        columns={columns}
        rowKey={(pair) => pair.id}
        onOpen={(pair) => void navigate({ to: '/warga/$id', params: { id: String(inOrder(pair)[0].id) } })}
        empty={
          <EmptyState
            title={merged ? duplicateTexts.empty.mergedTitle : duplicateTexts.empty.differentTitle}
            text={merged ? duplicateTexts.empty.mergedText : duplicateTexts.empty.differentText}
          />
        }
      />
    </div>
  )
}
