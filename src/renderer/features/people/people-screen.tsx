import { Button, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconFileImport, IconListCheck, IconSearch, IconUserPlus, IconUsersGroup } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { PeopleFilter } from '../../../shared/contract/people.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { ExportList } from '../../components/export-list.tsx'
import { Page } from '../../components/page.tsx'
import { RegionPicker } from '../../components/region-picker.tsx'
import { number } from '../../lib/format.ts'
import { useCall, useCallPages } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { handOverTyped } from '../../lib/typed-name.ts'
import { checkTexts } from '../../texts/checks.ts'
import { duplicateTexts } from '../../texts/duplicates.ts'
import { peopleTexts } from '../../texts/people.ts'
import { RegisterTabs } from '../families/register-tabs.tsx'
import { filterFromAddress, filterToAddress } from './filter-address.ts'
import { FilterChips } from './filter-chips.tsx'
import { FilterMenu } from './filter-menu.tsx'
import { PeopleTable } from './people-table.tsx'
import { KeepSearch, SavedSearches } from './saved-searches.tsx'

const words = peopleTexts.list

/** Numbers are looked for from four digits on. */
const tooShort = (typed: string): boolean => /^\d{1,3}$/.test(typed)

/** All people by name, or those that a search finds. */
export const PeopleScreen = () => {
  const navigate = useNavigate()
  const may = useMay()
  const search = useSearch({ from: '/warga' })
  const [text, setText] = useState('')
  const region = typeof search.wilayah === 'string' ? search.wilayah : null
  const [asked] = useDebouncedValue(text.trim(), 200)
  const searching = asked.length >= 2
  const filter = filterFromAddress(search)
  const filtered = Object.keys(filter).length > 0
  const pages = useCallPages('people.list', { region, filter }, { enabled: !searching })
  const found = useCall('people.search', { text: asked, limit: 100, region, filter }, { enabled: searching, keep: true })
  const count = useCall('people.count', { region, filter })
  const show = (to: { region: string | null; filter: PeopleFilter }): void =>
    void navigate({
      to: '/warga',
      search: { ...(to.region === null ? {} : { wilayah: to.region }), ...filterToAddress(to.filter) },
      replace: true,
    })
  const doubles = useCall('duplicates.summary', {}, { enabled: may('people.merge') })
  const create = (): void => {
    handOverTyped(asked)
    void navigate({ to: '/warga/baru' })
  }
  useShortcuts(may('people.write') ? { new: create } : {})
  const rows = searching ? (found.data?.items ?? []) : pages.rows
  return (
    <Page
      title={words.title}
      fill
      beside={
        count.data === undefined ? null : (
          <Text size="sm" c="dimmed">
            {searching && found.data !== undefined
              ? words.found(`${number(found.data.total)}${found.data.more ? '+' : ''}`)
              : filtered
                ? words.found(number(count.data.people))
                : words.counted(number(count.data.people), number(count.data.families))}
          </Text>
        )
      }
      action={
        <>
          <ExportList filter={{ list: 'people', region, text: searching ? asked : '', filter }} />
          <Button
            variant="default"
            leftSection={<IconListCheck size={18} aria-hidden />}
            onClick={() => void navigate({ to: '/pemeriksaan' })}
          >
            {checkTexts.button}
          </Button>
          {may('people.merge') ? (
            <Button
              variant="default"
              leftSection={<IconUsersGroup size={18} aria-hidden />}
              onClick={() => void navigate({ to: '/data-ganda' })}
            >
              {duplicateTexts.button(number(doubles.data?.open ?? 0))}
            </Button>
          ) : null}
          {may('people.write') ? (
            <Button leftSection={<IconUserPlus size={18} aria-hidden />} onClick={create}>
              {words.new}
            </Button>
          ) : null}
        </>
      }
      filters={
        <>
          <RegisterTabs shown="people" />
          <TextInput
            label={words.text}
            placeholder={words.textHint}
            leftSection={<IconSearch size={16} aria-hidden />}
            w={290}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setText('')
              if (event.key !== 'ArrowDown') return
              event.preventDefault()
              document.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus()
            }}
            autoComplete="off"
            spellCheck={false}
          />
          <RegionPicker
            label={words.region}
            placeholder={words.all}
            w={230}
            value={region}
            onChange={(code) => show({ region: code, filter })}
          />
          <FilterMenu filter={filter} onChange={(to) => show({ region, filter: to })} />
          {searching || filtered || region !== null ? (
            <KeepSearch asked={{ text: searching ? asked : '', region, filter }} />
          ) : null}
          <SavedSearches
            onOpen={(to) => {
              setText(to.text)
              show(to)
            }}
          />
          <FilterChips filter={filter} onChange={(to) => show({ region, filter: to })} />
          {searching && found.data?.note === 'partial' ? <Text size="sm">{peopleTexts.search.partial}</Text> : null}
        </>
      }
    >
      <PeopleTable
        rows={rows}
        loading={searching ? found.isPending : pages.loading}
        error={searching ? found.error : pages.error}
        onRetry={searching ? () => void found.refetch() : pages.retry}
        hasMore={!searching && pages.hasMore}
        loadingMore={pages.loadingMore}
        onMore={pages.more}
        empty={
          searching || filtered || region !== null ? (
            <EmptyState
              title={words.nothingTitle}
              text={
                searching && found.data?.note === 'full-number'
                  ? peopleTexts.search.fullNumber
                  : searching && tooShort(asked)
                    ? peopleTexts.search.fewDigits
                    : searching
                      ? words.nothingText
                      : words.nobodyFits
              }
            >
              {filtered || region !== null ? (
                <Button variant="default" onClick={() => show({ region: null, filter: {} })}>
                  {words.everywhere}
                </Button>
              ) : null}
              {may('people.write') ? (
                <Button variant="default" onClick={create}>
                  {words.new}
                </Button>
              ) : null}
            </EmptyState>
          ) : (
            <EmptyState title={words.emptyTitle} text={words.emptyText}>
              {may('imports.write') ? (
                <Button
                  variant="default"
                  leftSection={<IconFileImport size={18} aria-hidden />}
                  onClick={() => void navigate({ to: '/impor' })}
                >
                  {words.import}
                </Button>
              ) : null}
              {may('people.write') ? <Button onClick={create}>{words.new}</Button> : null}
            </EmptyState>
          )
        }
      />
    </Page>
  )
}
