import { Button, Stack, Tabs } from '@mantine/core'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { Bucket, FieldChoice, ImportPackage } from '../../../shared/contract/imports.ts'
import { useConfirm } from '../../components/confirm.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { JobProgress } from '../../components/job-progress.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page.tsx'
import { api } from '../../lib/api.ts'
import { number } from '../../lib/format.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { useJob } from '../../lib/use-job.ts'
import { importTexts } from '../../texts/imports.ts'
import { ColumnsStep, FileStep } from './import-file-steps.tsx'
import { ImportResult } from './import-result.tsx'
import { ImportRows } from './import-rows.tsx'
import { ImportState } from './import-state.tsx'
import styles from './imports.module.css'
import { LockedDialog } from './locked-dialog.tsx'
import { RenameImport } from './rename-import.tsx'
import { UndoPreview } from './undo-preview.tsx'

type Step = 'file' | 'columns' | 'check' | 'result'

const buckets: Bucket[] = ['new', 'changed', 'unchanged', 'doubtful', 'refused']
const firstStep = (state: ImportPackage['state']): Step =>
  state === 'prepared' || state === 'preparing' || state === 'applying' ? 'check' : 'result'

/** One import: berkas → kolom → periksa → hasil, with the counts always in view. */
export const ImportScreen = () => {
  const id = Number(useParams({ from: '/impor/$id' }).id)
  const found = useCall('imports.get', { id })
  if (found.error !== null)
    return (
      <Page title={importTexts.title}>
        <ErrorBox error={found.error} onRetry={() => void found.refetch()} />
      </Page>
    )
  if (found.data === undefined) return <Loading />
  return <ImportView key={id} pack={found.data} />
}

const ImportView = (props: { pack: ImportPackage }) => {
  const { pack } = props
  const navigate = useNavigate()
  const may = useMay()
  const ask = useConfirm()
  const [step, setStep] = useState<Step>(firstStep(pack.state))
  const [bucket, setBucket] = useState<Bucket | null>(null)
  const apply = useJob('imports.apply')
  const undo = useJob('imports.undo')
  const discard = useCommand('imports.discard')
  const { people } = pack.counts
  const { families } = pack.counts
  const toWrite = people.new + people.changed + families.new + families.changed
  const [locked, setLocked] = useState<FieldChoice[]>([])
  const choose = useCommand('imports.chooseWinners')
  const words = pack.marksOnly ? importTexts.markBuckets : importTexts.buckets

  // After a reload the job still runs in the core: take it up again instead of showing a dead page.
  const { attach } = apply
  useEffect(() => {
    if (pack.state !== 'applying') return
    api.jobs.active({}).then(
      (running) => {
        const job = running.find((candidate) => candidate.procedure === 'imports.apply')
        if (job !== undefined) attach(job.id)
      },
      () => {},
    )
  }, [pack.state, attach])

  const put = async (confirmLocked: string[], version: number): Promise<void> => {
    if ((await apply.start({ id: pack.id, confirmLocked, version })) !== null) setStep('result')
  }
  const write = async (): Promise<void> => {
    try {
      const choices = await api.imports.choices({ id: pack.id })
      const asked = choices.filter((one) => one.locked && one.affected > 0)
      if (asked.length > 0) setLocked(asked)
      else await put([], pack.version)
    } catch (error) {
      toast.error(error)
    }
  }
  const writeLocked = (confirmed: string[], kept: string[]): void => {
    setLocked([])
    if (kept.length === 0) void put(confirmed, pack.version)
    else
      choose.mutate(
        { id: pack.id, wins: Object.fromEntries(kept.map((field) => [field, 'register' as const])), remember: false },
        { onSuccess: ({ version }) => void put(confirmed, version), onError: toast.error },
      )
  }
  const throwAway = async (): Promise<void> => {
    if (!(await ask({ title: importTexts.discard, text: importTexts.discardText, confirm: importTexts.discard, danger: true })))
      return
    discard.mutate({ id: pack.id }, { onSuccess: () => void navigate({ to: '/impor' }), onError: toast.error })
  }
  const putBack = async (): Promise<void> => {
    try {
      const preview = await api.imports.previewUndo({ id: pack.id })
      const sure = await ask({
        title: importTexts.undoTitle,
        text: <UndoPreview preview={preview} />,
        confirm: importTexts.undoConfirm(number(preview.restored + preview.removed)),
        danger: true,
      })
      if (!sure) return
      setStep('result')
      await undo.start({ id: pack.id })
    } catch (error) {
      toast.error(error)
    }
  }
  const busy = apply.running || undo.running
  return (
    <Page
      title={pack.label || pack.fileName}
      beside={
        <>
          <ImportState state={pack.state} />
          {may('imports.write') ? <RenameImport pack={pack} /> : null}
        </>
      }
      fill
      action={
        !may('imports.write') ? undefined : pack.state === 'prepared' ? (
          <>
            <Button variant="default" onClick={() => void throwAway()} disabled={busy}>
              {importTexts.discard}
            </Button>
            <Button onClick={() => void write()} loading={apply.running} disabled={toWrite === 0}>
              {toWrite === 0 ? importTexts.applyNothing : importTexts.apply(number(people.new), number(people.changed))}
            </Button>
          </>
        ) : pack.state === 'applied' ? (
          <Button variant="default" onClick={() => void putBack()} loading={undo.running}>
            {importTexts.undo}
          </Button>
        ) : undefined
      }
    >
      <Stack gap="xs" mb={busy ? 'xs' : 0}>
        <JobProgress job={apply} label={importTexts.applying} />
        <JobProgress job={undo} label={importTexts.undoing} />
      </Stack>
      {pack.state === 'prepared' && pack.decisions.open > 0 ? (
        <div className={styles.open} role="status">
          {importTexts.open(number(pack.decisions.open))}{' '}
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              setStep('check')
              setBucket('doubtful')
            }}
          >
            {importTexts.openShow}
          </Button>
        </div>
      ) : null}
      {locked.length === 0 ? null : <LockedDialog fields={locked} onCancel={() => setLocked([])} onWrite={writeLocked} />}
      <div className={styles.counts}>
        {buckets.map((one) => (
          <button
            type="button"
            key={one}
            className={styles.count}
            aria-pressed={step === 'check' && bucket === one}
            onClick={() => {
              setStep('check')
              setBucket(bucket === one && step === 'check' ? null : one)
            }}
          >
            <strong>{number(people[one])}</strong> {words[one]}
          </button>
        ))}
      </div>
      <Tabs
        value={step}
        onChange={(value) => setStep((value as Step | null) ?? 'check')}
        className={styles.tabs}
        keepMounted={false}
      >
        <Tabs.List>
          {(['file', 'columns', 'check', 'result'] as const).map((one) => (
            <Tabs.Tab key={one} value={one}>
              {importTexts.steps[one]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="file" className={`${styles.panel} ${styles.scroll}`} tabIndex={0}>
          <FileStep pack={pack} />
        </Tabs.Panel>
        <Tabs.Panel value="columns" className={`${styles.panel} ${styles.scroll}`} tabIndex={0}>
          <ColumnsStep pack={pack} />
        </Tabs.Panel>
        <Tabs.Panel value="check" className={styles.panel}>
          <ImportRows pack={pack} bucket={bucket} onBucket={setBucket} />
        </Tabs.Panel>
        <Tabs.Panel value="result" className={`${styles.panel} ${styles.scroll}`} tabIndex={0}>
          <ImportResult pack={pack} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}
