import { zodResolver } from '@hookform/resolvers/zod'
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import type { Need } from '../../../shared/contract/cases.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { FormDate, FormSelect, FormTextarea } from '../../components/form-fields.tsx'
import { showOnField } from '../../lib/form-errors.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { useOfficeTime } from '../../lib/session.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { toast } from '../../lib/toast.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { caseTexts } from '../../texts/cases.ts'
import { common } from '../../texts/common.ts'
import { paperTexts } from '../../texts/services.ts'
import { PaperList } from '../services/paper-list.tsx'
import { useSeenVersion } from './seen-version.ts'

const words = caseTexts.step

type Step = Need['steps'][number]

const schemaOf = (asks: Step['asks']) =>
  z.object({
    note: asks.includes('note') ? z.string().trim().min(1, words.noteMissing).max(4000) : z.string().max(4000),
    agencyId: asks.includes('agency')
      ? z.string({ error: words.agencyMissing }).min(1, words.agencyMissing)
      : z.string().nullable(),
    dueDate: asks.includes('due-date') ? z.string({ error: words.dueMissing }) : z.string().nullable(),
  })

const asksForPapers = (step: Step): boolean =>
  step.asks.includes('papers') || step.to === 'papers-missing' || step.to === 'returned'

/** Asks for what a step needs: a note, the agency, a new due day. What was typed stays when the dialog is closed by mistake. */
export const StepDialog = (props: StepProps & { step: Step | null }) => (
  <Modal
    opened={props.step !== null}
    onClose={props.onClose}
    title={props.step?.label ?? ''}
    size={props.step !== null && asksForPapers(props.step) ? 'lg' : 'md'}
  >
    {props.step === null ? null : <StepForm key={props.step.to} {...props} step={props.step} />}
  </Modal>
)

interface StepProps {
  need: Need
  onClose(): void
  /** Words to begin the note with. */
  note?: string
  /** Another step instead, with a note that says why. */
  onOther?(step: Step, note: string): void
}

const StepForm = (props: StepProps & { step: Step }) => {
  const { need, step, onClose } = props
  const move = useCommand('cases.moveNeed')
  const seen = useSeenVersion(need)
  const [lacking, setLacking] = useState<readonly string[]>([])
  const asksPapers = step.asks.includes('papers')
  const sendBack = need.steps.find(({ to }) => to === 'papers-missing')
  const { today } = useOfficeTime()
  const agencies = useCall('directory.list', {}, { enabled: step.asks.includes('agency') })
  const form = useForm({
    resolver: zodResolver(schemaOf(step.asks)),
    defaultValues: {
      note: props.note ?? '',
      agencyId: need.agencyId === null ? null : String(need.agencyId),
      dueDate: need.dueDate,
    },
  })
  // When one step gives way to another, the field that had the keyboard is gone.
  useEffect(() => {
    if (document.activeElement === document.body) form.setFocus('note')
  }, [form])
  const draft = useDraft(`step.${need.id}.${step.to}`, form)
  const confirm = form.handleSubmit((values) =>
    move.mutate(
      {
        needId: need.id,
        version: seen.version,
        to: step.to,
        note: values.note,
        agencyId: step.asks.includes('agency') ? Number(values.agencyId) : null,
        dueDate: step.asks.includes('due-date') ? (values.dueDate ?? null) : null,
      },
      {
        onSuccess: () => {
          draft.clear()
          onClose()
          toast.done(caseTexts.detail.moved(step.label))
        },
        onError: (error) => {
          seen.told(error)
          showOnField(form, error)
        },
      },
    ),
  )
  useShortcuts({ save: () => void confirm() }, { insideDialog: true })
  return (
    <form onSubmit={(event) => void confirm(event)} noValidate>
      <Stack gap="sm">
        <Text size="sm">
          {need.programmeName}. {words.from(need.stateLabel)}
        </Text>
        {asksForPapers(step) ? <PaperList needId={need.id} onLacking={setLacking} /> : null}
        {step.asks.includes('agency') ? (
          <FormSelect
            control={form.control}
            name="agencyId"
            label={words.agency}
            options={(agencies.data ?? []).map((agency) => ({ value: String(agency.id), label: agency.name }))}
            searchable
            required
          />
        ) : null}
        {step.asks.includes('due-date') ? (
          <FormDate control={form.control} name="dueDate" label={words.due} minDate={today} required />
        ) : null}
        <FormTextarea
          control={form.control}
          name="note"
          label={words.note}
          description={words.noteHint}
          required={step.asks.includes('note')}
          focusFirst
        />
        <ErrorBox error={move.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          {asksPapers && lacking.length > 0 && sendBack !== undefined && props.onOther !== undefined ? (
            <Button onClick={() => props.onOther?.(sendBack, paperTexts.lackingNote(lacking.join(', ')))}>
              {sendBack.label} …
            </Button>
          ) : null}
          <Button type="submit" loading={move.isPending} disabled={asksPapers && lacking.length > 0}>
            {step.label}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
