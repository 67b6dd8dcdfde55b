import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Session } from '../../shared/contract/users.ts'
import { AppError, type ErrorData } from '../../shared/domain/errors.ts'
import type { Actor } from '../../shared/domain/permissions.ts'
import { newRecoveryKeyCommand, viewCommand } from './audit/audit.service.ts'
import type { Connection } from './connection.ts'
import { Connections } from './connections.ts'
import { authorise, findProcedure, internalError, newReference, type Reply, validate } from './dispatch.ts'
import { FileDoor, type HandedIn, type OpenedFile } from './files/file-door.ts'
import { takeHostLock } from './host-lock.ts'
import { cleanUpInterruptedImports } from './imports/imports.service.ts'
import type { InitialiseInput } from './initialise.ts'
import { JobRunner } from './jobs/job-runner.ts'
import { interruptJobsCommand } from './jobs/jobs.service.ts'
import {
  confirmRecoveryKey,
  createKeys,
  forgetKeys,
  isRecoveryConfirmed,
  openKeys,
  recoverKeys,
  renewRecovery,
} from './keystore/key-file.ts'
import type { Keystore } from './keystore/keystore.ts'
import { describeError, type Log, openLog } from './log/log.ts'
import { listDistricts } from './regions/region-data.ts'
import { SignIn } from './users/sign-in.ts'
import { freshSessionCommand } from './users/users.service.ts'
import { Pool } from './workers/pool.ts'
import type { WorkerReply, WorkerSettings } from './workers/protocol.ts'
import { Thread } from './workers/thread.ts'

export type { Connection } from './connection.ts'
export type { Reply } from './dispatch.ts'

/** What a host hands to the core. */
export interface AppOptions {
  dirs: { data: string; resources: string }
  /** The worker thread's entry: `workers/worker.ts`, or the built `db-worker.js`. */
  workerFile: string
  version: string
  host: 'electron' | 'browser' | 'cli'
  /** Said on the first screen, e.g. why the browser host runs instead of Electron. */
  hostNote?: string
  keystore: Keystore
  /** Test clock: the instant the program believes it starts at. */
  startAt?: string
  /** Checks every answer against the contract too; on in tests. */
  checkOutput?: boolean
}

const system: Actor = { userId: 0, username: 'system', displayName: 'Sistem', roles: [], permissions: [], areas: [] }

const actorOf = (session: Session): Actor => ({
  userId: session.userId,
  username: session.username,
  displayName: session.displayName,
  roles: session.roles,
  permissions: session.permissions,
  areas: session.areas,
})

/** The running core: the only door is `dispatch`. */
export class App {
  readonly #options: AppOptions
  readonly #log: Log
  readonly #files: FileDoor
  readonly #ticketSecret = randomBytes(32)
  readonly #release: () => void
  readonly #connections = new Connections()
  readonly #started = Date.now()
  #state: 'empty' | 'locked' | 'ready' = 'empty'
  #pool: Pool | null = null
  #jobs: JobRunner | null = null
  #passwords: SignIn | null = null
  #opening = false
  #closing: Promise<void> | null = null

