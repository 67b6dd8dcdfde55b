import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { useForm } from 'react-hook-form'
import type { OutputOf } from '../../../shared/contract/index.ts'
import { letterPapers } from '../../../shared/contract/letter-body.ts'
import type { LetterDetail } from '../../../shared/contract/letters.ts'
import type { AppError } from '../../../shared/domain/errors.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { FormDate, FormSelect, FormSwitch, FormTextarea } from '../../components/form-fields.tsx'
import { api } from '../../lib/api.ts'
import { showOnField } from '../../lib/form-errors.ts'
import { useCall } from '../../lib/query.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { toAppError } from '../../lib/transport.ts'
import { letterKindTexts } from '../../texts/letter-kinds.ts'
import { letterTexts } from '../../texts/letters.ts'
import { actingLine } from './acting-line.ts'
import { ApplicantFields } from './applicant-fields.tsx'
import { type DraftForm, fromDraftForm, toDraftForm } from './draft-form.ts'
import { LetterFieldInput } from './letter-field-inputs.tsx'
import { ListRowsField } from './list-rows-field.tsx'

const words = letterTexts.detail
const more = letterKindTexts.field
/** Pause after the last key before the draft is saved and shown anew, in milliseconds. */
const pause = 700

/** What the page may ask of the fields before it prints. */
export interface DraftDesk {
  /** Writes the last words; resolves false when they were refused. */
  save(): Promise<boolean>
  /** Says beside the field what it lacks and goes there; false when no field here is meant. */
  point(error: AppError): boolean
}

