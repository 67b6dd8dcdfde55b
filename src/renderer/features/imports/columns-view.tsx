import { Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useCallback, useEffect, useState } from 'react'
import type { InputOf } from '../../../shared/contract/index.ts'
import type { ImportMappingBody, Inspection } from '../../../shared/contract/mappings.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { JobProgress } from '../../components/job-progress.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page.tsx'
import { call } from '../../lib/api.ts'
import { useCommand } from '../../lib/query.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { useJob } from '../../lib/use-job.ts'
import { mappingTexts } from '../../texts/mappings.ts'
import { MappingAbout } from './mapping-about.tsx'
import { MappingFindings } from './mapping-findings.tsx'
import { MappingSheets } from './mapping-sheets.tsx'
import type { MappingFields } from './mapping-state.ts'
import { MappingTableView } from './mapping-table.tsx'
import styles from './mappings.module.css'
import { type PendingFile, setPendingFile } from './pending-file.ts'

/** How the mapping is kept: not, as a new one, or as the next version of the one it came from. */
export type Keeping = 'no' | 'new' | 'version'

/** One file: what the app takes its columns for, to be corrected and read. */
export const ColumnsView = (props: { pending: PendingFile; another: ReactNode }) => {
  const { fileId } = props.pending.file
  const inspect = useJob('mappings.inspect')
  const [inspection, setInspection] = useState<Inspection | null>(null)
  const [fields, setFields] = useState<MappingFields | null>(null)
  const [error, setError] = useState<unknown>(null)
  const { start } = inspect
  const look = useCallback(
    async (more: Partial<InputOf<'mappings.inspect'>>): Promise<Inspection | null> => {
      const found = await start({ fileId, ...more })
      if (found !== null) setInspection(found)
      return found
    },
    [start, fileId],
  )
  useEffect(() => {
    void look({})
    call('mappings.fields', {}).then(setFields, setError)
  }, [look])
  if (inspection === null || fields === null)
    return (
      <Page title={mappingTexts.title} action={props.another}>
        <ErrorBox error={error} />
        <JobProgress job={inspect} label={mappingTexts.looking} />
        {inspect.running ? null : inspect.error === null ? <Loading /> : null}
      </Page>
    )
  return <Editor pending={props.pending} another={props.another} inspection={inspection} fields={fields} look={look} />
}

const Editor = (props: {
  pending: PendingFile
  another: ReactNode
  inspection: Inspection
  fields: MappingFields
  look(more: Partial<InputOf<'mappings.inspect'>>): Promise<Inspection | null>
}) => {
  const { pending, inspection, fields } = props
  const { fileId } = pending.file
  const navigate = useNavigate()
  const [body, setBody] = useState<ImportMappingBody>(() => ({
    ...inspection.body,
    village: pending.village ?? inspection.body.village,
  }))
  const [from, setFrom] = useState(inspection.from)
  const [headers, setHeaders] = useState<{ sheet: string; row: number; rows: number }[]>([])
  const [keeping, setKeeping] = useState<Keeping>('no')
  const [failure, setFailure] = useState<unknown>(null)
  const [settled] = useDebouncedValue(body, 500)
  const check = useJob('mappings.check')
  const prepare = useJob('imports.prepare')
  const save = useCommand('mappings.save')
  const { start } = check
  useEffect(() => {
    void start({ fileId, body: settled })
  }, [start, fileId, settled])

  /** Looks again: another header row, or another mapping to begin with. What was said about the whole file stays. */
  const again = async (more: Partial<InputOf<'mappings.inspect'>>): Promise<void> => {
    const found = await props.look(more)
    if (found === null) return
    const { name, sender, village } = body
    const other = more.headers === undefined
    setFrom(found.from)
    setBody(other ? { ...found.body, village: village ?? found.body.village } : { ...found.body, name, sender, village })
  }

  const keep = async (): Promise<{ key: string; version: number } | null> => {
    if (keeping === 'no') return null
    const version = keeping === 'version' && from !== null
    return save.mutateAsync({ key: version ? from.key : null, baseVersion: version ? from.version : 0, body })
  }
  const read = async (): Promise<void> => {
    if (prepare.running || save.isPending) return
    setFailure(null)
    try {
      const kept = await keep()
      if (kept !== null) setFrom(kept)
      const made = await prepare.start({
        fileId,
        label: pending.label,
        village: body.village,
        mapping: kept === null ? { body } : { key: kept.key, version: kept.version },
      })
      if (made === null) {
        setKeeping('no')
        return
      }
      setPendingFile({ ...pending, village: body.village, packageId: made.id })
      void navigate({ to: '/impor/$id', params: { id: String(made.id) } })
    } catch (error) {
      setFailure(error)
    }
  }
  useShortcuts({ save: () => void read() })
  const result = check.result
  const blocked = result?.missing.some(({ block }) => block) === true
  return (
    <Page
      title={mappingTexts.title}
      beside={<span className={styles.file}>{inspection.fileName}</span>}
      action={
        <>
          {props.another}
          <Button onClick={() => void read()} loading={prepare.running || save.isPending} disabled={blocked}>
            {mappingTexts.read}
          </Button>
        </>
      }
    >
      <div className={styles.page}>
        <JobProgress job={prepare} label={mappingTexts.reading} />
        <ErrorBox error={failure} />
        <MappingAbout
          inspection={inspection}
          body={body}
          from={from}
          keeping={keeping}
          onKeeping={setKeeping}
          onChange={setBody}
          onBegin={(key) => void again(key === null ? { fresh: true } : { mapping: { key, version: null } })}
        />
        <MappingSheets
          inspection={inspection}
          body={body}
          onChange={setBody}
          onHeader={(sheet, row, rows) => {
            const said = [...headers.filter((one) => one.sheet !== sheet), { sheet, row, rows }]
            setHeaders(said)
            void again({
              headers: said,
              ...(from === null ? { fresh: true } : { mapping: { key: from.key, version: null } }),
            })
          }}
        />
        <MappingFindings check={result} error={check.error} />
        {body.tables.map((table, index) => (
          <MappingTableView
            // biome-ignore lint/suspicious/noArrayIndexKey: tables have no name; their order never changes
            key={index}
            index={index}
            only={body.tables.length === 1}
            table={table}
            sheets={inspection.sheets.filter((sheet) => sheet.table === index)}
            check={result}
            fields={fields}
            body={body}
            onChange={setBody}
          />
        ))}
      </div>
    </Page>
  )
}
