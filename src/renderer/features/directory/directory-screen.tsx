import { Button, Modal, Select, Stack, Switch, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page.tsx'
import { RegionPicker } from '../../components/region-picker.tsx'
import { useCall } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { directoryTexts as words } from '../../texts/directory.ts'
import { AgencyCard } from './agency-card.tsx'
import { AgencyForm } from './agency-form.tsx'
import { DirectoryFileDialog } from './directory-file.tsx'

/**
 * Who can help: search by need, sector and village; each agency with contact, hours and the papers it asks for.
 * `lembaga` in the address (a number, or `baru`) is the one whose form is open.
 */
export const DirectoryScreen = () => {
  const may = useMay()
  const [typed, setTyped] = useState('')
  const [text] = useDebouncedValue(typed.trim(), 200)
  const [sector, setSector] = useState<string | null>(null)
  const [region, setRegion] = useState<string | null>(null)
  const [all, setAll] = useState(false)
  const [file, setFile] = useState(false)
  const programmes = useCall('programmes.list', {}, { enabled: may('cases.read') })
  const sectors = [...new Map((programmes.data ?? []).map((one) => [one.sector, one.sectorLabel])).entries()].map(
    ([value, label]) => ({ value, label }),
  )
  const found = useCall('directory.list', { text, onlyActive: !all, sector: sector ?? '', region }, { keep: true })
  const mayWrite = may('directory.write')
  const navigate = useNavigate()
  const { lembaga } = useSearch({ from: '/direktori' })
  const id = mayWrite && typeof lembaga === 'number' ? lembaga : null
  const adding = mayWrite && lembaga === 'baru'
  const agency = useCall('directory.get', { id: id ?? 1 }, { enabled: id !== null })
  const edit = (which: number | 'baru'): void => void navigate({ to: '/direktori', search: { lembaga: which } })
  const close = (): void => void navigate({ to: '/direktori', search: {}, replace: true })
  return (
    <Page
      title={words.title}
      beside={
        found.data === undefined ? null : (
          <Text size="sm" c="dimmed">
            {words.count(found.data.length)}
          </Text>
        )
      }
      action={
        <>
          <Button variant="default" onClick={() => setFile(true)}>
            {words.file}
          </Button>
          {mayWrite ? <Button onClick={() => edit('baru')}>{words.add}</Button> : null}
        </>
      }
      filters={
        <>
          <TextInput
            label={words.find}
            aria-label={words.search}
            placeholder={words.searchHint}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            w={380}
          />
          <Select
            label={words.sector}
            placeholder={words.allSectors}
            data={sectors}
            value={sector}
            onChange={setSector}
            clearable
            clearButtonProps={{ 'aria-label': `Kosongkan ${words.sector}` }}
            w={220}
          />
          <RegionPicker label={words.village} value={region} onChange={setRegion} placeholder={words.allVillages} w={240} />
          <Switch mb={8} label={words.inactive} checked={all} onChange={(event) => setAll(event.currentTarget.checked)} />
        </>
      }
    >
      {found.error !== null ? (
        <ErrorBox error={found.error} onRetry={() => void found.refetch()} />
      ) : found.data === undefined ? (
        <Loading />
      ) : found.data.length === 0 ? (
        <EmptyState title={words.emptyTitle} text={words.emptyText} />
      ) : (
        <Stack gap="sm">
          {found.data.map((agency) => (
            <AgencyCard key={agency.id} agency={agency} onEdit={mayWrite ? () => edit(agency.id) : null} />
          ))}
        </Stack>
      )}
      <Modal
        opened={adding || id !== null}
        onClose={close}
        title={id === null ? words.add : (agency.data?.name ?? words.edit)}
        size={960}
      >
        {adding ? (
          <AgencyForm agency={null} sectors={sectors} onClose={close} />
        ) : id === null ? null : agency.error !== null ? (
          <ErrorBox error={agency.error} onRetry={() => void agency.refetch()} />
        ) : agency.data === undefined ? (
          <Loading />
        ) : (
          <AgencyForm key={agency.data.id} agency={agency.data} sectors={sectors} onClose={close} />
        )}
      </Modal>
      <DirectoryFileDialog opened={file} mayWrite={mayWrite} onClose={() => setFile(false)} />
    </Page>
  )
}
