import { Button, Select, Text, TextInput } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { type DefinitionKind, definitionKind, definitionKinds } from '../../../shared/contract/definitions.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { Loading } from '../../components/loading.tsx'
import { useCall } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { settingsTexts } from '../../texts/settings.ts'
import { formTexts } from '../../texts/settings-forms/form.ts'
import { DefinitionEditor } from './definition-editor.tsx'
import { SetExportDialog } from './set-export.tsx'
import { SetImportDialog } from './set-import.tsx'
import styles from './settings.module.css'

const words = settingsTexts.definitions

/** Everything an office may edit: kinds, their documents, and one editor for all. What is open stands in the address. */
export const DefinitionsTab = () => {
  const may = useMay()
  const navigate = useNavigate()
  const search = useSearch({ from: '/pengaturan' })
  const kind: DefinitionKind = definitionKind.safeParse(search.jenis).data ?? 'programme'
  const list = useCall('definitions.list', { kind })
  const key = typeof search.kunci === 'string' ? search.kunci : (list.data?.[0]?.key ?? null)
  const [filter, setFilter] = useState('')
  const [dialog, setDialog] = useState<'export' | 'import' | null>(null)
  const names = useRef<HTMLElement>(null)
  const loaded = list.data !== undefined
  useEffect(() => {
    if (loaded && key !== null) names.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [loaded, key])
  const go = (jenis: DefinitionKind, kunci?: string): void =>
    void navigate({
      to: '/pengaturan',
      search: { tab: 'isian', jenis, ...(kunci === undefined ? {} : { kunci }) },
      replace: true,
    })
  const shown = (list.data ?? []).filter(({ name }) => name.toLowerCase().includes(filter.trim().toLowerCase()))
  return (
    <div className={styles.definitions}>
      <div className={styles.side}>
        <Select
          label={words.kind}
          data={definitionKinds.map((value) => ({ value, label: words.kinds[value] }))}
          value={kind}
          allowDeselect={false}
          onChange={(value) => {
            setFilter('')
            go(value as DefinitionKind)
          }}
        />
        {(list.data?.length ?? 0) > 8 ? (
          <TextInput
            aria-label={formTexts.search}
            placeholder={formTexts.search}
            value={filter}
            onChange={(event) => setFilter(event.currentTarget.value)}
          />
        ) : null}
        <ErrorBox error={list.error} onRetry={() => void list.refetch()} />
        {list.isPending ? <Loading /> : null}
        <nav ref={names} className={styles.names} aria-label={words.kinds[kind]}>
          {shown.map((row) => (
            <button
              type="button"
              key={row.key}
              className={styles.name}
              aria-current={row.key === key}
              onClick={() => go(kind, row.key)}
            >
              {row.name}
            </button>
          ))}
          {list.data !== undefined && shown.length === 0 ? (
            <Text size="sm" c="dimmed" p="xs">
              {formTexts.nothingFound}
            </Text>
          ) : null}
        </nav>
        <Button variant="default" onClick={() => setDialog('export')}>
          {formTexts.set.export}
        </Button>
        {may('definitions.write') ? (
          <Button variant="default" onClick={() => setDialog('import')}>
            {formTexts.set.import}
          </Button>
        ) : null}
      </div>
      {key === null ? <span /> : <DefinitionEditor key={`${kind}/${key}`} kind={kind} definitionKey={key} />}
      <SetExportDialog opened={dialog === 'export'} kind={kind} onClose={() => setDialog(null)} />
      <SetImportDialog opened={dialog === 'import'} onClose={() => setDialog(null)} />
    </div>
  )
}