  private constructor(options: AppOptions) {
    this.#options = options
    mkdirSync(options.dirs.data, { recursive: true })
    this.#release = takeHostLock(options.dirs.data, options.host, this.#now())
    this.#log = openLog(options.dirs.data)
    this.#files = new FileDoor({
      tmp: this.#tmp,
      secret: this.#ticketSecret,
      readArchive: (sha256, session) => this.#readArchive(sha256, session),
    })
    rmSync(this.#tmp, { recursive: true, force: true })
    mkdirSync(this.#tmp, { recursive: true })
  }

  /**
   * Takes the data folder and opens the database if there is one.
   * @throws AppError OWNED when another process holds the folder; DATABASE when the file cannot be opened
   */
  static async create(options: AppOptions): Promise<App> {
    const app = new App(options)
    try {
      if (existsSync(app.#databaseFile)) {
        const key = await openKeys(options.dirs.data, options.keystore)
        if (key === null) app.#state = 'locked'
        else await app.#open(key)
      }
      app.#log.info({ host: options.host, version: options.version, state: app.#state }, 'started')
      return app
    } catch (error) {
      app.#release()
      throw error
    }
  }

  get #tmp(): string {
    return join(this.#options.dirs.data, 'tmp')
  }

  get #databaseFile(): string {
    return join(this.#options.dirs.data, 'loket.db')
  }

  get state(): 'empty' | 'locked' | 'ready' {
    return this.#state
  }

  /** Folder for uploads of this run. */
  get tmp(): string {
    return this.#tmp
  }

  get log(): Log {
    return this.#log
  }

  #now(): string {
    const { startAt } = this.#options
    return new Date(
      startAt === undefined ? Date.now() : Date.parse(startAt) + (Date.now() - (this.#started ?? Date.now())),
    ).toISOString()
  }

  #settings(key: Buffer): Omit<WorkerSettings, 'role'> {
    return {
      dirs: { data: this.#options.dirs.data, tmp: this.#tmp, resources: this.#options.dirs.resources },
      databaseFile: this.#databaseFile,
      key,
      ticketSecret: this.#ticketSecret,
      version: this.#options.version,
      host: this.#options.host,
      startAt: this.#options.startAt ?? null,
    }
  }

  async #open(key: Buffer): Promise<void> {
    const opened = await Pool.open(this.#options.workerFile, this.#settings(key))
    if ('failure' in opened) throw this.#appErrorOf(opened.failure, 'open')
    const pool = opened.pool
    this.#pool = pool
    this.#passwords = this.#signInWith(pool)
    this.#jobs = new JobRunner({
      pool,
      now: () => this.#now(),
      toErrorData: (reply, name) => this.#errorDataOf(reply, name),
      onChange: (userId, job) => this.#connections.emit({ type: 'job', job }, userId),
      onWritten: (name) => this.#changed(name),
    })
    try {
      for (const command of [interruptJobsCommand, cleanUpInterruptedImports])
        this.#must(await pool.write(command.name, null, { space: 'internal', actor: system }), command.name)
    } catch (error) {
      this.#pool = null
      await pool.close()
      throw error
    }
    this.#state = 'ready'
  }

  /** A new caller: one per window, browser session or command-line run. */
  connect(): Connection {
    return this.#connections.add()
  }

  /** Forgets a caller. */
  disconnect(connection: Connection): void {
    this.#connections.remove(connection)
  }

  /** The only door: find → authorise → validate → run → map errors. Never throws. */
  async dispatch(connection: Connection, name: string, input: unknown): Promise<Reply> {
    const begun = performance.now()
    try {
      const procedure = findProcedure(name)
      authorise(name, procedure, connection.session)
      const parsed = validate(procedure, input)
      const value = await this.#run(connection, name, procedure.kind, 'inMain' in procedure, parsed)
      if (this.#options.checkOutput === true && procedure.kind !== 'job') procedure.output.parse(value)
      this.#log.debug({ procedure: name, ms: Math.round(performance.now() - begun) }, 'done')
      return { ok: true, value }
    } catch (error) {
      if (error instanceof AppError) {
        this.#log.info({ procedure: name.slice(0, 80), refused: error.data.code }, 'refused')
        return { ok: false, error: error.data }
      }
      const ref = newReference()
      this.#log.error({ procedure: name.slice(0, 80), ref, err: error }, 'failed')
      return { ok: false, error: internalError(ref) }
    }
  }

  async #run(connection: Connection, name: string, kind: string, inMain: boolean, input: unknown): Promise<unknown> {
    if (inMain) return this.#runInMain(connection, name, input)
    const pool = this.#readyPool()
    const actor = actorOf(connection.session as Session)
    if (kind === 'job') this.#files.sweep()
    if (kind === 'job') return { jobId: await (this.#jobs as JobRunner).start(name, input, actor) }
    if (kind === 'query') {
      const value = this.#must(await pool.read(name, input, actor), name)
      if (findProcedure(name).audit === 'view') {
        const entityId = (input as { id?: number }).id ?? null
        const view = { procedure: name, entity: name.split('.')[0] as string, entityId }
        this.#must(await pool.write(viewCommand.name, view, { space: 'internal', actor }), name)
      }
      return value
    }
    const value = this.#must(await pool.write(name, input, { space: 'contract', actor }), name)
    this.#changed(name)
    if (name === 'users.resetPassword') this.#connections.endSessions((input as { id: number }).id, connection)
    if (name.startsWith('users.') || name === 'definitions.save') await this.#refreshSessions()
    return value
  }

  #readyPool(): Pool {
    if (this.#closing !== null) throw new AppError('BUSY', 'Loket SLRT sedang ditutup.', { hint: 'Buka sekali lagi.' })
    if (this.#pool !== null && this.#state === 'ready') return this.#pool
    throw this.#state === 'locked'
      ? new AppError('STATE', 'Data terkunci.', { hint: 'Buka dengan kunci pemulihan.' })
      : new AppError('STATE', 'Folder data ini masih kosong.', { hint: 'Selesaikan pengaturan awal dahulu.' })
  }

  async #runInMain(connection: Connection, name: string, input: unknown): Promise<unknown> {
    switch (name) {
      case 'app.status':
        return this.#status()
      case 'app.districts':
        return listDistricts()
      case 'app.init':
        return this.#init(connection, input as InitialiseInput)
      case 'app.confirmRecoveryKey':
        confirmRecoveryKey(this.#options.dirs.data, (input as { recoveryKey: string }).recoveryKey)
        return { confirmed: true }
      case 'app.newRecoveryKey':
        return this.#newRecoveryKey(connection)
      case 'app.unlock':
        return this.#unlock((input as { recoveryKey: string }).recoveryKey)
      case 'users.signIn':
        return this.#signIn(connection, input as { username: string; password: string })
      case 'users.changePassword':
        return this.#changePassword(connection, input as { current: string; next: string })
      case 'users.signOut':
        connection.session = null
        return {}
      case 'users.me':
        return connection.session
      case 'jobs.get':
        return this.#readyJobs().get((input as { id: number }).id, actorOf(connection.session as Session))
      case 'jobs.active':
        return this.#readyJobs().active(actorOf(connection.session as Session))
      case 'jobs.cancel':
        return this.#readyJobs().cancel((input as { id: number }).id, actorOf(connection.session as Session))
      default:
        throw new Error(`no code for ${name}`)
    }
  }

  #readyJobs(): JobRunner {
    this.#readyPool()
    return this.#jobs as JobRunner
  }

  async #status(): Promise<unknown> {
    const base = {
      state: this.#state,
      version: this.#options.version,
      host: this.#options.host,
      hostNote: this.#options.hostNote ?? '',
      practice: false,
      officeName: '',
      districtName: '',
      timeZone: 'Asia/Jakarta',
      recoveryConfirmed: isRecoveryConfirmed(this.#options.dirs.data),
    }
    if (this.#pool === null || this.#closing !== null) return base
    const office = this.#must(await this.#pool.read('office.get', {}, system), 'office.get') as {
      name: string
      districtName: string
      practice: boolean
      timeZone: string
    }
    return {
      ...base,
      practice: office.practice,
      officeName: office.name,
      districtName: office.districtName,
      timeZone: office.timeZone,
    }
  }

  async #init(connection: Connection, input: InitialiseInput): Promise<unknown> {
    if (this.#state !== 'empty' || existsSync(this.#databaseFile) || this.#opening)
      throw new AppError('STATE', 'Folder data ini sudah berisi data kantor.', {
        hint: 'Masuk seperti biasa, atau pilih folder data lain.',
      })
    this.#opening = true
    try {
      const { key, recoveryKey } = await createKeys(this.#options.dirs.data, this.#options.keystore)
      const settings = { ...this.#settings(key), role: 'init' as const, init: input }
      const thread = new Thread(this.#options.workerFile, settings)
      this.#must(await thread.ready, 'app.init')
      await thread.ended()
      await this.#open(key)
      // Whoever made the office goes on as its administrator, without typing the password twice.
      await this.#signIn(connection, { username: input.admin.username, password: input.admin.password })
      return { recoveryKey }
    } catch (error) {
      if (!existsSync(this.#databaseFile)) forgetKeys(this.#options.dirs.data)
      throw error
    } finally {
      this.#opening = false
    }
  }

  async #newRecoveryKey(connection: Connection): Promise<unknown> {
    const pool = this.#readyPool()
    const recoveryKey = await renewRecovery(this.#options.dirs.data, this.#options.keystore)
    const actor = actorOf(connection.session as Session)
    this.#must(await pool.write(newRecoveryKeyCommand.name, null, { space: 'internal', actor }), newRecoveryKeyCommand.name)
    return { recoveryKey }
  }

  async #unlock(recoveryKey: string): Promise<unknown> {
    if (this.#state !== 'locked' || this.#opening)
      throw new AppError('STATE', 'Data tidak sedang terkunci.', { hint: 'Masuk seperti biasa.' })
    this.#opening = true
    try {
      await this.#open(await recoverKeys(this.#options.dirs.data, this.#options.keystore, recoveryKey))
    } finally {
      this.#opening = false
    }
    return { state: 'ready' }
  }

  #signInWith(pool: Pool): SignIn {
    return new SignIn({
      read: async (name, input) => this.#must(await pool.read(name, input, system, 'internal'), name),
      write: async (name, input, actor) => this.#must(await pool.write(name, input, { space: 'internal', actor }), name),
    })
  }

  async #signIn(connection: Connection, input: { username: string; password: string }): Promise<Session> {
    this.#readyPool()
    const session = await (this.#passwords as SignIn).signIn(system, input)
    connection.session = session
    return session
  }

  async #changePassword(connection: Connection, input: { current: string; next: string }): Promise<unknown> {
    this.#readyPool()
    const actor = actorOf(connection.session as Session)
    await (this.#passwords as SignIn).changePassword(actor, input)
    this.#connections.endSessions(actor.userId, connection)
    this.#changed('users.changePassword')
    await this.#refreshSessions()
    return {}
  }

  #refreshSessions(): Promise<void> {
    return this.#connections.refresh(async (userId) => {
      const reply = await (this.#pool as Pool).write(freshSessionCommand.name, { userId }, { space: 'internal', actor: system })
      return this.#must(reply, freshSessionCommand.name) as Session | null
    })
  }

  #changed(name: string): void {
    this.#connections.emit({ type: 'changed', domains: [name.split('.')[0] as string] })
  }

  /** See FileDoor.registerPath. */
  registerPath(connection: Connection, path: string): HandedIn {
    return this.#files.registerPath(connection, path)
  }

  /** See FileDoor.registerUpload. */
  registerUpload(connection: Connection, stored: string, name: string, size: number): HandedIn {
    return this.#files.registerUpload(connection, stored, name, size)
  }

  /** See FileDoor.open. */
  openFile(connection: Connection, fileId: string): Promise<OpenedFile> {
    return this.#files.open(connection, fileId)
  }

  async #readArchive(sha256: string, session: Session): Promise<Uint8Array | null> {
    const reply = await this.#readyPool().write('files.read', { sha256 }, { space: 'internal', actor: actorOf(session) })
    return this.#must(reply, 'files.read') as Uint8Array | null
  }

  #must(reply: WorkerReply, name: string): unknown {
    if (reply.ok) return reply.value
    throw this.#appErrorOf(reply, name)
  }

  #appErrorOf(reply: WorkerReply, name: string): AppError {
    const data = this.#errorDataOf(reply as Extract<WorkerReply, { ok: false }>, name)
    return new AppError(data.code, data.message, data)
  }

  #errorDataOf(reply: Extract<WorkerReply, { ok: false }>, name: string): ErrorData {
    const ref = newReference()
    if (reply.unknown !== null) this.#log.error({ procedure: name, ref, unknown: reply.unknown }, 'failed in a thread')
    return reply.error === null ? internalError(ref) : reply.unknown === null ? reply.error : { ...reply.error, ref }
  }

  /** Writes an error that a host caught itself into the log; returns its reference. */
  logHostError(error: unknown): string {
    const ref = newReference()
    this.#log.error({ ref, host: this.#options.host, ...describeError(error) }, 'host error')
    return ref
  }

  /** Stops jobs, closes all connections, gives the folder back. */
  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    await this.#jobs?.stop()
    await this.#pool?.close()
    this.#pool = null
    this.#state = 'empty'
    for (const name of existsSync(this.#tmp) ? readdirSync(this.#tmp) : [])
      rmSync(join(this.#tmp, name), { force: true, recursive: true })
    this.#log.info('closed')
    this.#release()
  }
}

/** Opens the core for a host. See App.create. */
export const createApp = (options: AppOptions): Promise<App> => App.create(options)
