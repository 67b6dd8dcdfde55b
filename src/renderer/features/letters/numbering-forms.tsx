import { Text } from '@mantine/core'
import { useForm } from 'react-hook-form'
import type { OutputOf } from '../../../shared/contract/index.ts'
import {
  letterNumber,
  numberingProblems,
  numberSources,
  sequenceRestarts,
  sequenceScopes,
} from '../../../shared/domain/letter-number.ts'
import { FormDate, FormNumber, FormRadio, FormSelect, FormSuggest, FormText } from '../../components/form-fields.tsx'
import { showOnField } from '../../lib/form-errors.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { letterNumberTexts as words } from '../../texts/letter-numbers.ts'
import { RecordModal } from '../settings/record-modal.tsx'

type Kind = OutputOf<'letterNumbers.overview'>['kinds'][number]
type Sequence = OutputOf<'letterNumbers.overview'>['sequences'][number]

/** The codes that the office's list suggests; none for those who may not read definitions. */
const useArchiveCodes = (): { value: string; label: string }[] => {
  const may = useMay()
  const list = useCall(
    'definitions.get',
    { kind: 'value-list', key: 'kode-arsip-surat', version: null },
    { enabled: may('definitions.read') },
  )
  const body = list.data?.body as { values?: { code: string; label: string }[] } | undefined
  return (body?.values ?? []).map(({ code, label }) => ({ value: code, label }))
}

/** How one kind is numbered, with the number it would make beside it. */
export const RulesForm = (props: { kind: Kind; onClose(): void }) => {
  const { kind } = props
  const { today } = useOfficeTime()
  const office = useCall('office.get', {})
  const save = useCommand('letterNumbers.saveRules')
  const form = useForm({ defaultValues: kind.numbering })
  const rules = form.watch()
  const codes = useArchiveCodes()
  const problem = numberingProblems(rules)[0]
  const example = letterNumber(rules.pattern, {
    archiveCode: rules.archiveCode,
    value: 45,
    unitCode: office.data?.unitCode ?? '',
    letterDate: today,
  })
  return (
    <RecordModal
      title={words.edit(kind.name)}
      form={form}
      onClose={props.onClose}
      saving={save.isPending}
      error={save.error}
      onSave={(numbering) =>
        save.mutate(
          { kind: kind.key, baseVersion: kind.version, numbering },
          {
            onSuccess: () => {
              toast.done(words.saved)
              props.onClose()
            },
          },
        )
      }
    >
      <FormRadio
        control={form.control}
        name="source"
        label={words.source}
        options={numberSources.map((value) => ({ value, label: words.sources[value] }))}
      />
      <FormText control={form.control} name="pattern" label={words.pattern} description={words.patternHint} required />
      <FormSuggest
        control={form.control}
        name="archiveCode"
        label={words.archiveCode}
        description={words.archiveHint}
        options={codes}
      />
      <Text size="sm" role="status" c={problem === undefined ? undefined : 'red.9'}>
        {problem === undefined ? (
          <>
            {words.example}: <strong className="numeric">{example}</strong>
          </>
        ) : (
          problem.message
        )}
      </Text>
      <FormRadio
        control={form.control}
        name="scope"
        label={words.scope}
        options={sequenceScopes.map((value) => ({ value, label: words.scopes[value] }))}
      />
      {rules.scope === 'kind' ? null : <FormText control={form.control} name="sequence" label={words.sequence} required />}
      <FormRadio
        control={form.control}
        name="restart"
        label={words.restart}
        options={sequenceRestarts.map((value) => ({ value, label: words.restarts[value] }))}
      />
    </RecordModal>
  )
}

/** Takes over a book that was kept on paper. */
export const StartForm = (props: { sequence: Sequence; label: string; onClose(): void }) => {
  const { sequence } = props
  const start = useCommand('letterNumbers.start')
  const form = useForm({
    defaultValues: { last: sequence.last === 0 ? (undefined as unknown as number) : sequence.last, reason: '' },
  })
  return (
    <RecordModal
      title={`${words.startTitle}: ${props.label}`}
      form={form}
      onClose={props.onClose}
      saving={start.isPending}
      error={start.error}
      onSave={({ last, reason }) =>
        start.mutate(
          { key: sequence.key, year: sequence.year, last, reason },
          {
            onSuccess: (done) => {
              toast.done(words.started(done.last))
              props.onClose()
            },
            onError: (error) => void showOnField(form, error),
          },
        )
      }
    >
      <Text size="sm">{words.startText}</Text>
      <FormNumber control={form.control} name="last" label={words.startLast} required min={1} />
      <FormText control={form.control} name="reason" label={words.reason} required />
    </RecordModal>
  )
}

/** A range for this PC or a unit, or a day's quota. */
export const RangeForm = (props: { sequences: (Sequence & { label: string })[]; onClose(): void }) => {
  const add = useCommand('letterNumbers.addRange')
  const units = useCall('office.units', {})
  const places = props.sequences.map((one) => ({
    value: `${one.year} ${one.key}`,
    label: `${one.label}, ${one.year === 0 ? words.always : one.year}`,
  }))
  const form = useForm({
    defaultValues: {
      place: places[0]?.value ?? '',
      day: null as string | null,
      unitCode: '',
      first: undefined as unknown as number,
      last: undefined as unknown as number,
      note: '',
    },
  })
  return (
    <RecordModal
      title={words.addRange}
      form={form}
      onClose={props.onClose}
      saving={add.isPending}
      error={add.error}
      onSave={({ place, ...range }) => {
        const [year = '', ...key] = place.split(' ')
        add.mutate(
          { ...range, year: Number(year), key: key.join(' ') },
          {
            onSuccess: () => {
              toast.done(words.added)
              props.onClose()
            },
            onError: (error) => void showOnField(form, error),
          },
        )
      }}
    >
      <FormSelect control={form.control} name="place" label={words.sequenceName} options={places} required />
      <FormDate control={form.control} name="day" label={words.day} description={words.dayHint} />
      <FormNumber control={form.control} name="first" label={words.first} required min={1} />
      <FormNumber control={form.control} name="last" label={words.rangeLast} required min={1} />
      <FormSelect
        control={form.control}
        name="unitCode"
        label={words.unit}
        options={[
          { value: '', label: words.everyUnit },
          ...(units.data ?? [])
            .filter(({ active }) => active)
            .map(({ code, name }) => ({ value: code, label: `${code} · ${name}` })),
        ]}
      />
      <FormText control={form.control} name="note" label={words.note} />
    </RecordModal>
  )
}
