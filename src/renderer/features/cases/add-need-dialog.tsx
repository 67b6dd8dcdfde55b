import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core'
import { useForm } from 'react-hook-form'
import { DraftNote } from '../../components/draft-note.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { longDate } from '../../lib/format.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { useServiceLimit } from '../../lib/service-limit.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { toast } from '../../lib/toast.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { caseTexts, levelLabels } from '../../texts/cases.ts'
import { common } from '../../texts/common.ts'
import { counterTexts } from '../../texts/counter.ts'
import { ChosenNeedCard } from '../counter/chosen-need.tsx'
import { type ChosenNeed, freshNeed, toNeedInput } from '../counter/counter-form.ts'

const words = caseTexts.addNeed

interface Props {
  caseId: number
  clientId: number
  onClose(): void
}

/** One more need in a case, with everything that is chosen at the counter: papers, lane, level, agency, holder, due day. */
export const AddNeedDialog = (props: Props & { opened: boolean }) => (
  <Modal opened={props.opened} onClose={props.onClose} title={words.title} size="lg">
    {props.opened ? <AddNeedForm {...props} /> : null}
  </Modal>
)

const AddNeedForm = (props: Props) => {
  const due = useServiceLimit()
  const programmes = useCall('programmes.list', {})
  const add = useCommand('cases.addNeed')
  const form = useForm<{ need: ChosenNeed | null }>({ defaultValues: { need: null } })
  const draft = useDraft(`need.new.${props.caseId}`, form)
  const need = form.watch('need')
  const programme = programmes.data?.find(({ key }) => key === need?.programmeKey)
  const serviceDays = programme?.lanes.find(({ key }) => key === need?.lane)?.serviceDays ?? programme?.serviceDays ?? 0
  const repeats = useCall(
    'arrival.repeats',
    { personId: props.clientId, programmeKeys: programme === undefined ? [] : [programme.key] },
    { enabled: programme !== undefined },
  )
  const set = (value: ChosenNeed | null): void => form.setValue('need', value, { shouldDirty: true })
  const confirm = (): void => {
    if (need === null || programme === undefined || add.isPending) return
    add.mutate(
      { caseId: props.caseId, need: toNeedInput(need, programme) },
      {
        onSuccess: () => {
          draft.clear()
          props.onClose()
          toast.done(words.done)
        },
      },
    )
  }
  useShortcuts({ save: confirm }, { insideDialog: true })
  return (
    <Stack gap="sm">
      <DraftNote draft={draft} />
      <Select
        label={words.programme}
        data-autofocus
        required
        searchable
        data={[...Map.groupBy(programmes.data ?? [], (one) => one.sectorLabel)].map(([group, items]) => ({
          group,
          items: items.map(({ key, name }) => ({ value: key, label: name })),
        }))}
        value={need?.programmeKey ?? null}
        onChange={(key) => {
          const chosen = programmes.data?.find((one) => one.key === key)
          set(chosen === undefined ? null : freshNeed(chosen))
        }}
      />
      {need === null || programme === undefined ? null : (
        <>
          <ChosenNeedCard
            key={programme.key}
            need={need}
            programme={programme}
            repeats={repeats.data?.items ?? []}
            onChange={set}
            onRemove={() => set(null)}
          />
          <Text size="sm" c="dimmed">
            {counterTexts.due}: {need.dueDate == null ? due({ ...programme, serviceDays }) : longDate(need.dueDate)}.{' '}
            {counterTexts.level}: {levelLabels[need.level ?? programme.level]}.
          </Text>
        </>
      )}
      <ErrorBox error={add.error ?? programmes.error} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={props.onClose}>
          {common.cancel}
        </Button>
        <Button onClick={confirm} loading={add.isPending} disabled={programme === undefined}>
          {words.confirm}
        </Button>
      </Group>
    </Stack>
  )
}
