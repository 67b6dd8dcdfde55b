import { Select } from '@mantine/core'
import { useState } from 'react'
import { type DefinitionKind, definitionKinds } from '../../../shared/contract/definitions.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { Loading } from '../../components/loading.tsx'
import { useCall } from '../../lib/query.ts'
import { settingsTexts } from '../../texts/settings.ts'
import { DefinitionEditor } from './definition-editor.tsx'
import styles from './settings.module.css'

const words = settingsTexts.definitions

/** Everything an office may edit: kinds, their documents, and one editor for all. */
export const DefinitionsTab = () => {
  const [kind, setKind] = useState<DefinitionKind>('programme')
  const [chosen, setChosen] = useState<string | null>(null)
  const list = useCall('definitions.list', { kind })
  const key = chosen ?? list.data?.[0]?.key ?? null
  return (
    <div className={styles.definitions}>
      <div className={styles.side}>
        <Select
          label={words.kind}
          data={definitionKinds.map((value) => ({ value, label: words.kinds[value] }))}
          value={kind}
          allowDeselect={false}
          onChange={(value) => {
            setKind(value as DefinitionKind)
            setChosen(null)
          }}
        />
        <ErrorBox error={list.error} onRetry={() => void list.refetch()} />
        {list.isPending ? <Loading /> : null}
        <nav className={styles.names} aria-label={words.kinds[kind]}>
          {(list.data ?? []).map((row) => (
            <button
              type="button"
              key={row.key}
              className={styles.name}
              aria-current={row.key === key}
              onClick={() => setChosen(row.key)}
            >
              {row.name}
            </button>
          ))}
        </nav>
      </div>
      {key === null ? <span /> : <DefinitionEditor key={`${kind}/${key}`} kind={kind} definitionKey={key} />}
    </div>
  )
}
