import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type App, type Connection, createApp } from '../../src/main/core/app.ts'
import { fileKeystore } from '../../src/main/core/keystore/file-keystore.ts'
import { officeSeed } from '../../src/shared/contract/app.ts'
import { type Client, createClient } from '../../src/shared/contract/client.ts'
import type { InputOf, OutputOf, ProcedureName } from '../../src/shared/contract/index.ts'
import type { JobRecord } from '../../src/shared/contract/jobs.ts'
import { AppError } from '../../src/shared/domain/errors.ts'
import { keepCheaply } from './passwords.ts'
import { templateFolder } from './templates.ts'

const root = resolve(import.meta.dirname, '../..')

export const adminPassword = 'kata-sandi-uji'

/** A client that throws AppError for a refusal. */
export const clientOf = (app: App, connection: Connection): Client =>
  createClient(async (name, input) => {
    const reply = await app.dispatch(connection, name, input)
    if (reply.ok) return reply.value
    throw new AppError(reply.error.code, reply.error.message, reply.error)
  })

/** A running core with its threads over a fresh data folder, made from the example office. */
export interface TestOffice {
  app: App
  data: string
  admin: Connection
  client: Client
  recoveryKey: string
  /** Another caller, signed in. */
  signIn(username: string, password: string): Promise<{ connection: Connection; client: Client }>
  /** Runs a job to its end. @throws AppError as the job ended */
  job<N extends ProcedureName>(name: N, input: InputOf<N>): Promise<OutputOf<N>>
  /** Closes and opens the same folder again. */
  reopen(): Promise<TestOffice>
  close(): Promise<void>
}

/**
 * What the threads of tests run: the built file when this run has just built it (it starts in half the time, and it is what
 * offices run), otherwise the sources.
 */
export const workerFile = process.env.LOKET_TEST_WORKER ?? join(root, 'src/main/core/workers/worker.ts')

const optionsFor = (data: string) => ({
  dirs: { data, resources: join(root, 'resources') },
  workerFile,
  version: '0.0.0-test',
  host: 'cli' as const,
  keystore: fileKeystore(join(data, '..', 'key')),
  checkOutput: true,
  startAt: '2026-11-22T02:00:00.000Z',
})

/** Opens the core over an existing folder of a test; its clock begins on the day of all tests unless told (ISO). */
export const openApp = (data: string, startAt?: string): Promise<App> =>
  createApp({ ...optionsFor(data), ...(startAt === undefined ? {} : { startAt }) })

/** The example office as the first start would hand it in. */
export const exampleOffice = () => {
  const { $schema: _schema, ...office } = JSON.parse(readFileSync(join(root, 'resources/office-example.json'), 'utf8')) as Record<
    string,
    unknown
  >
  return officeSeed.parse(office)
}

/** The folder of an office as the first start makes it; its recovery key stands beside it. */
const officeFolder = (practicePeople: number | undefined): Promise<string> =>
  templateFolder(practicePeople === undefined ? 'kantor' : `kantor-latihan-${practicePeople}`, async (folder) => {
    const app = await openApp(join(folder, 'data'))
    const { recoveryKey } = await clientOf(app, app.connect()).app.init({
      mode: practicePeople === undefined ? 'office' : 'practice',
      office: exampleOffice(),
      admin: { username: 'admin', displayName: 'Administrator Uji', password: adminPassword },
      practicePeople: practicePeople ?? 0,
    })
    await app.close()
    await keepCheaply(join(folder, 'data'), join(folder, 'key'), { admin: adminPassword })
    writeFileSync(join(folder, 'kunci-pemulihan'), recoveryKey)
  })

/**
 * An office in a temporary folder, its administrator signed in. It is made once for a run and copied.
 * @param options.folder where its folder `data` shall lie instead, with the keys beside it
 */
export const makeOffice = async (options: { practicePeople?: number; folder?: string } = {}): Promise<TestOffice> => {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'loket-office-'))
  const data = join(folder, 'data')
  cpSync(await officeFolder(options.practicePeople), folder, { recursive: true })
  const app = await openApp(data)
  const admin = app.connect()
  await clientOf(app, admin).users.signIn({ username: 'admin', password: adminPassword })
  return around(app, admin, data, readFileSync(join(folder, 'kunci-pemulihan'), 'utf8'), folder)
}

const around = (app: App, admin: Connection, data: string, recoveryKey: string, folder: string): TestOffice => ({
  app,
  data,
  admin,
  client: clientOf(app, admin),
  recoveryKey,
  signIn: async (username, password) => {
    const connection = app.connect()
    const client = clientOf(app, connection)
    await client.users.signIn({ username, password })
    return { connection, client }
  },
  job: <N extends ProcedureName>(name: N, input: InputOf<N>) => runJob(app, admin, name, input),
  reopen: async () => {
    await app.close()
    const again = await openApp(data)
    const connection = again.connect()
    await clientOf(again, connection).users.signIn({ username: 'admin', password: adminPassword })
    return around(again, connection, data, recoveryKey, folder)
  },
  close: async () => {
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  },
})

/** Starts a job and follows it to its end. @throws AppError as it ended */
export const runJob = async <N extends ProcedureName>(
  app: App,
  connection: Connection,
  name: N,
  input: InputOf<N>,
): Promise<OutputOf<N>> => {
  const ended = new Map<number, JobRecord>()
  let wake: () => void = () => {}
  const stop = connection.onEvent((event) => {
    if (event.type !== 'job' || event.job.endedAt === null) return
    ended.set(event.job.id, event.job)
    wake()
  })
  try {
    const reply = await app.dispatch(connection, name, input)
    if (!reply.ok) throw new AppError(reply.error.code, reply.error.message, reply.error)
    const { jobId } = reply.value as { jobId: number }
    while (!ended.has(jobId))
      await new Promise<void>((done) => {
        wake = done
      })
    const record = ended.get(jobId) as JobRecord
    if (record.error !== null) throw new AppError(record.error.code, record.error.message, record.error)
    return record.result as OutputOf<N>
  } finally {
    stop()
  }
}
