import { Button, Checkbox, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { type WorkTab, workTabs } from '../../../shared/contract/case-work.ts'
import type { Level } from '../../../shared/contract/common.ts'
import { levelsUpwards } from '../../../shared/domain/desks.ts'
import type { ComplaintKind, Register } from '../../../shared/domain/need-states.ts'
import { DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ExportList } from '../../components/export-list.tsx'
import { Page } from '../../components/page.tsx'
import { RegionPicker } from '../../components/region-picker.tsx'
import { tableProps, useCall, useCallPages } from '../../lib/query.ts'
import { rememberList } from '../../lib/record-list.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { caseTexts, levelLabels } from '../../texts/cases.ts'
import { workTexts } from '../../texts/work.ts'
import { columnsFor } from './case-columns.tsx'
import styles from './cases.module.css'
import { LevelBar } from './level-bar.tsx'
import { ThreeWays } from './three-ways.tsx'
import { WorkTable } from './work-table.tsx'
import { WorkTabs } from './work-tabs.tsx'

const words = caseTexts.list

type State = 'open' | 'closed' | 'all'
const tabOf = (value: unknown): WorkTab | 'cases' => workTabs.find((tab) => tab === value) ?? 'cases'
const registerOf = (value: unknown): Register | null => (value === 'layanan' || value === 'keluhan' ? value : null)
const kindOf = (value: unknown): Exclude<ComplaintKind, ''> | null =>
  value === 'pertanyaan' || value === 'saran' || value === 'pengaduan' ? value : null
const levelOf = (value: unknown): Level | null => levelsUpwards.find((level) => level === value) ?? null
const stateOf = (value: unknown): State => (value === 'closed' || value === 'all' ? value : 'open')

/** All cases, filtered; the filters stand in the address, the searched name does not (public desk). */
export const CasesScreen = () => {
  const navigate = useNavigate()
  const may = useMay()
  const { timeZone } = useOfficeTime()
  const search = useSearch({ from: '/kasus' })
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text.trim(), 200)
  const state = stateOf(search.state)
  const mine = search.mine === true
  const overdue = search.overdue === true
  const programmeKey = typeof search.layanan === 'string' ? search.layanan : null
  const region = typeof search.wilayah === 'string' ? search.wilayah : null
  const tab = tabOf(search.daftar)
  const register = registerOf(search.register)
  const complaintKind = kindOf(search.jenis)
  const level = levelOf(search.tingkat)
  const narrowed = { programmeKey, region, register, level }
  const programmes = useCall('programmes.list', {})
  const pages = useCallPages(
    'cases.list',
    { state, mine, overdue, ...narrowed, complaintKind, text: asked },
    { enabled: tab === 'cases' },
  )
  const filtered =
    mine ||
    overdue ||
    Object.values(narrowed).some((one) => one !== null) ||
    complaintKind !== null ||
    asked !== '' ||
    state === 'closed'
  const filter = (change: Record<string, string | boolean | undefined>): void =>
    void navigate({
      to: '/kasus',
      search: {
        state: state === 'open' ? undefined : state,
        mine: mine || undefined,
        overdue: overdue || undefined,
        layanan: programmeKey ?? undefined,
        wilayah: region ?? undefined,
        daftar: tab === 'cases' ? undefined : tab,
        register: register ?? undefined,
        jenis: complaintKind ?? undefined,
        tingkat: level ?? undefined,
        ...change,
      },
      replace: true,
    })
  const create = (): void => void navigate({ to: '/loket' })
  useShortcuts(may('cases.intake') ? { new: create } : {})
  return (
    <Page
      title={words.title}
      fill
      action={
        <>
          {tab === 'cases' ? (
            <ExportList filter={{ list: 'cases', state, mine, overdue, ...narrowed, complaintKind, text: asked }} />
          ) : null}
          {may('cases.intake') ? (
            <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={create}>
              {words.new}
            </Button>
          ) : null}
        </>
      }
      filters={
        <>
          {tab === 'cases' ? (
            <TextInput
              label={words.text}
              placeholder={words.textHint}
              leftSection={<IconSearch size={16} aria-hidden />}
              w={190}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              autoComplete="off"
              spellCheck={false}
            />
          ) : null}
          <Select
            label={words.programme}
            placeholder={words.allProgrammes}
            w={165}
            data={(programmes.data ?? []).map(({ key, name }) => ({ value: key, label: name }))}
            value={programmeKey}
            onChange={(value) => filter({ layanan: value ?? undefined })}
            clearable
            clearButtonProps={{ 'aria-label': `Kosongkan ${words.programme}` }}
            searchable
          />
          <RegionPicker
            label={words.region}
            placeholder={words.allRegions}
            w={150}
            value={region}
            onChange={(code) => filter({ wilayah: code ?? undefined })}
          />
          <Select
            label={workTexts.register}
            placeholder={workTexts.allRegisters}
            w={150}
            data={[
              { value: 'layanan', label: workTexts.registers.layanan },
              { value: 'keluhan', label: workTexts.registers.keluhan },
              ...(['pertanyaan', 'saran', 'pengaduan'] as const).map((kind) => ({
                value: kind,
                label: `Keluhan: ${workTexts.edit.kinds[kind]}`,
              })),
            ].slice(0, tab === 'cases' ? 5 : 2)}
            value={complaintKind ?? register}
            onChange={(value) =>
              filter({
                register: kindOf(value) === null ? (value ?? undefined) : 'keluhan',
                jenis: kindOf(value) ?? undefined,
              })
            }
            clearable
            clearButtonProps={{ 'aria-label': `Kosongkan ${workTexts.register}` }}
          />
          <Select
            label={workTexts.level}
            placeholder={workTexts.allLevels}
            w={155}
            data={levelsUpwards.map((value) => ({ value, label: levelLabels[value] }))}
            value={level}
            onChange={(value) => filter({ tingkat: value ?? undefined })}
            clearable
            clearButtonProps={{ 'aria-label': `Kosongkan ${workTexts.level}` }}
          />
          {tab === 'cases' ? (
            <>
              <SegmentedControl
                aria-label={words.state}
                value={state}
                onChange={(value) => filter({ state: value === 'open' ? undefined : value })}
                data={(['open', 'closed', 'all'] as const).map((value) => ({ value, label: words.states[value] }))}
              />
              <Checkbox
                className={styles.tick}
                label={words.mine}
                checked={mine}
                onChange={(event) => filter({ mine: event.currentTarget.checked || undefined })}
              />
              <Checkbox
                className={styles.tick}
                label={words.overdue}
                checked={overdue}
                onChange={(event) => filter({ overdue: event.currentTarget.checked || undefined })}
              />
            </>
          ) : null}
        </>
      }
    >
      <WorkTabs
        value={tab}
        withCases
        filter={narrowed}
        onChange={(value) => filter({ daftar: value === 'cases' ? undefined : value })}
      />
      {tab === 'all' ? <LevelBar level={level} onPick={(value) => filter({ tingkat: value ?? undefined })} /> : null}
      {tab === 'cases' ? (
        <DataTable
          {...tableProps(pages)}
          label={words.label}
          columns={columnsFor(timeZone)}
          rowKey={(row) => row.id}
          onOpen={(row) => {
            rememberList(
              'cases',
              pages.rows.map((one) => one.id),
            )
            void navigate({ to: '/kasus/$id', params: { id: String(row.id) } })
          }}
          empty={
            filtered ? (
              <EmptyState title={words.nothingTitle} text={words.nothingText}>
                <Button
                  variant="default"
                  onClick={() => {
                    setText('')
                    void navigate({ to: '/kasus', search: { state: 'all' }, replace: true })
                  }}
                >
                  {words.clear}
                </Button>
              </EmptyState>
            ) : (
              <EmptyState title={words.emptyTitle} text={<ThreeWays />}>
                {may('cases.intake') ? <Button onClick={create}>{words.new}</Button> : null}
              </EmptyState>
            )
          }
        />
      ) : (
        <WorkTable tab={tab} filter={narrowed} />
      )}
    </Page>
  )
}
