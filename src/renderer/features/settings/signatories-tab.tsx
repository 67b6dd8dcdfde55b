import { zodResolver } from '@hookform/resolvers/zod'
import { Button, Group } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { filledLine, line } from '../../../shared/contract/common.ts'
import type { Signatory } from '../../../shared/contract/office.ts'
import { signingForm } from '../../../shared/domain/signers.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { FormRadio, FormSwitch, FormText } from '../../components/form-fields.tsx'
import { StatusBadge } from '../../components/status-badge.tsx'
import { showOnField } from '../../lib/form-errors.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { settingsTexts } from '../../texts/settings.ts'
import { ActingList } from './acting-list.tsx'
import { RecordModal } from './record-modal.tsx'
import styles from './settings.module.css'

const words = settingsTexts.signatories
const schema = z
  .object({
    name: filledLine,
    rank: line,
    nip: line,
    position: filledLine,
    form: z.enum(['own', 'an', 'ub']),
    onBehalfOf: line,
    throughPosition: line,
    active: z.boolean(),
  })
  .superRefine((value, context) => {
    if (value.form !== 'own' && value.onBehalfOf === '')
      context.addIssue({ code: 'custom', path: ['onBehalfOf'], message: words.onBehalfOfMissing })
    if (value.form === 'ub' && value.throughPosition === '')
      context.addIssue({ code: 'custom', path: ['throughPosition'], message: words.throughPositionMissing })
  })
const blank: Signatory = {
  id: 0,
  version: 0,
  name: '',
  rank: '',
  nip: '',
  position: '',
  onBehalfOf: '',
  throughPosition: '',
  active: true,
  acting: [],
}

/** On whose behalf somebody signs, as on paper. */
const behalf = (row: Signatory): string => {
  const form = signingForm(row)
  return form === 'own' ? words.forms.own : `a.n. ${row.onBehalfOf}${form === 'ub' ? `, ${row.throughPosition} u.b.` : ''}`
}

const columns: Column<Signatory>[] = [
  { key: 'name', header: words.name, width: 'minmax(200px, 2fr)', cell: (row) => <strong>{row.name}</strong> },
  { key: 'position', header: words.position, width: 'minmax(180px, 2fr)', cell: (row) => row.position },
  { key: 'rank', header: words.rank, width: 'minmax(120px, 1fr)', cell: (row) => row.rank },
  { key: 'nip', header: words.nip, width: '180px', cell: (row) => <span className="numeric">{row.nip}</span> },
  {
    key: 'behalf',
    header: words.form,
    width: 'minmax(160px, 1.4fr)',
    cell: (row) => behalf(row),
    title: (row) => behalf(row),
  },
  {
    key: 'active',
    header: 'Keadaan',
    width: '150px',
    cell: (row) => <StatusBadge tone={row.active ? 'ok' : 'neutral'}>{row.active ? words.active : 'Tidak lagi'}</StatusBadge>,
  },
]

/** Who signs letters. */
export const SignatoriesTab = () => {
  const may = useMay()
  const list = useCall('office.signatories', {})
  const [editing, setEditing] = useState<Signatory | null>(null)
  const add = may('office.write') ? (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setEditing(blank)}>
      {words.add}
    </Button>
  ) : null
  return (
    <>
      <Group justify="flex-end">{(list.data?.length ?? 0) > 0 ? add : null}</Group>
      <DataTable
        label={settingsTexts.tabs['penanda-tangan']}
        columns={columns}
        rows={list.data ?? []}
        rowKey={(row) => row.id}
        loading={list.isPending}
        error={list.error}
        onRetry={() => void list.refetch()}
        onOpen={(row) => (may('office.write') ? setEditing(row) : undefined)}
        empty={
          <EmptyState title={words.empty} text={words.emptyText}>
            {add}
          </EmptyState>
        }
      />
      {(list.data?.length ?? 0) > 0 ? <ActingList signatories={list.data ?? []} /> : null}
      {editing === null ? null : <SignatoryForm signatory={editing} onClose={() => setEditing(null)} />}
    </>
  )
}

const SignatoryForm = (props: { signatory: Signatory; onClose(): void }) => {
  const { signatory } = props
  const save = useCommand('office.saveSignatory')
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: { ...signatory, form: signingForm(signatory) },
  })
  const { control } = form
  const way = form.watch('form')
  return (
    <RecordModal
      title={signatory.id === 0 ? words.add : words.edit}
      form={form}
      onClose={props.onClose}
      saving={save.isPending}
      error={save.error}
      onSave={({ name, position, rank, nip, active, ...values }) =>
        save.mutate(
          {
            id: signatory.id === 0 ? null : signatory.id,
            version: signatory.version,
            name,
            position,
            rank,
            nip,
            active,
            onBehalfOf: values.form === 'own' ? '' : values.onBehalfOf,
            throughPosition: values.form === 'ub' ? values.throughPosition : '',
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
        <FormText control={control} name="name" label={words.name} required autoFocus />
        <FormText control={control} name="position" label={words.position} required />
        <FormText control={control} name="rank" label={words.rank} />
        <FormText control={control} name="nip" label={words.nip} />
        <div className={styles.wide}>
          <FormRadio
            control={control}
            name="form"
            label={words.form}
            options={(['own', 'an', 'ub'] as const).map((value) => ({ value, label: words.forms[value] }))}
          />
        </div>
        {way === 'own' ? null : (
          <FormText control={control} name="onBehalfOf" label={words.onBehalfOf} description={words.onBehalfOfHint} required />
        )}
        {way === 'ub' ? (
          <FormText
            control={control}
            name="throughPosition"
            label={words.throughPosition}
            description={words.throughPositionHint}
            required
          />
        ) : null}
        <FormSwitch control={control} name="active" label={words.active} />
      </div>
    </RecordModal>
  )
}
