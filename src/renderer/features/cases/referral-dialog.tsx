import { zodResolver } from '@hookform/resolvers/zod'
import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import type { Need } from '../../../shared/contract/cases.ts'
import { addDays } from '../../../shared/domain/dates.ts'
import { DraftNote } from '../../components/draft-note.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { FormRadio, FormSelect, FormText, FormTextarea } from '../../components/form-fields.tsx'
import { showOnField } from '../../lib/form-errors.ts'
import { longDate } from '../../lib/format.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { toast } from '../../lib/toast.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { caseTexts, levelLabels } from '../../texts/cases.ts'
import { common } from '../../texts/common.ts'

const words = caseTexts.referral

const schema = z.object({
  needId: z.string().min(1, 'Pilih kebutuhannya'),
  agencyId: z
    .string()
    .nullable()
    .refine((value) => value !== null && value !== '', 'Pilih lembaga tujuan'),
  request: z.string().trim().min(1, 'Tulis apa yang diminta dari lembaga').max(4000),
  urgency: z.enum(['biasa', 'segera', 'darurat']),
  attachments: z.string().trim().max(300),
  service: z.string().nullable(),
  override: z.string().trim().max(4000),
})

/** Sends a need to another agency of the directory. */
export const ReferralDialog = (props: {
  needs: readonly Need[]
  opened: boolean
  /** Need the dialog was opened from; null = the first open one. */
  needId: number | null
  onClose(): void
  onDone(): void
}) => (
  <Modal opened={props.opened} onClose={props.onClose} title={words.title} size="lg">
    {props.needs.length === 0 ? null : (
      <ReferralForm {...props} first={props.needs.find((need) => need.id === props.needId) ?? props.needs[0]!} />
    )}
  </Modal>
)

const ReferralForm = (props: { needs: readonly Need[]; first: Need; onClose(): void; onDone(): void }) => {
  const { first } = props
  const { today } = useOfficeTime()
  const may = useMay()
  const create = useCommand('referrals.create')
  const form = useForm<z.infer<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: {
      needId: String(first.id),
      agencyId: first.agencyId === null ? null : String(first.agencyId),
      request: words.requestInitial(first.programmeName),
      urgency: 'biasa',
      attachments: '1 (satu) berkas',
      service: null,
      override: '',
    },
  })
  const draft = useDraft(`referral.${first.id}`, form)
  const needId = form.watch('needId')
  const agencyId = form.watch('agencyId')
  const need = props.needs.find((one) => String(one.id) === needId)
  // Who is for this programme stands first; then everybody else, so that no agency is out of reach.
  const fitting = useCall('directory.list', { programmeKey: need?.programmeKey ?? '' }, { enabled: need !== undefined })
  const agencies = useCall('directory.list', {})
  const fittingIds = new Set((fitting.data ?? []).map(({ id }) => id))
  const sorted = [...(fitting.data ?? []), ...(agencies.data ?? []).filter(({ id }) => !fittingIds.has(id))]
  const agency = agencies.data?.find((one) => String(one.id) === agencyId)
  const sharing = useCall(
    'referrals.sharing',
    { needId: Number(needId), agencyId: agency?.id ?? 0 },
    { enabled: agency !== undefined && may('referrals.read') },
  )
  const serviceName = form.watch('service')
  const offer = agency?.offers.find(({ name }) => name === serviceName)
  const forProgramme = agency?.offers.filter(({ programmes }) => programmes.includes(need?.programmeKey ?? '')) ?? []
  const documents = (offer !== undefined ? [offer] : forProgramme.length > 0 ? forProgramme : (agency?.offers ?? [])).flatMap(
    (one) => one.documents,
  )
  // The prepared sentence follows the chosen need as long as nobody wrote another one.
  const prepared = useRef(words.requestInitial(first.programmeName))
  const chosen = need?.programmeName
  useEffect(() => {
    if (chosen === undefined) return
    const next = words.requestInitial(chosen)
    if (next !== prepared.current && form.getValues('request') === prepared.current) form.setValue('request', next)
    prepared.current = next
  }, [chosen, form])
  const save = form.handleSubmit((values) =>
    create.mutate(
      {
        ...values,
        // a service of another agency that was chosen before is none of this one
        service: offer?.name ?? '',
        needId: Number(values.needId),
        agencyId: Number(values.agencyId),
      },
      {
        onSuccess: () => {
          draft.clear()
          props.onClose()
          props.onDone()
          toast.done(words.done)
        },
        onError: (error) => void showOnField(form, error),
      },
    ),
  )
  useShortcuts({ save: () => void save() }, { insideDialog: true })
  return (
    <Stack gap="sm">
      <DraftNote draft={draft} />
      {props.needs.length > 1 ? (
        <FormSelect
          control={form.control}
          name="needId"
          label={words.need}
          options={props.needs.map((one) => ({ value: String(one.id), label: one.programmeName }))}
        />
      ) : (
        <Text size="sm">{first.programmeName}</Text>
      )}
      {agencies.data?.length === 0 ? (
        <Text size="sm" c="var(--tone-warning-text)">
          {words.agencyEmpty}
        </Text>
      ) : (
        <FormSelect
          control={form.control}
          name="agencyId"
          label={words.agency}
          placeholder={words.agencyHint}
          required
          searchable
          options={sorted.map((one) => ({
            value: String(one.id),
            label: [one.name, one.city, levelLabels[one.level]].filter((part) => part !== '').join(' · '),
          }))}
        />
      )}
      {agency === undefined || agency.offers.length === 0 ? null : (
        <FormSelect
          control={form.control}
          name="service"
          label={words.service}
          placeholder={words.servicePlaceholder}
          options={agency.offers.map(({ name }) => ({ value: name, label: name }))}
        />
      )}
      {documents.length === 0 ? null : (
        <Text size="sm" role="note">
          {words.documents([...new Set(documents)].join(', '))}
        </Text>
      )}
      <FormTextarea control={form.control} name="request" label={words.request} description={words.requestHint} required />
      <Group gap="md" align="start" grow>
        <FormRadio
          control={form.control}
          name="urgency"
          label={words.urgency}
          options={(['biasa', 'segera', 'darurat'] as const).map((value) => ({ value, label: words.urgencies[value] }))}
        />
        <FormText control={form.control} name="attachments" label={words.attachments} />
      </Group>
      {agency === undefined ? null : (
        <Text size="sm" c="dimmed">
          {words.answerDue(longDate(addDays(today, agency.answerDays)), agency.answerDays)}
        </Text>
      )}
      {sharing.data === undefined ? null : sharing.data.reasons.length === 0 ? (
        sharing.data.consent === null ? (
          <Text size="sm" c="dimmed">
            {words.noConsent}
          </Text>
        ) : null
      ) : (
        <Alert color="yellow" role="alert" title={words.sharing}>
          <Text size="sm">{sharing.data.reasons.join(' ')}</Text>
          {sharing.data.mayOverride ? null : <Text size="sm">{words.sharingRefused}</Text>}
        </Alert>
      )}
      {sharing.data?.mayOverride === true && sharing.data.reasons.length > 0 ? (
        <FormTextarea control={form.control} name="override" label={words.override} required rows={2} />
      ) : null}
      <ErrorBox error={create.error ?? agencies.error} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={props.onClose}>
          {common.cancel}
        </Button>
        <Button onClick={() => void save()} loading={create.isPending}>
          {words.confirm}
        </Button>
      </Group>
    </Stack>
  )
}
