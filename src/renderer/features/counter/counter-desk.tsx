import { zodResolver } from '@hookform/resolvers/zod'
import { Button, Checkbox, Stack, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useForm } from 'react-hook-form'
import { DraftNote } from '../../components/draft-note.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { JobProgress } from '../../components/job-progress.tsx'
import { downloadFile } from '../../lib/files.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { useSession } from '../../lib/session.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { toast } from '../../lib/toast.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useJob } from '../../lib/use-job.ts'
import { counterTexts as words } from '../../texts/counter.ts'
import { PersonSuggestions } from '../services/suggestions.tsx'
import styles from './counter.module.css'
import { blankCounter, type CounterValues, counterSchema, freshNeed, placeOf, toCaseInput } from './counter-form.ts'
import { keepPrintsSlip, printsSlip, rememberClient, rememberProgrammes } from './counter-memory.ts'
import { NeedsSide } from './needs-side.tsx'
import { PersonSide } from './person-side.tsx'
import { ResultSide } from './result-side.tsx'

/** The three columns for one person (or for nobody yet). */
export const CounterDesk = (props: {
  clientId: number | null
  /** What was typed before a person was chosen. */
  carried: CounterValues | null
  ticketId: number | null
  consultationId: number | null
  onClient(id: number | null, values: CounterValues | null): void
}) => {
  const { clientId, carried } = props
  const navigate = useNavigate()
  const { session } = useSession()
  const programmes = useCall('programmes.list', {})
  const create = useCommand('cases.create')
  const slip = useJob('arrival.slip')
  const desk = useCall('arrival.desk', {})
  const client = useCall('people.get', { id: clientId ?? 1 }, { enabled: clientId !== null })
  const [printing, setPrinting] = useState(printsSlip())
  /** Number of the case that is registered and whose slip is still being made. */
  const [made, setMade] = useState<string | null>(null)
  const first = desk.data?.registers[0]?.key ?? 'layanan'
  const withoutNik = clientId !== null && client.data?.nikMasked === ''
  const draftOnly = withoutNik && desk.data?.settings.withoutNik === 'draft'
  const form = useForm<CounterValues>({ resolver: zodResolver(counterSchema), defaultValues: blankCounter })
  const draft = useDraft(`case.new.${clientId ?? 0}`, form)
  useEffect(() => {
    if (carried !== null) form.reset(carried, { keepDefaultValues: true })
  }, [carried, form])
  const values = form.watch()

  const pick = (id: number): void => {
    const typed = form.getValues()
    const touched = JSON.stringify(typed) !== JSON.stringify(blankCounter)
    // What was noted before the person was found belongs to that person.
    if (clientId === null) draft.clear()
    props.onClient(id, clientId === null && touched ? typed : null)
  }
  const save = (asDraft: boolean) =>
    form.handleSubmit((filled) => {
      if (clientId === null) return
      const place = { first, draft: asDraft, ticketId: props.ticketId, consultationId: props.consultationId }
      create.mutate(toCaseInput(clientId, filled, programmes.data ?? [], place), {
        onSuccess: async ({ id, number }) => {
          draft.clear()
          rememberClient(session.userId, null)
          rememberProgrammes(
            session.userId,
            filled.needs.map((need) => need.programmeKey),
          )
          toast.done(asDraft ? words.draftDone(number) : words.done(number))
          if (printing) {
            setMade(number)
            const paper = await slip.start({ caseId: id })
            if (paper !== null) downloadFile(paper)
          }
          void navigate({ to: '/kasus/$id', params: { id: String(id) } })
        },
      })
    })
  const submit = save(draftOnly)
  useShortcuts({ save: () => void submit() })

  const missing = [
    clientId === null ? words.missing.person : '',
    values.needs.length === 0 ? words.missing.needs : '',
    values.summary.trim() === '' ? words.missing.summary : '',
    values.reporterKind === 'other' && values.reporterName.trim() === '' ? words.missing.reporter : '',
  ].filter((part) => part !== '')

  // The form would warn of the very case that was just registered.
  if (made !== null)
    return (
      <EmptyState title={words.done(made)} text={words.printingSlip}>
        <JobProgress job={slip} label={words.printSlip} />
      </EmptyState>
    )

  return (
    <form onSubmit={submit} noValidate>
      <DraftNote draft={draft} />
      <div className={styles.desk}>
        <Stack gap="sm">
          <PersonSide clientId={clientId} onPick={pick} onChange={() => props.onClient(null, null)} />
          {clientId === null ? null : (
            <div className="card">
              <PersonSuggestions
                personId={clientId}
                chosen={values.needs.map((need) => need.programmeKey)}
                onTake={({ key }) =>
                  form.setValue(
                    'needs',
                    [
                      ...form.getValues('needs'),
                      freshNeed(programmes.data?.find((one) => one.key === key) ?? { key, lanes: [] }),
                    ],
                    { shouldDirty: true },
                  )
                }
              />
            </div>
          )}
        </Stack>
        <NeedsSide
          form={form}
          clientId={clientId}
          registers={desk.data?.registers ?? []}
          relations={desk.data?.settings.relations ?? []}
          programmes={programmes.data ?? []}
          loading={programmes.isPending}
          error={programmes.error}
        />
        <ResultSide
          needs={values.needs}
          programmes={programmes.data ?? []}
          missing={missing}
          register={placeOf(values, first).register}
        >
          <Stack gap="xs">
            <ErrorBox error={create.error} />
            {withoutNik ? <Text size="sm">{draftOnly ? words.noNikDraft : words.noNikAllowed}</Text> : null}
            <Button type="submit" size="md" fullWidth loading={create.isPending || slip.running} disabled={missing.length > 0}>
              {draftOnly ? words.saveDraft : words.submit}
            </Button>
            {withoutNik && !draftOnly ? (
              <Button
                variant="default"
                fullWidth
                disabled={missing.length > 0 || create.isPending}
                onClick={() => void save(true)()}
              >
                {words.saveDraft}
              </Button>
            ) : null}
            <Checkbox
              label={words.printSlip}
              checked={printing}
              onChange={(event) => {
                setPrinting(event.currentTarget.checked)
                keepPrintsSlip(event.currentTarget.checked)
              }}
            />
          </Stack>
        </ResultSide>
      </div>
    </form>
  )
}
