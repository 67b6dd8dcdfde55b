import { Alert, Button, Group, Select, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { OutputOf } from '../../../shared/contract/index.ts'
import type { WaitingLetter } from '../../../shared/contract/letter-life.ts'
import { dayIn } from '../../../shared/domain/dates.ts'
import { type MarkedStep, markedSteps, mayMark, stageOf } from '../../../shared/domain/letter-life.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { StatusBadge } from '../../components/status-badge.tsx'
import { number, shortDate } from '../../lib/format.ts'
import { ownCounter } from '../../lib/own-counter.ts'
import { tableProps, useCall, useCallPages, useCommand } from '../../lib/query.ts'
import { rememberList } from '../../lib/record-list.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { letterLifeTexts } from '../../texts/letter-life.ts'
import { letterTexts } from '../../texts/letters.ts'
import { HandOverManyDialog, type Receiver } from './hand-over-many-dialog.tsx'
import { letterTone } from './letter-state.ts'

const words = letterLifeTexts.waiting
const dayChoices = [1, 3, 7, 14, 30] as const
const stages = ['printed', 'signed', 'stamped'] as const

const columnsFor = (lateDays: number, timeZone: string): Column<WaitingLetter>[] => [
  {
    key: 'days',
    header: words.columns.days,
    width: '84px',
    cell: (row) =>
      row.days >= lateDays ? <StatusBadge tone="warning">{number(row.days)}</StatusBadge> : <span>{number(row.days)}</span>,
  },
  {
    key: 'number',
    header: words.columns.number,
    width: 'minmax(210px, 1.2fr)',
    cell: (row) => <span className="numeric">{row.number ?? letterTexts.waitingNumber}</span>,
    title: (row) => row.number ?? letterTexts.waitingNumber,
  },
  {
    key: 'client',
    header: words.columns.client,
    width: 'minmax(120px, 1.1fr)',
    cell: (row) => <strong>{row.clientName === '' ? row.addressee : row.clientName}</strong>,
    title: (row) => row.clientName,
  },
  {
    key: 'applicant',
    header: words.columns.applicant,
    width: 'minmax(110px, 1fr)',
    cell: (row) =>
      row.applicantName === '' ? '' : `${row.applicantName}${row.applicantRelation === '' ? '' : ` (${row.applicantRelation})`}`,
    title: (row) => row.applicantName,
  },
  {
    key: 'kind',
    header: words.columns.kind,
    width: 'minmax(110px, 1fr)',
    cell: (row) => row.kindName,
    title: (row) => row.kindName,
  },
  {
    key: 'purpose',
    header: words.columns.purpose,
    width: 'minmax(90px, 0.8fr)',
    cell: (row) => row.purposeLabel,
    title: (row) => row.purposeLabel,
  },
  {
    key: 'date',
    header: words.columns.date,
    width: '96px',
    cell: (row) => <span className="numeric">{row.printedAt === null ? '' : shortDate(dayIn(row.printedAt, timeZone))}</span>,
  },
  {
    key: 'stage',
    header: words.columns.stage,
    width: '164px',
    cell: (row) => <StatusBadge tone={letterTone(stageOf(row))}>{letterTexts.states[stageOf(row)]}</StatusBadge>,
  },
]

/** Printed letters nobody received yet; ticked ones are marked together. */
export const WaitingLetters = () => {
  const may = useMay()
  const navigate = useNavigate()
  const { timeZone } = useOfficeTime()
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text.trim(), 200)
  const [kind, setKind] = useState<string | null>(null)
  const [purpose, setPurpose] = useState<string | null>(null)
  const [unit, setUnit] = useState<string | null>(null)
  const [stage, setStage] = useState<(typeof stages)[number] | null>(null)
  const [minDays, setMinDays] = useState(0)
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set())
  const [handing, setHanding] = useState(false)
  const [refused, setRefused] = useState<OutputOf<'letterLife.mark'>['refused']>([])
  const choices = useCall('letterLife.choices', {})
  const settings = useCall('letterLife.settings', {})
  const mark = useCommand('letterLife.mark')
  const filter = { text: asked, kind, purpose, unit, stage, minDays }
  const pages = useCallPages('letterLife.waiting', filter)
  const chosen = pages.rows.filter((row) => ticked.has(row.id))
  const rules = settings.data?.settings
  const steps = markedSteps.filter(
    (step) => mayMark(may, step) && (step === 'handed' || (rules !== undefined && rules[step] !== 'off')),
  )
  const narrowed = asked !== '' || kind !== null || purpose !== null || unit !== null || stage !== null || minDays > 0
  const go = (step: MarkedStep, receiver: Receiver): void =>
    mark.mutate(
      {
        step,
        letters: chosen.slice(0, 500).map(({ id, version }) => ({ id, version })),
        desk: step === 'handed' ? ownCounter() : '',
        ...receiver,
      },
      {
        onSuccess: (done) => {
          setHanding(false)
          setRefused(done.refused)
          setTicked(new Set(done.refused.map(({ id }) => id)))
          if (done.marked > 0) toast.done(words.result(done.marked))
        },
        onError: toast.error,
      },
    )
  const optionOf = (all: readonly { key: string; name: string; count: number }[]) =>
    all.map((one) => ({ value: one.key, label: `${one.name === '' ? words.ownUnit : one.name} (${number(one.count)})` }))
  const counts = choices.data
  return (
    <>
      <Group gap="xs" align="end">
        <TextInput
          label={words.text}
          placeholder={words.textHint}
          leftSection={<IconSearch size={16} aria-hidden />}
          w={230}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          autoComplete="off"
          spellCheck={false}
        />
        <Select
          label={words.kind}
          placeholder={words.all}
          clearable
          searchable
          w={220}
          value={kind}
          onChange={setKind}
          data={optionOf(counts?.kinds ?? [])}
        />
        {(counts?.purposes.length ?? 0) === 0 ? null : (
          <Select
            label={words.purpose}
            placeholder={words.all}
            clearable
            searchable
            w={190}
            value={purpose}
            onChange={setPurpose}
            data={optionOf(counts?.purposes ?? [])}
          />
        )}
        {(counts?.units.length ?? 0) < 2 && unit === null ? null : (
          <Select
            label={words.unit}
            placeholder={words.all}
            clearable
            w={170}
            value={unit}
            onChange={setUnit}
            data={optionOf(counts?.units ?? [])}
          />
        )}
        <Select
          label={words.stage}
          placeholder={words.all}
          clearable
          w={150}
          value={stage}
          onChange={(value) => setStage(stages.find((one) => one === value) ?? null)}
          data={stages.map((value) => ({ value, label: words.stages[value] }))}
        />
        <Select
          label={words.days}
          placeholder={words.all}
          clearable
          w={160}
          value={minDays === 0 ? null : String(minDays)}
          onChange={(value) => setMinDays(Number(value ?? 0))}
          data={dayChoices.map((days) => ({ value: String(days), label: words.daysAtLeast(days) }))}
        />
      </Group>
      {may('cases.write') && pages.rows.length > 0 ? (
        <Group gap="xs" mih={36}>
          <Text size="sm" fw={600} aria-live="polite">
            {chosen.length === 0 ? words.none : words.ticked(chosen.length)}
          </Text>
          {chosen.length === 0
            ? null
            : steps.map((step) => (
                <Button
                  key={step}
                  size="xs"
                  variant={step === 'handed' ? 'filled' : 'default'}
                  loading={mark.isPending}
                  onClick={() => (step === 'handed' ? setHanding(true) : go(step, { to: '', relation: '', on: null }))}
                >
                  {letterLifeTexts.mark[step]}
                </Button>
              ))}
        </Group>
      ) : null}
      {refused.length === 0 ? null : (
        <Alert color="yellow" title={words.refusedTitle(refused.length)} withCloseButton onClose={() => setRefused([])}>
          {refused.slice(0, 8).map((one) => (
            <Text size="sm" key={one.id}>
              {[one.number, one.clientName].filter((part) => part !== '').join(' · ')}: {one.message}
            </Text>
          ))}
        </Alert>
      )}
      <DataTable
        {...tableProps(pages)}
        label={words.label}
        columns={columnsFor(rules?.lateDays ?? 7, timeZone)}
        rowKey={(row) => row.id}
        {...(may('cases.write') ? { selection: { selected: ticked, onChange: setTicked } } : {})}
        onOpen={(row) => {
          rememberList(
            'letters',
            pages.rows.map((one) => one.id),
          )
          void navigate({ to: '/surat/$id', params: { id: String(row.id) } })
        }}
        empty={
          narrowed ? (
            <EmptyState title={words.nothingTitle} text={words.nothingText} />
          ) : (
            <EmptyState title={words.emptyTitle} text={words.emptyText}>
              <Button variant="default" onClick={() => void navigate({ to: '/surat' })}>
                {words.toLetters}
              </Button>
            </EmptyState>
          )
        }
      />
      {handing ? (
        <HandOverManyDialog
          count={chosen.length}
          pending={mark.isPending}
          onClose={() => setHanding(false)}
          onConfirm={(receiver) => go('handed', receiver)}
        />
      ) : null}
    </>
  )
}
