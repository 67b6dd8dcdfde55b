import { zodResolver } from '@hookform/resolvers/zod'
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import type { Need } from '../../../shared/contract/cases.ts'
import { isAbove, levelsUpwards } from '../../../shared/domain/desks.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { FormDate, FormSelect, FormText, FormTextarea } from '../../components/form-fields.tsx'
import { showOnField } from '../../lib/form-errors.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { useOfficeTime } from '../../lib/session.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { toast } from '../../lib/toast.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { levelLabels } from '../../texts/cases.ts'
import { common } from '../../texts/common.ts'
import { workTexts } from '../../texts/work.ts'
import { useSeenVersion } from './seen-version.ts'

/** Which of the small dialogs about one need is open. */
export type NeedDialog = 'flag' | 'remind' | 'escalate'
interface Props {
  need: Need
  onClose(): void
}

const titles: Record<NeedDialog, string> = {
  flag: workTexts.flag.title,
  remind: workTexts.remind.title,
  escalate: workTexts.escalate.title,
}

/** Flag, reminder, and taking a need upwards. */
export const NeedDialogs = (props: Props & { open: NeedDialog | null }) => (
  <Modal opened={props.open !== null} onClose={props.onClose} title={props.open === null ? '' : titles[props.open]}>
    <Text size="sm" mb="xs">
      {props.need.programmeName}
    </Text>
    {props.open === 'flag' ? <FlagForm {...props} /> : null}
    {props.open === 'remind' ? <RemindForm {...props} /> : null}
    {props.open === 'escalate' ? <EscalateForm {...props} /> : null}
  </Modal>
)

const Buttons = (props: { onClose(): void; busy: boolean; label: string; children?: React.ReactNode }) => (
  <Group justify="flex-end" gap="xs">
    {props.children}
    <Button variant="default" onClick={props.onClose}>
      {common.cancel}
    </Button>
    <Button type="submit" loading={props.busy}>
      {props.label}
    </Button>
  </Group>
)

const FlagForm = ({ need, onClose }: Props) => {
  const words = workTexts.flag
  const flag = useCommand('cases.flagNeed')
  const form = useForm({
    resolver: zodResolver(z.object({ word: z.string().trim().min(1, words.missing).max(300) })),
    defaultValues: { word: need.flag },
  })
  const set = (word: string): void =>
    flag.mutate(
      { needId: need.id, flag: word },
      {
        onSuccess: () => {
          onClose()
          toast.done(word === '' ? words.removed : words.done)
        },
      },
    )
  const save = form.handleSubmit(({ word }) => set(word))
  useShortcuts({ save: () => void save() }, { insideDialog: true })
  return (
    <form onSubmit={(event) => void save(event)} noValidate>
      <Stack gap="sm">
        <FormText control={form.control} name="word" label={words.word} description={words.hint} required autoFocus />
        <ErrorBox error={flag.error} />
        <Buttons onClose={onClose} busy={flag.isPending} label={words.save}>
          {need.flag === '' ? null : (
            <Button variant="default" onClick={() => set('')}>
              {words.remove}
            </Button>
          )}
        </Buttons>
      </Stack>
    </form>
  )
}

const RemindForm = ({ need, onClose }: Props) => {
  const words = workTexts.remind
  const { today } = useOfficeTime()
  const remind = useCommand('cases.remind')
  const form = useForm({
    resolver: zodResolver(z.object({ day: z.string({ error: words.dayMissing }), note: z.string().trim().max(300) })),
    defaultValues: { day: null as unknown as string, note: '' },
  })
  const draft = useDraft(`remind.${need.id}`, form)
  const save = form.handleSubmit((values) =>
    remind.mutate(
      { needId: need.id, ...values },
      {
        onSuccess: () => {
          draft.clear()
          onClose()
          toast.done(words.done)
        },
        onError: (error) => void showOnField(form, error),
      },
    ),
  )
  useShortcuts({ save: () => void save() }, { insideDialog: true })
  return (
    <form onSubmit={(event) => void save(event)} noValidate>
      <Stack gap="sm">
        <FormDate control={form.control} name="day" label={words.day} minDate={today} required />
        <FormText control={form.control} name="note" label={words.note} description={words.hint} />
        <ErrorBox error={remind.error} />
        <Buttons onClose={onClose} busy={remind.isPending} label={words.save} />
      </Stack>
    </form>
  )
}

const EscalateForm = ({ need, onClose }: Props) => {
  const words = workTexts.escalate
  const { today } = useOfficeTime()
  const escalate = useCommand('cases.escalate')
  const seen = useSeenVersion(need)
  const agencies = useCall('directory.list', {})
  const above = levelsUpwards.filter((level) => isAbove(level, need.level))
  const form = useForm({
    resolver: zodResolver(
      z.object({
        level: z.enum(levelsUpwards, words.levelMissing),
        agencyId: z.string().nullable(),
        dueDate: z.string().nullable(),
        reason: z.string().trim().min(1, words.reasonMissing).max(4000),
      }),
    ),
    defaultValues: {
      level: above[0] ?? ('pusat' as const),
      agencyId: null as string | null,
      dueDate: null as string | null,
      reason: '',
    },
  })
  const draft = useDraft(`escalate.${need.id}`, form)
  const save = form.handleSubmit((values) =>
    escalate.mutate(
      {
        needId: need.id,
        version: seen.version,
        ...values,
        agencyId: values.agencyId === null || values.agencyId === '' ? null : Number(values.agencyId),
      },
      {
        onSuccess: () => {
          draft.clear()
          onClose()
          toast.done(words.done)
        },
        onError: (error) => {
          seen.told(error)
          showOnField(form, error)
        },
      },
    ),
  )
  useShortcuts({ save: () => void save() }, { insideDialog: true })
  const level = form.watch('level')
  return (
    <form onSubmit={(event) => void save(event)} noValidate>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {words.now(levelLabels[need.level])}
        </Text>
        <FormSelect
          control={form.control}
          name="level"
          label={words.level}
          required
          options={above.map((value) => ({ value, label: levelLabels[value] }))}
        />
        <FormSelect
          control={form.control}
          name="agencyId"
          label={words.agency}
          placeholder={words.noAgency}
          searchable
          options={(agencies.data ?? [])
            .filter((agency) => agency.level === level)
            .map((agency) => ({ value: String(agency.id), label: agency.name }))}
        />
        <FormDate control={form.control} name="dueDate" label={words.due} description={words.dueHint} minDate={today} />
        <FormTextarea control={form.control} name="reason" label={words.reason} required focusFirst />
        <ErrorBox error={escalate.error ?? agencies.error} />
        <Buttons onClose={onClose} busy={escalate.isPending} label={words.confirm} />
      </Stack>
    </form>
  )
}
