import { Stack, Text, Title } from '@mantine/core'
import type { UseFormReturn } from 'react-hook-form'
import type { Programme } from '../../../shared/contract/programmes.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { FormRadio, FormText } from '../../components/form-fields.tsx'
import { Loading } from '../../components/loading.tsx'
import { counterTexts as words } from '../../texts/counter.ts'
import { ChosenNeedCard } from './chosen-need.tsx'
import styles from './counter.module.css'
import type { ChosenNeed, CounterValues } from './counter-form.ts'
import { ServiceTiles } from './service-tiles.tsx'

/** Middle column: services, their papers, who reports, the complaint in a sentence. */
export const NeedsSide = (props: {
  form: UseFormReturn<CounterValues>
  programmes: readonly Programme[]
  loading: boolean
  error: unknown
}) => {
  const { form, programmes } = props
  const needs = form.watch('needs')
  const reporterKind = form.watch('reporterKind')
  const setNeeds = (next: ChosenNeed[]): void => form.setValue('needs', next, { shouldDirty: true })
  const toggle = (key: string): void =>
    setNeeds(
      needs.some((need) => need.programmeKey === key)
        ? needs.filter((need) => need.programmeKey !== key)
        : [...needs, { programmeKey: key, category: 'kebutuhan', description: '', papers: [] }],
    )
  return (
    <section className="card" aria-labelledby="loket-kebutuhan">
      <Title order={2} id="loket-kebutuhan" mb="xs">
        {words.steps.needs}
      </Title>
      <Stack gap="sm">
        {props.error !== null && props.error !== undefined ? (
          <ErrorBox error={props.error} />
        ) : props.loading ? (
          <Loading />
        ) : programmes.length === 0 ? (
          <Text size="sm">{words.programmesEmpty}</Text>
        ) : (
          <ServiceTiles programmes={programmes} chosen={needs.map((need) => need.programmeKey)} onToggle={toggle} />
        )}
        {needs.map((need, index) => {
          const programme = programmes.find(({ key }) => key === need.programmeKey)
          return programme === undefined ? null : (
            <ChosenNeedCard
              key={need.programmeKey}
              need={need}
              programme={programme}
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
        <FormRadio
          control={form.control}
          name="reporterKind"
          label={words.reporter}
          options={[
            { value: 'self', label: words.reporterSelf },
            { value: 'other', label: words.reporterOther },
          ]}
        />
        {reporterKind === 'other' ? (
          <div className={styles.reporter}>
            <FormText control={form.control} name="reporterName" label={words.reporterName} maxLength={300} required />
            <FormText
              control={form.control}
              name="reporterRelation"
              label={words.reporterRelation}
              placeholder={words.reporterRelationHint}
              maxLength={300}
            />
            <FormText control={form.control} name="reporterPhone" label={words.reporterPhone} maxLength={30} />
          </div>
        ) : null}
      </Stack>
    </section>
  )
}
