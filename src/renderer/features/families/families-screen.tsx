import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { FamilyRow } from '../../../shared/contract/families.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Page } from '../../components/page.tsx'
import { RegionPicker } from '../../components/region-picker.tsx'
import { tableProps, useCallPages } from '../../lib/query.ts'
import { rememberList } from '../../lib/record-list.ts'
import { familyTexts } from '../../texts/families.ts'
import { RegisterTabs } from './register-tabs.tsx'

const words = familyTexts.list

const columns: Column<FamilyRow>[] = [
  {
    key: 'head',
    header: 'Kepala keluarga',
    width: 'minmax(180px, 2fr)',
    cell: (row) => (row.head === '' ? words.noHead : <strong>{row.head}</strong>),
    title: (row) => row.head,
  },
  { key: 'kk', header: 'No. KK', width: '164px', cell: (row) => <span className="numeric">{row.kkMasked}</span> },
  { key: 'members', header: 'Anggota', width: '80px', cell: (row) => <span className="numeric">{row.members}</span> },
  { key: 'address', header: 'Alamat', width: 'minmax(140px, 1.6fr)', cell: (row) => row.address, title: (row) => row.address },
  { key: 'village', header: 'Desa', width: 'minmax(110px, 1fr)', cell: (row) => row.village, title: (row) => row.village },
  { key: 'state', header: 'Keadaan', width: '140px', cell: (row) => familyTexts.states[row.state] },
]

/** All families by the head's name, or those that a search finds. */
export const FamiliesScreen = () => {
  const navigate = useNavigate()
  const search = useSearch({ from: '/keluarga' })
  const [text, setText] = useState('')
  const region = typeof search.wilayah === 'string' ? search.wilayah : null
  const [asked] = useDebouncedValue(text.trim(), 200)
  const searched = asked.length >= 2 ? asked : ''
  const pages = useCallPages('families.list', { text: searched, region })
  return (
    <Page
      title={words.title}
      fill
      filters={
        <>
          <RegisterTabs shown="families" />
          <TextInput
            label={words.text}
            placeholder={words.textHint}
            leftSection={<IconSearch size={16} aria-hidden />}
            w={320}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            autoComplete="off"
            spellCheck={false}
          />
          <RegionPicker
            label={words.region}
            placeholder={words.all}
            w={320}
            value={region}
            onChange={(code) => void navigate({ to: '/keluarga', search: code === null ? {} : { wilayah: code }, replace: true })}
          />
        </>
      }
    >
      <DataTable
        {...tableProps(pages)}
        label="Daftar keluarga"
        columns={columns}
        rowKey={(row) => row.id}
        onOpen={(row) => {
          rememberList(
            'families',
            pages.rows.map((one) => one.id),
          )
          void navigate({ to: '/keluarga/$id', params: { id: String(row.id) } })
        }}
        empty={
          searched !== '' || region !== null ? (
            <EmptyState title={words.nothingTitle} text={words.nothingText} />
          ) : (
            <EmptyState title={words.emptyTitle} text={words.emptyText}>
              <Button variant="default" onClick={() => void navigate({ to: '/warga' })}>
                {words.toPeople}
              </Button>
            </EmptyState>
          )
        }
      />
    </Page>
  )
}
