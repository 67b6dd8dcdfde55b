import { Stack, Text, Title } from '@mantine/core'
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { useForm } from 'react-hook-form'
import type { OutputOf } from '../../../shared/contract/index.ts'
import { type LetterPaper, letterPapers } from '../../../shared/contract/letter-body.ts'
import type { LetterDetail } from '../../../shared/contract/letters.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { FormDate, FormSelect, FormText, FormTextarea } from '../../components/form-fields.tsx'
import { api } from '../../lib/api.ts'
import { showOnField } from '../../lib/form-errors.ts'
import { useCall } from '../../lib/query.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { letterTexts } from '../../texts/letters.ts'

const words = letterTexts.detail
/** Pause after the last key before the draft is saved and shown anew, in milliseconds. */
const pause = 700

interface Values {
  signatoryId: string
  letterDate: string | null
  paper: LetterPaper
  fields: Record<string, string>
  copiesTo: string
}

const toLines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** Fields of a draft. It saves itself; the preview follows. There is no save button to forget. */
export const LetterEditor = (props: {
  letter: LetterDetail
  kind: OutputOf<'letters.kinds'>[number]
  /** The page waits for the last words before it prints; resolves false when they were refused. */
  saver: RefObject<(() => Promise<boolean>) | null>
  onSaved(): void
}) => {
  const { letter, kind } = props
  const signatories = useCall('office.signatories', {})
  const form = useForm<Values>({
    defaultValues: {
      signatoryId: String(letter.signatoryId),
      letterDate: letter.letterDate,
      paper: letter.paper,
      fields: Object.fromEntries(kind.fields.map((field) => [field.name, letter.fields[field.name] ?? field.initial])),
      copiesTo: letter.copiesTo.join('\n'),
    },
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
        signatoryId: Number(values.signatoryId),
        letterDate: values.letterDate,
        paper: values.paper,
        fields: values.fields,
        copiesTo: toLines(values.copiesTo),
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
  props.saver.current = save

  useEffect(() => {
    const subscription = form.watch(() => {
      setState('unsaved')
      window.clearTimeout(timer.current)
      timer.current = window.setTimeout(() => void save(), pause)
    })
    return () => {
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
        {kind.fields.map((field) =>
          field.multiline ? (
            <FormTextarea
              key={field.name}
              control={form.control}
              name={`fields.${field.name}`}
              label={field.label}
              required={field.required}
              rows={3}
            />
          ) : (
            <FormText
              key={field.name}
              control={form.control}
              name={`fields.${field.name}`}
              label={field.label}
              required={field.required}
            />
          ),
        )}
        <FormSelect
          control={form.control}
          name="signatoryId"
          label={words.signatory}
          options={(signatories.data ?? [])
            .filter((one) => one.active || one.id === letter.signatoryId)
            .map((one) => ({ value: String(one.id), label: `${one.name}, ${one.position}` }))}
        />
        <FormDate control={form.control} name="letterDate" label={words.date} required />
        <FormSelect
          control={form.control}
          name="paper"
          label={words.paper}
          options={letterPapers.map((value) => ({ value, label: words.papers[value] }))}
        />
        <FormTextarea control={form.control} name="copiesTo" label={words.copiesTo} description={words.copiesToHint} rows={3} />
        <ErrorBox error={refused ?? signatories.error} />
        <Text size="xs" c="dimmed" role="status">
          {state === 'saved' ? words.savedDraft : state === 'saving' ? words.saving : words.unsaved}
        </Text>
      </Stack>
    </section>
  )
}
