import { Stack, Text, Title } from '@mantine/core'
import type { UseFormReturn } from 'react-hook-form'
import type { Repeat } from '../../../shared/contract/arrival.ts'
import type { OutputOf } from '../../../shared/contract/index.ts'
import type { Programme } from '../../../shared/contract/programmes.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { FormText, FormTextarea } from '../../components/form-fields.tsx'
import { Loading } from '../../components/loading.tsx'
import { useCall } from '../../lib/query.ts'
import { counterTexts as words } from '../../texts/counter.ts'
import { ChosenNeedCard } from './chosen-need.tsx'
import { type ChosenNeed, type CounterValues, freshNeed } from './counter-form.ts'
import { RegisterChoice } from './register-choice.tsx'
import { ReporterFields } from './reporter-fields.tsx'
import { ServiceTiles } from './service-tiles.tsx'

/** Middle column: services, their papers, who reports, the complaint in a sentence. */
export const NeedsSide = (props: {
  form: UseFormReturn<CounterValues>
  clientId: number | null
  registers: OutputOf<'arrival.desk'>['registers']
  relations: readonly string[]
  programmes: readonly Programme[]
  loading: boolean
  error: unknown
}) => {
  const { form, programmes } = props
  const needs = form.watch('needs')
  const notes = form.watch('notes')
  const keys = needs.map((need) => need.programmeKey)
  const repeats = useCall(
    'arrival.repeats',
    { personId: props.clientId ?? 1, programmeKeys: keys },
    { enabled: props.clientId !== null && keys.length > 0, keep: true },
  )
  const repeatsOf = (key: string): Repeat[] =>
    props.clientId === null ? [] : (repeats.data?.items.filter((one) => one.programmeKey === key) ?? [])
  const setNeeds = (next: ChosenNeed[]): void => form.setValue('needs', next, { shouldDirty: true })
  const toggle = (key: string): void =>
    setNeeds(
      needs.some((need) => need.programmeKey === key)
        ? needs.filter((need) => need.programmeKey !== key)
        : [...needs, freshNeed(programmes.find((one) => one.key === key) ?? { key, lanes: [] })],
    )
  return (
    <section className="card" aria-labelledby="loket-kebutuhan">
      <Title order={2} id="loket-kebutuhan" mb="xs">
        {words.steps.needs}
      </Title>
      <Stack gap="sm">
        <RegisterChoice form={form} registers={props.registers} />
        {props.error !== null && props.error !== undefined ? (
          <ErrorBox error={props.error} />
        ) : props.loading ? (
          <Loading />
        ) : programmes.length === 0 ? (
          <Text size="sm">{words.programmesEmpty}</Text>
        ) : (
          <ServiceTiles
            key={props.clientId ?? 0}
            programmes={programmes}
            chosen={keys}
            onToggle={toggle}
            focus={props.clientId !== null}
          />
        )}
        {needs.map((need, index) => {
          const programme = programmes.find(({ key }) => key === need.programmeKey)
          return programme === undefined ? null : (
            <ChosenNeedCard
              key={need.programmeKey}
              need={need}
              programme={programme}
              repeats={repeatsOf(need.programmeKey)}
              onChange={(changed) => setNeeds(needs.map((one, at) => (at === index ? changed : one)))}
              onRemove={() => toggle(need.programmeKey)}
            />
          )
        })}
        <FormText
          control={form.control}
          name="summary"
          label={words.summary}
          placeholder={words.summaryHint}
          maxLength={300}
          required
        />
        {notes === '' ? null : <FormTextarea control={form.control} name="notes" label={words.notes} rows={3} />}
        <ReporterFields form={form} relations={props.relations} />
      </Stack>
    </section>
  )
}
