import { Alert, Button, Group, Select, SimpleGrid, Stack, Table, Text, Textarea, TextInput } from '@mantine/core'
import { DateInput } from '@mantine/dates'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { useConfirm } from '../../components/confirm.tsx'
import { DraftNote } from '../../components/draft-note.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { FilePicker } from '../../components/file-picker.tsx'
import { JobProgress } from '../../components/job-progress.tsx'
import { Section } from '../../components/page.tsx'
import type { Uploaded } from '../../lib/files.ts'
import { parseDay } from '../../lib/format.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { useOfficeTime } from '../../lib/session.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useJob } from '../../lib/use-job.ts'
import { letterBatchTexts as words } from '../../texts/letter-batches.ts'
import { letterTexts } from '../../texts/letters.ts'
import { QuickField } from './quick-field.tsx'

interface BatchValues {
  kind: string | null
  signatory: string | null
  letterDate: string | null
  title: string
  purpose: string | null
  lane: string | null
  unitCode: string
  fields: Readonly<Record<string, string>>
  /** The list as it was typed or pasted. */
  text: string
}

/** What the letters say, for whom, and who of the list was found. */
export const BatchForm = () => {
  const navigate = useNavigate()
  const ask = useConfirm()
  const { today } = useOfficeTime()
  const kinds = useCall('letters.kinds', {})
  const signatories = useCall('office.signatories', {})
  const checking = useJob('letterBatches.check')
  const create = useCommand('letterBatches.create')
  const form = useForm<BatchValues>({
    defaultValues: {
      kind: null,
      signatory: null,
      letterDate: today,
      title: '',
      purpose: null,
      lane: null,
      unitCode: '',
      fields: {},
      text: '',
    },
  })
  // A list of hundreds outlives a look at another screen. The day is of today, whenever it was begun.
  const draft = useDraft('letters.batch', form, { omit: ['letterDate'] })
  const { signatory, letterDate, title, purpose, lane, unitCode, fields, text, ...values } = form.watch()
  const units = useCall('office.units', {})
  const usedUnits = (units.data ?? []).filter(({ active }) => active)
  const [missing, setMissing] = useState<string | null>(null)
  const [file, setFile] = useState<Uploaded | null>(null)

  const fitting = (kinds.data ?? []).filter((one) => one.about === 'person' && !one.needsReferral && one.lists.length === 0)
  const kind = fitting.find(({ key }) => key === values.kind) ?? fitting[0]
  const active = (signatories.data ?? []).filter((one) => one.active)
  const signatoryId = Number(signatory ?? active[0]?.id ?? 0)
  const found = (checking.result?.lines ?? []).filter(({ state }) => state === 'found')
  const rest = (checking.result?.lines ?? []).filter(({ state }) => state !== 'found')

  if (kinds.data !== undefined && kind === undefined)
    return (
      <Section title={words.newTitle}>
        <EmptyState title={words.noKind} text={words.noKindText} />
      </Section>
    )
  const make = async (): Promise<void> => {
    if (kind === undefined || letterDate === null || create.isPending) return
    // What is wrong for everybody is said beside its field, before anybody is asked.
    const empty = kind.fields.find((field) => field.required && (fields[field.name] ?? field.initial).trim() === '')
    setMissing(empty?.name ?? null)
    create.reset()
    if (empty !== undefined) {
      document.getElementById(`isian-${empty.name}`)?.focus()
      return
    }
    const personIds = found.flatMap(({ personId }) => personId ?? [])
    const sure = await ask({
      title: words.makeTitle(personIds.length),
      text: words.makeText,
      confirm: words.make(personIds.length),
    })
    if (!sure) return
    create.mutate(
      {
        kind: kind.key,
        title: title.trim(),
        personIds,
        signatoryId,
        letterDate,
        paper: kind.paper,
        fields: Object.fromEntries(kind.fields.map((field) => [field.name, fields[field.name] ?? field.initial])),
        copiesTo: kind.copiesTo,
        ...(purpose === null ? {} : { purpose }),
        ...(lane === null ? {} : { lane }),
        unitCode,
      },
      {
        onSuccess: ({ id }) => {
          draft.clear()
          void navigate({ to: '/surat/daftar/$id', params: { id: `${id}` }, search: { cetak: true } as never })
        },
      },
    )
  }
  return (
    <Section title={words.newTitle}>
      <Stack gap="sm">
        <DraftNote draft={draft} />
        <SimpleGrid cols={3} spacing="sm">
          <Select
            label={words.kind}
            allowDeselect={false}
            value={kind?.key ?? null}
            onChange={(value) => form.setValue('kind', value)}
            data={fitting.map((one) => ({ value: one.key, label: one.name }))}
          />
          <Select
            label={words.signatory}
            allowDeselect={false}
            value={signatoryId === 0 ? null : String(signatoryId)}
            error={
              signatories.data !== undefined && active.length === 0
                ? `${letterTexts.noSignatory} ${letterTexts.noSignatoryHint}`
                : undefined
            }
            onChange={(value) => form.setValue('signatory', value)}
            data={active.map((one) => ({ value: String(one.id), label: `${one.name}, ${one.position}` }))}
          />
          <DateInput
            label={words.date}
            valueFormat="DD/MM/YYYY"
            dateParser={parseDay}
            value={letterDate}
            onChange={(day) => form.setValue('letterDate', day)}
          />
          {kind === undefined || kind.purposes.length === 0 ? null : (
            <Select
              label={words.purpose}
              value={purpose}
              onChange={(value) => form.setValue('purpose', value)}
              data={kind.purposes.map((one) => ({ value: one.key, label: one.label }))}
            />
          )}
          {kind === undefined || kind.lanes.length === 0 ? null : (
            <Select
              label={words.lane}
              value={lane}
              onChange={(value) => form.setValue('lane', value)}
              data={kind.lanes.map((one) => ({ value: one.key, label: one.label }))}
            />
          )}
          {usedUnits.length === 0 ? null : (
            <Select
              label={letterTexts.detail.unit}
              allowDeselect={false}
              value={unitCode}
              onChange={(code) => form.setValue('unitCode', code ?? '')}
              data={[
                { value: '', label: letterTexts.detail.ownUnit },
                ...usedUnits.map(({ code, name }) => ({ value: code, label: `${code} · ${name}` })),
              ]}
            />
          )}
          {(kind?.fields ?? []).map((field) => (
            <QuickField
              key={field.name}
              field={field}
              value={fields[field.name] ?? field.initial}
              error={missing === field.name ? words.fieldMissing : undefined}
              onChange={(value) => {
                if (missing === field.name) setMissing(null)
                form.setValue('fields', { ...fields, [field.name]: value })
              }}
            />
          ))}
          <TextInput
            label={words.name}
            placeholder={words.nameHint}
            value={title}
            onChange={(event) => form.setValue('title', event.currentTarget.value)}
          />
        </SimpleGrid>
        <Textarea
          label={words.list}
          description={words.listHint}
          rows={6}
          value={text}
          onChange={(event) => {
            form.setValue('text', event.currentTarget.value)
            checking.reset()
          }}
          disabled={file !== null}
          spellCheck={false}
          maxLength={200_000}
        />
        {file === null ? (
          <FilePicker
            label={words.file}
            hint={words.orFile}
            accept=".xlsx,.xls,.csv,.xlsm"
            onFile={(chosen) => {
              setFile(chosen)
              checking.reset()
            }}
          />
        ) : (
          <Group gap="xs">
            <Text size="sm">{words.fileChosen(file.name)}</Text>
            <Button
              variant="subtle"
              size="compact-sm"
              onClick={() => {
                setFile(null)
                checking.reset()
              }}
            >
              {words.noFile}
            </Button>
          </Group>
        )}
        <JobProgress job={checking} label={words.checking} />
        {rest.length === 0 ? null : (
          <Alert color="yellow" role="status" title={words.rest(rest.length)}>
            <Text size="sm" mb="xs">
              {words.restText}
            </Text>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{words.where}</Table.Th>
                  <Table.Th>{words.given}</Table.Th>
                  <Table.Th>{words.person}</Table.Th>
                  <Table.Th>{words.why}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {rest.slice(0, 100).map((line) => (
                  <Table.Tr key={line.where}>
                    <Table.Td>{line.where}</Table.Td>
                    <Table.Td className="numeric">{line.given}</Table.Td>
                    <Table.Td>{line.name}</Table.Td>
                    <Table.Td>{words.states[line.state]}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Alert>
        )}
        <ErrorBox error={create.error} />
        <Group gap="sm">
          <Button
            variant={found.length > 0 ? 'default' : 'filled'}
            loading={checking.running}
            disabled={text.trim() === '' && file === null}
            onClick={() => void checking.start({ text: file === null ? text : '', fileId: file?.fileId ?? null })}
          >
            {words.check}
          </Button>
          {found.length > 0 ? (
            <>
              <Button loading={create.isPending} disabled={letterDate === null || signatoryId === 0} onClick={() => void make()}>
                {words.make(found.length)}
              </Button>
              <Text size="sm" role="status">
                {words.found(found.length)}
              </Text>
            </>
          ) : null}
        </Group>
      </Stack>
    </Section>
  )
}
