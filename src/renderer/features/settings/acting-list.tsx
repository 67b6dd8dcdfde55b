import { zodResolver } from '@hookform/resolvers/zod'
import { Button, Group } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { day, filledLine, line } from '../../../shared/contract/common.ts'
import type { Acting, Signatory } from '../../../shared/contract/office.ts'
import { actingKinds, actingPrefix, onDay, signingPosition } from '../../../shared/domain/signers.ts'
import { useConfirm } from '../../components/confirm.tsx'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { FormDate, FormRadio, FormSelect, FormText } from '../../components/form-fields.tsx'
import { Section } from '../../components/page.tsx'
import { StatusBadge } from '../../components/status-badge.tsx'
import { showOnField } from '../../lib/form-errors.ts'
import { longDate, shortDate } from '../../lib/format.ts'
import { useCommand } from '../../lib/query.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { settingsTexts } from '../../texts/settings.ts'
import { RecordModal } from './record-modal.tsx'
import styles from './settings.module.css'

const words = settingsTexts.acting

interface ActingRow extends Acting {
  position: string
}

const schema = z
  .object({
    signatoryId: z.string().min(1, words.postMissing),
    kind: z.enum(actingKinds),
    name: filledLine,
    rank: line,
    nip: line,
    from: day.nullable(),
    to: day.nullable(),
    decree: filledLine,
  })
  .superRefine((value, context) => {
    if (value.from === null) context.addIssue({ code: 'custom', path: ['from'], message: words.fromMissing })
    if (value.to === null) context.addIssue({ code: 'custom', path: ['to'], message: words.toMissing })
  })

/** Who acts for which post, from when to when. Letters pick them by their date. */
export const ActingList = ({ signatories }: { signatories: Signatory[] }) => {
  const may = useMay()
  const { today } = useOfficeTime()
  const [editing, setEditing] = useState<Acting | 'new' | null>(null)
  const rows = signatories.flatMap((post) => post.acting.map((acting) => ({ ...acting, position: post.position })))
  const state = (row: Acting) => (onDay(row, today) ? 'now' : row.from > today ? 'later' : 'over')
  const columns: Column<ActingRow>[] = [
    {
      key: 'post',
      header: words.line,
      width: 'minmax(220px, 2fr)',
      cell: (row) => <strong>{signingPosition(row.position, row.kind)}</strong>,
      title: (row) => signingPosition(row.position, row.kind),
    },
    { key: 'name', header: words.name, width: 'minmax(180px, 2fr)', cell: (row) => row.name, title: (row) => row.name },
    {
      key: 'period',
      header: words.period,
      width: '200px',
      cell: (row) => <span className="numeric">{words.periodOf(shortDate(row.from), shortDate(row.to))}</span>,
    },
    { key: 'decree', header: words.decree, width: 'minmax(140px, 1fr)', cell: (row) => row.decree, title: (row) => row.decree },
    {
      key: 'state',
      header: words.state,
      width: '130px',
      cell: (row) => <StatusBadge tone={state(row) === 'now' ? 'ok' : 'neutral'}>{words.states[state(row)]}</StatusBadge>,
    },
  ]
  const add = may('office.write') ? (
    <Button variant="default" leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setEditing('new')}>
      {words.add}
    </Button>
  ) : null
  return (
    <Section title={words.title} action={rows.length > 0 ? add : null}>
      <DataTable
        label={words.title}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        height={220}
        onOpen={(row) => (may('office.write') ? setEditing(row) : undefined)}
        empty={
          <EmptyState title={words.empty} text={words.emptyText}>
            {add}
          </EmptyState>
        }
      />
      {editing === null ? null : (
        <ActingForm
          acting={editing === 'new' ? null : editing}
          signatories={signatories.filter((post) => post.active || (editing !== 'new' && post.id === editing.signatoryId))}
          onClose={() => setEditing(null)}
        />
      )}
    </Section>
  )
}

const ActingForm = (props: { acting: Acting | null; signatories: Signatory[]; onClose(): void }) => {
  const { acting, signatories } = props
  const ask = useConfirm()
  const save = useCommand('office.saveActing')
  const remove = useCommand('office.removeActing')
  const [only] = signatories
  const form = useForm<z.infer<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: {
      signatoryId: String(acting?.signatoryId ?? (signatories.length === 1 ? only?.id : '') ?? ''),
      kind: acting?.kind ?? 'plh',
      name: acting?.name ?? '',
      rank: acting?.rank ?? '',
      nip: acting?.nip ?? '',
      from: acting?.from ?? null,
      to: acting?.to ?? null,
      decree: acting?.decree ?? '',
    },
  })
  const { control } = form
  const removeNow = async (): Promise<void> => {
    if (acting === null) return
    const text = words.removeText(longDate(acting.from), longDate(acting.to))
    if (!(await ask({ title: words.removeTitle, text, confirm: words.remove, danger: true }))) return
    remove.mutate(
      { id: acting.id, version: acting.version },
      {
        onSuccess: () => {
          toast.done(words.removed)
          props.onClose()
        },
      },
    )
  }
  return (
    <RecordModal
      title={acting === null ? words.add : words.edit}
      form={form}
      onClose={props.onClose}
      saving={save.isPending}
      error={save.error ?? remove.error}
      onSave={({ signatoryId, from, to, ...values }) =>
        save.mutate(
          {
            id: acting?.id ?? null,
            version: acting?.version ?? 0,
            signatoryId: Number(signatoryId),
            from: from ?? '',
            to: to ?? '',
            ...values,
          },
          {
            onSuccess: () => {
              toast.done(words.saved)
              props.onClose()
            },
            onError: (error) => void showOnField(form, error),
          },
        )
      }
    >
      <div className={styles.form}>
        <div className={styles.wide}>
          <FormSelect
            control={control}
            name="signatoryId"
            label={words.post}
            options={signatories.map((post) => ({ value: String(post.id), label: `${post.position} (${post.name})` }))}
            required
          />
        </div>
        <div className={styles.wide}>
          <FormRadio
            control={control}
            name="kind"
            label={words.kind}
            options={actingKinds.map((kind) => ({ value: kind, label: `${actingPrefix[kind]} ${words.kinds[kind]}` }))}
          />
        </div>
        <FormText control={control} name="name" label={words.name} required autoFocus />
        <FormText control={control} name="decree" label={words.decree} required />
        <FormText control={control} name="rank" label={words.rank} />
        <FormText control={control} name="nip" label={words.nip} />
        <FormDate control={control} name="from" label={words.from} required />
        <FormDate control={control} name="to" label={words.to} required />
      </div>
      {acting === null ? null : (
        <Group>
          <Button variant="subtle" color="red.9" loading={remove.isPending} onClick={() => void removeNow()}>
            {words.remove}
          </Button>
        </Group>
      )}
    </RecordModal>
  )
}
