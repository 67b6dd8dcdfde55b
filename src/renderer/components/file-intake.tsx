import { Alert, Button, Group } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { JobName } from '../lib/query.ts'
import type { JobHandle } from '../lib/use-job.ts'
import { FilePicker } from './file-picker.tsx'
import { JobProgress } from './job-progress.tsx'

/** What a look at a file found. An empty digest: there is nothing to write, or something is in the way. */
interface Looked {
  digest: string
}

/** A file on its way in: chosen, looked over without writing anything, then written as it was looked over. */
export interface FileIntake<C extends Looked, A = undefined> {
  fileId: string | null
  check: C | null
  busy: boolean
  /** Looks the file over, again with other wishes. */
  look(fileId: string, wishes?: A): Promise<void>
  write(): Promise<void>
  /** Forgets the file. */
  again(): void
}

/**
 * @param steps.look the dry run; null when it failed or was stopped
 * @param steps.write writes what was looked over, and only that (the digest tells); null as above
 * @param steps.onWritten told once after a write; the file is forgotten then
 */
export const useFileIntake = <C extends Looked, D, A = undefined>(steps: {
  checking: Pick<JobHandle<JobName>, 'reset' | 'running'>
  writing: Pick<JobHandle<JobName>, 'reset' | 'running'>
  look(fileId: string, wishes?: A): Promise<C | null>
  write(fileId: string, digest: string): Promise<D | null>
  onWritten(done: D): void
}): FileIntake<C, A> => {
  const [fileId, setFileId] = useState<string | null>(null)
  const [check, setCheck] = useState<C | null>(null)
  const again = (): void => {
    setFileId(null)
    setCheck(null)
    steps.checking.reset()
    steps.writing.reset()
  }
  return {
    fileId,
    check,
    busy: steps.checking.running || steps.writing.running,
    look: async (file, wishes) => {
      setFileId(file)
      steps.writing.reset()
      setCheck(await steps.look(file, wishes))
    },
    write: async () => {
      if (fileId === null || check === null) return
      const done = await steps.write(fileId, check.digest)
      if (done === null) return
      again()
      steps.onWritten(done)
    },
    again,
  }
}

/** The steps of an intake, one below the other: choose, progress, what would change (children), write or take another file. */
export const FileIntakeSteps = <C extends Looked, A, K extends JobName, W extends JobName>(props: {
  intake: FileIntake<C, A>
  checking: JobHandle<K>
  writing: JobHandle<W>
  words: { choose: string; reading: string; writing: string; another: string }
  write: string
  /** Said when there is nothing to write. */
  nothing: string
  /** Rows that stand in the way of writing, and the sentence about them. */
  blocking: number
  blocked: string
  accept?: string
  /** The user may look but not write. */
  readOnly?: boolean
  children?: ReactNode
}) => {
  const { intake, words, blocking } = props
  const { fileId, check, busy } = intake
  return (
    <>
      {fileId === null && props.readOnly !== true ? (
        <FilePicker
          label={words.choose}
          accept={props.accept ?? '.xlsx,.xls,.csv,.xlsm'}
          onFile={(file) => void intake.look(file.fileId)}
        />
      ) : null}
      <JobProgress job={props.checking} label={words.reading} />
      <JobProgress job={props.writing} label={words.writing} />
      {check === null ? null : blocking > 0 ? (
        <Alert color="red" role="alert">
          {props.blocked}
        </Alert>
      ) : check.digest === '' && props.nothing !== '' ? (
        <Alert color="blue" role="status">
          {props.nothing}
        </Alert>
      ) : null}
      {check === null ? null : props.children}
      {fileId === null ? null : (
        <Group gap="xs">
          {check !== null && check.digest !== '' && blocking === 0 ? (
            <Button loading={props.writing.running} disabled={busy} onClick={() => void intake.write()}>
              {props.write}
            </Button>
          ) : null}
          <Button variant="default" disabled={busy} onClick={intake.again}>
            {words.another}
          </Button>
        </Group>
      )}
    </>
  )
}
