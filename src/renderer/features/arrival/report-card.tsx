import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconUserPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { Fragment, useState } from 'react'
import type { PasteForm } from '../../../shared/contract/arrival.ts'
import type { Programme } from '../../../shared/contract/programmes.ts'
import { nameKey } from '../../../shared/domain/names.ts'
import { type PastedReport, pastedValue } from '../../../shared/domain/paste-form.ts'
import { guessProgramme, pastedCase, pastedPerson } from '../../../shared/domain/pasted-case.ts'
import { useConfirm } from '../../components/confirm.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { PersonLine, PersonPicker } from '../../components/person-picker.tsx'
import { fetchDraft } from '../../lib/draft-store.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { useMay, useSession } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { seedDraft } from '../../lib/use-draft.ts'
import { arrivalTexts } from '../../texts/arrival.ts'
import { blankCounter, type CounterValues } from '../counter/counter-form.ts'
import styles from './arrival.module.css'

const words = arrivalTexts.paste

const toValues = (report: PastedReport, form: PasteForm, programmes: readonly Programme[]): CounterValues => {
  const { summary, notes, reporterName, reporterRelation } = pastedCase(report)
  const programme = guessProgramme(`${pastedValue(report, 'service')} ${pastedValue(report, 'complaint')}`, programmes)
  return {
    ...blankCounter,
    register: form.register,
    channel: form.channel,
    summary,
    notes,
    reporterKind: reporterName === '' ? 'self' : 'other',
    reporterName,
    reporterRelation,
    needs:
      programme === null ? [] : [{ programmeKey: programme.key, category: 'kebutuhan', description: '', papers: [], lane: '' }],
  }
}

/** One report: what was read, who it may be about, and the way to its draft at the counter. */
export const ReportCard = (props: {
  report: PastedReport
  form: PasteForm
  programmes: readonly Programme[]
  number: number
  total: number
  onAllDone(): void
}) => {
  const { report } = props
  const may = useMay()
  const ask = useConfirm()
  const navigate = useNavigate()
  const { session } = useSession()
  const create = useCommand('people.create')
  const [made, setMade] = useState<{ id: number; name: string } | null>(null)
  const person = pastedPerson(report)
  const asked = person.nik ?? person.name
  const found = useCall('people.search', { text: asked.slice(0, 120), limit: 4 }, { enabled: asked.length >= 2 })
  const regions = useCall('regions.search', { text: person.village }, { enabled: person.village.length >= 2 })
  const take = async (id: number, name: string): Promise<void> => {
    const key = `case.new.${id}`
    const before = await fetchDraft(key)
    if (
      before !== null &&
      !(await ask({ title: words.replaceTitle, text: words.replaceText(name), confirm: words.replace, danger: true }))
    )
      return
    await seedDraft(session.userId, key, toValues(report, props.form, props.programmes))
    setMade({ id, name })
    toast.done(words.made(name))
    if (props.total === 1) props.onAllDone()
  }
  // The village by its name, where the district has one of that name (in that sub-district); else it stands in the address.
  const village = regions.data?.filter(
    (one) =>
      one.level === 4 &&
      nameKey(one.name) === nameKey(person.village) &&
      (person.subDistrict === '' || nameKey(one.path).includes(nameKey(person.subDistrict))),
  )
  const [only, another] = village ?? []
  const regionCode = only === undefined || another !== undefined ? null : only.code
  const register = (): void =>
    create.mutate(
      {
        name: person.name,
        nik: person.nik,
        kkNumber: person.kkNumber,
        birthDate: person.birthDate,
        phone: person.phone,
        regionCode,
        address: [person.address, regionCode === null ? person.village : ''].filter((part) => part !== '').join(', '),
      },
      { onSuccess: ({ id }) => void take(id, person.name) },
    )
  const title = words.report(props.number, props.total)
  return (
    <section className="card" aria-label={title}>
      <Group justify="space-between" mb="xs">
        <Title order={2}>{title}</Title>
        {report.sender === '' ? null : (
          <Text size="sm" c="dimmed">
            {words.sender}: {report.sender}
          </Text>
        )}
      </Group>
      <Text size="sm" c="var(--tone-ok-text)">
        <IconCircleCheck size={16} aria-hidden style={{ verticalAlign: 'text-bottom' }} /> {words.understood(report.lines.length)}
      </Text>
      <dl className={styles.read}>
        {report.lines.map((line) => (
          <Fragment key={line.key}>
            <dt>{line.label}</dt>
            <dd>{line.value}</dd>
          </Fragment>
        ))}
      </dl>
      {report.unknown.length === 0 ? null : (
        <>
          <Text size="sm" c="var(--tone-warning-text)" mt="xs">
            <IconAlertTriangle size={16} aria-hidden style={{ verticalAlign: 'text-bottom' }} />{' '}
            {words.unknown(report.unknown.length)}:
          </Text>
          {report.unknown.map((line) => (
            <Text key={line.line} size="sm">
              {words.line(line.line)}: {line.text}
            </Text>
          ))}
        </>
      )}
      {report.missing.length === 0 ? null : (
        <Text size="sm" c="dimmed" mt="xs">
          {words.missing}: {report.missing.join(', ')}
        </Text>
      )}
      {person.wrongNik === '' ? null : (
        <Text size="sm" c="var(--tone-warning-text)">
          {words.nikWrong(person.wrongNik)}
        </Text>
      )}
      <Title order={3} mt="sm">
        {words.person}
      </Title>
      {made !== null ? (
        <Group gap="xs">
          <Text size="sm" role="status">
            {words.done}: <strong>{made.name}</strong>
          </Text>
          <Button onClick={() => void navigate({ to: '/loket', search: { warga: made.id } })}>{words.openDraft}</Button>
        </Group>
      ) : (
        <Stack gap="xs">
          {person.name === '' && person.nik === null ? <Text size="sm">{words.noName}</Text> : null}
          {(found.data?.items ?? []).length === 0 ? null : <Text size="sm">{words.candidates}:</Text>}
          {(asked.length >= 2 ? (found.data?.items ?? []) : []).map((hit) => (
            <Group key={hit.id} justify="space-between" wrap="nowrap">
              <PersonLine person={hit} />
              <Button
                size="compact-md"
                variant="default"
                aria-label={`${words.take}: ${hit.name}`}
                onClick={() => void take(hit.id, hit.name)}
              >
                {words.take}
              </Button>
            </Group>
          ))}
          {may('people.read') ? <PersonPicker label={words.search} onPick={(hit) => void take(hit.id, hit.name)} /> : null}
          {may('people.write') && person.name !== '' ? (
            <Button
              variant="default"
              leftSection={<IconUserPlus size={18} aria-hidden />}
              loading={create.isPending}
              onClick={register}
            >
              {words.register}
            </Button>
          ) : null}
          <ErrorBox error={create.error ?? found.error} />
        </Stack>
      )}
    </section>
  )
}
