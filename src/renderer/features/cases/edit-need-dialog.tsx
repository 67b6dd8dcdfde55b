import { zodResolver } from '@hookform/resolvers/zod'
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import type { FieldChange } from '../../../shared/contract/case-work.ts'
import type { Need } from '../../../shared/contract/cases.ts'
import { levelsUpwards, priorities } from '../../../shared/domain/desks.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { DraftNote } from '../../components/draft-note.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { FormDate, FormRadio, FormSelect, FormTextarea } from '../../components/form-fields.tsx'
import { type ConflictColumn, RecordConflict } from '../../components/record-conflict.tsx'
import { api } from '../../lib/api.ts'
import { showOnField } from '../../lib/form-errors.ts'
import { shortDate } from '../../lib/format.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { toast } from '../../lib/toast.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { categoryLabels, levelLabels } from '../../texts/cases.ts'
import { common } from '../../texts/common.ts'
import { priorityLabels, workTexts } from '../../texts/work.ts'

const words = workTexts.edit

const schema = z.object({
  programmeKey: z.string().min(1),
  category: z.enum(['kepesertaan', 'kebutuhan']),
  level: z.enum(levelsUpwards),
  priority: z.enum(priorities),
  description: z.string().trim().max(4000),
  agencyId: z.string().nullable(),
  dueDate: z.string().nullable(),
})
type Values = z.infer<typeof schema>

const valuesOf = (need: Need): Values => ({
  programmeKey: need.programmeKey,
  category: need.category === 'kepesertaan' ? 'kepesertaan' : 'kebutuhan',
  level: need.level,
  priority: need.priority,
  description: need.description,
  agencyId: need.agencyId === null ? null : String(need.agencyId),
  dueDate: need.dueDate,
})

/** Changes what was written about one need; a colleague who did so meanwhile is not overwritten. */
export const EditNeedDialog = (props: { caseId: number; need: Need | null; onClose(): void }) => (
  <Modal opened={props.need !== null} onClose={props.onClose} title={words.need} size="lg">
    {props.need === null ? null : <EditNeedForm caseId={props.caseId} need={props.need} onClose={props.onClose} />}
  </Modal>
)

const EditNeedForm = ({ caseId, need, onClose }: { caseId: number; need: Need; onClose(): void }) => {
  const [begun] = useState(need)
  const [conflict, setConflict] = useState<{ now: Need; changes: FieldChange[] } | null>(null)
  const update = useCommand('cases.updateNeed')
  const programmes = useCall('programmes.list', {})
  const agencies = useCall('directory.list', {})
  const form = useForm<Values>({ resolver: zodResolver(schema), defaultValues: valuesOf(begun) })
  const draft = useDraft(`need.${begun.id}`, form, { onlyChanged: true, begun: { version: begun.version } })
  // A draft that was typed over a former state of the need is saved over that state: the core says who changed it since.
  const from = {
    version: draft.older?.version ?? begun.version,
    values: { ...valuesOf(begun), ...(draft.older?.values as Partial<Values> | undefined) },
  }
  const programmeName = (key: string): string => programmes.data?.find((one) => one.key === key)?.name ?? key
  const agencyOf = (id: string | null): string =>
    id === null ? '' : (agencies.data?.find((agency) => String(agency.id) === id)?.name ?? begun.agencyName)
  const columns: ConflictColumn<Values>[] = [
    { key: 'programmeKey', label: words.programme, from: ['programmeKey'], show: (value) => programmeName(value ?? '') },
    { key: 'category', label: words.category, from: ['category'], show: (value) => categoryLabels[value ?? ''] ?? '' },
    { key: 'level', label: words.level, from: ['level'], show: (value) => levelLabels[value as Values['level']] },
    { key: 'priority', label: words.priority, from: ['priority'], show: (value) => priorityLabels[value as Values['priority']] },
    { key: 'description', label: words.description, from: ['description'], show: (value) => value ?? '', text: true },
    { key: 'agencyId', label: words.agency, from: ['agencyId'], show: agencyOf },
    { key: 'dueDate', label: words.due, from: ['dueDate'], show: (value) => shortDate(value) },
  ]
  const look = async (): Promise<void> => {
    const detail = await api.cases.get({ id: caseId })
    const { changes } = await api.cases.changes({ id: caseId, needId: begun.id, version: from.version })
    const now = detail.needs.find(({ id }) => id === begun.id)
    if (now !== undefined) setConflict({ now, changes })
  }
  const send = (values: Values, version: number): void =>
    update.mutate(
      {
        needId: begun.id,
        version,
        ...values,
        agencyId: values.agencyId === null || values.agencyId === '' ? null : Number(values.agencyId),
      },
      {
        onSuccess: () => {
          draft.clear()
          onClose()
          toast.done(words.saved)
        },
        onError: (error) => {
          if (error instanceof AppError && error.data.code === 'CONFLICT') void look().catch(toast.error)
          else {
            setConflict(null)
            void showOnField(form, error)
          }
        },
      },
    )
  const save = form.handleSubmit((values) => send(values, from.version))
  useShortcuts(conflict === null ? { save: () => void save() } : {}, { insideDialog: true })
  return (
    <form onSubmit={(event) => void save(event)} noValidate>
      <Stack gap="sm">
        <DraftNote draft={draft} />
        {begun.changeable ? (
          <FormSelect
            control={form.control}
            name="programmeKey"
            label={words.programme}
            searchable
            required
            options={(programmes.data ?? []).map(({ key, name }) => ({ value: key, label: name }))}
          />
        ) : (
          <Text size="sm">
            {begun.programmeName}.{' '}
            <Text span c="dimmed">
              {words.programmeFixed}
            </Text>
          </Text>
        )}
        <FormTextarea control={form.control} name="description" label={words.description} focusFirst />
        <Group grow align="start">
          <FormSelect
            control={form.control}
            name="category"
            label={words.category}
            options={(['kebutuhan', 'kepesertaan'] as const).map((value) => ({ value, label: categoryLabels[value] ?? value }))}
          />
          <FormSelect
            control={form.control}
            name="level"
            label={words.level}
            options={levelsUpwards.map((value) => ({ value, label: levelLabels[value] }))}
          />
          <FormDate control={form.control} name="dueDate" label={words.due} />
        </Group>
        <FormSelect
          control={form.control}
          name="agencyId"
          label={words.agency}
          searchable
          clearable
          options={(agencies.data ?? []).map((agency) => ({ value: String(agency.id), label: agency.name }))}
        />
        <FormRadio
          control={form.control}
          name="priority"
          label={words.priority}
          options={priorities.map((value) => ({ value, label: priorityLabels[value] }))}
        />
        <ErrorBox error={update.error?.data.code === 'CONFLICT' ? null : (update.error ?? programmes.error ?? agencies.error)} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={update.isPending}>
            {words.save}
          </Button>
        </Group>
      </Stack>
      {conflict === null ? null : (
        <RecordConflict
          key={conflict.now.version}
          base={from.values}
          theirs={valuesOf(conflict.now)}
          mine={form.getValues()}
          columns={columns}
          changes={conflict.changes}
          saving={update.isPending}
          onSave={(values) => send(values, conflict.now.version)}
          onClose={() => setConflict(null)}
        />
      )}
    </form>
  )
}
