import { zodResolver } from '@hookform/resolvers/zod'
import { Button, Group } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { Controller, useForm } from 'react-hook-form'
import { z } from 'zod'
import { filledLine, regionCode } from '../../../shared/contract/common.ts'
import type { OutputOf } from '../../../shared/contract/index.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { FormSwitch, FormText } from '../../components/form-fields.tsx'
import { RegionPicker } from '../../components/region-picker.tsx'
import { StatusBadge } from '../../components/status-badge.tsx'
import { showOnField } from '../../lib/form-errors.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { settingsTexts } from '../../texts/settings.ts'
import { RecordModal } from './record-modal.tsx'
import styles from './settings.module.css'

type Unit = OutputOf<'office.units'>[number]
const words = settingsTexts.units
const schema = z.object({ code: filledLine.max(30), name: filledLine, regionCode: regionCode.nullable(), active: z.boolean() })
const blank: Unit = { id: 0, version: 0, code: '', name: '', regionCode: null, active: true }

const columns: Column<Unit>[] = [
  { key: 'code', header: words.code, width: '160px', cell: (row) => row.code },
  { key: 'name', header: words.name, width: 'minmax(200px, 2fr)', cell: (row) => <strong>{row.name}</strong> },
  {
    key: 'region',
    header: 'Kode wilayah',
    width: '160px',
    cell: (row) => <span className="numeric">{row.regionCode ?? ''}</span>,
  },
  {
    key: 'active',
    header: 'Keadaan',
    width: '150px',
    cell: (row) => <StatusBadge tone={row.active ? 'ok' : 'neutral'}>{row.active ? words.active : 'Tidak dipakai'}</StatusBadge>,
  },
]

/** Desks and village posts of the office. */
export const UnitsTab = () => {
  const may = useMay()
  const list = useCall('office.units', {})
  const [editing, setEditing] = useState<Unit | null>(null)
  const add = may('office.write') ? (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setEditing(blank)}>
      {words.add}
    </Button>
  ) : null
  return (
    <>
      <Group justify="flex-end">{(list.data?.length ?? 0) > 0 ? add : null}</Group>
      <DataTable
        label={settingsTexts.tabs.unit}
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
      {editing === null ? null : <UnitForm unit={editing} onClose={() => setEditing(null)} />}
    </>
  )
}

const UnitForm = (props: { unit: Unit; onClose(): void }) => {
  const { unit } = props
  const save = useCommand('office.saveUnit')
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: { code: unit.code, name: unit.name, regionCode: unit.regionCode, active: unit.active },
  })
  const { control } = form
  return (
    <RecordModal
      title={unit.id === 0 ? words.add : words.edit}
      form={form}
      onClose={props.onClose}
      saving={save.isPending}
      error={save.error}
      onSave={(values) =>
        save.mutate(
          { id: unit.id === 0 ? null : unit.id, version: unit.version, ...values },
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
        <FormText control={control} name="code" label={words.code} required autoFocus maxLength={30} />
        <FormText control={control} name="name" label={words.name} required />
        <div className={styles.wide}>
          <Controller
            control={control}
            name="regionCode"
            render={({ field, fieldState }) => (
              <RegionPicker
                label={words.region}
                value={field.value}
                onChange={field.onChange}
                error={fieldState.error?.message}
              />
            )}
          />
        </div>
        <FormSwitch control={control} name="active" label={words.active} />
      </div>
    </RecordModal>
  )
}