/** Fields of a draft. It saves itself; the preview follows. There is no save button to forget. */
export const LetterEditor = (props: {
  letter: LetterDetail
  kind: OutputOf<'letters.kinds'>[number]
  desk: RefObject<DraftDesk | null>
  onSaved(): void
}) => {
  const { letter, kind } = props
  const signatories = useCall('office.signatories', {})
  const units = useCall('office.units', {})
  const usedUnits = (units.data ?? []).filter(({ active, code }) => active || code === letter.unitCode)
  const form = useForm<DraftForm>({
    defaultValues: toDraftForm(letter, kind, letter.applicantName),
  })
  const [state, setState] = useState<'saved' | 'unsaved' | 'saving'>('saved')
  const [refused, setRefused] = useState<unknown>(null)
  const version = useRef(letter.version)
  const timer = useRef(0)
  const stored = useRef(JSON.stringify(form.getValues()))
  const queue = useRef(Promise.resolve(true))

  /** Writes what is on screen when it differs from what was written last. */
  const store = async (): Promise<boolean> => {
    const values = form.getValues()
    const written = JSON.stringify(values)
    if (written === stored.current) return true
    if (values.letterDate === null) {
      form.setError('letterDate', { message: words.dateMissing })
      return false
    }
    setState('saving')
    setRefused(null)
    try {
      const saved = await api.letters.update({
        id: letter.id,
        version: version.current,
        ...fromDraftForm(values, values.letterDate),
      })
      version.current = saved.version
      stored.current = written
      form.clearErrors()
      const unchanged = JSON.stringify(form.getValues()) === written
      setState(unchanged ? 'saved' : 'unsaved')
      if (unchanged) props.onSaved()
      return true
    } catch (error) {
      setState('unsaved')
      if (!showOnField(form, error)) setRefused(error)
      return false
    }
  }
  const latest = useRef(store)
  latest.current = store
  // One after the other: each saving needs the version that the former one gave.
  const save = useCallback((): Promise<boolean> => {
    window.clearTimeout(timer.current)
    queue.current = queue.current.then(() => latest.current())
    return queue.current
  }, [])
  const point = (error: AppError): boolean => {
    const shown = showOnField(form, error)
    // A list has no box of its own that the cursor could be put into.
    const list = /^lists\.(.+)$/.exec(error.data.field ?? '')?.[1]
    if (list !== undefined) document.getElementById(`daftar-${list}`)?.scrollIntoView({ block: 'center' })
    return shown
  }
  props.desk.current = { save, point }

  const overtaken = refused !== null && toAppError(refused).data.code === 'CONFLICT'
  /** Another window has saved meanwhile: what stands here goes over it, or what stands there comes here. */
  const goOn = async (mine: boolean): Promise<void> => {
    const now = await api.letters.get({ id: letter.id }).catch((error: unknown) => void setRefused(error))
    if (now === undefined) return
    version.current = now.version
    setRefused(null)
    if (mine) {
      stored.current = ''
      await save()
      return
    }
    form.reset(toDraftForm(now, kind, now.applicantName))
    stored.current = JSON.stringify(form.getValues())
    window.clearTimeout(timer.current)
    setState('saved')
    props.onSaved()
  }

  useEffect(() => {
    const subscription = form.watch(() => {
      setState('unsaved')
      window.clearTimeout(timer.current)
      timer.current = window.setTimeout(() => void save(), pause)
    })
    // So must a window that is closed within it.
    const leave = (): void => void save()
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      subscription.unsubscribe()
      // Leaving within the pause must not lose the last words.
      void save()
    }
  }, [form, save])
  useShortcuts({ save: () => void save() })

  return (
    <section className="card" aria-labelledby="isi-surat">
      <Title order={2} id="isi-surat" mb="xs">
        {words.fields}
      </Title>
      <Stack gap="sm">
        <ErrorBox error={refused} />
        {overtaken ? (
          <Group gap="xs">
            <Button size="compact-md" onClick={() => void goOn(true)}>
              {words.keepMine}
            </Button>
            <Button size="compact-md" variant="default" onClick={() => void goOn(false)}>
              {words.takeTheirs}
            </Button>
          </Group>
        ) : null}
        {kind.lanes.length === 0 ? null : (
          <FormSelect
            control={form.control}
            name="lane"
            label={more.lane}
            required
            options={kind.lanes.map(({ key, label }) => ({ value: key, label }))}
          />
        )}
        {kind.purposes.length === 0 ? null : (
          <FormSelect
            control={form.control}
            name="purpose"
            label={more.purpose}
            required
            options={kind.purposes.map(({ key, label, maxDecile }) => ({ value: key, label: more.maxDecile(label, maxDecile) }))}
          />
        )}
        {kind.applicant ? <ApplicantFields form={form} /> : null}
        {kind.fields.map((field) => (
          <LetterFieldInput key={field.name} control={form.control} field={field} />
        ))}
        {kind.lists.map((list) => (
          <ListRowsField key={list.name} form={form} list={list} kind={kind.key} />
        ))}
        <FormSelect
          control={form.control}
          name="signatoryId"
          label={words.signatory}
          options={(signatories.data ?? [])
            .filter((one) => one.active || one.id === letter.signatoryId)
            .map((one) => ({ value: String(one.id), label: `${one.name}, ${one.position}` }))}
          description={actingLine(signatories.data ?? [], form.watch('signatoryId'), form.watch('letterDate'))}
        />
        {usedUnits.length === 0 ? null : (
          <FormSelect
            control={form.control}
            name="unitCode"
            label={words.unit}
            options={[
              { value: '', label: words.ownUnit },
              ...usedUnits.map(({ code, name }) => ({ value: code, label: `${code} · ${name}` })),
            ]}
          />
        )}
        <FormDate control={form.control} name="letterDate" label={words.date} required />
        <FormSelect
          control={form.control}
          name="paper"
          label={words.paper}
          options={letterPapers.map((value) => ({ value, label: words.papers[value] }))}
        />
        <FormSwitch control={form.control} name="headedPaper" label={more.headedPaper} />
        <FormTextarea control={form.control} name="copiesTo" label={words.copiesTo} description={words.copiesToHint} rows={3} />
        <ErrorBox error={signatories.error} />
        <Text size="xs" c="dimmed" role="status">
          {state === 'saved' ? words.savedDraft : state === 'saving' ? words.saving : words.unsaved}
        </Text>
      </Stack>
    </section>
  )
}
