import { dayIn } from '../../../shared/domain/dates.ts'
import type { Actor } from '../../../shared/domain/permissions.ts'
import type { QueryContext } from '../context.ts'
import type { Db } from '../db/database.ts'
import { Tickets } from '../files/tickets.ts'
import { openLog } from '../log/log.ts'
import type { StoredOffice } from '../office/office.repo.ts'
import { readSetting } from '../settings.repo.ts'
import type { WorkerSettings } from './protocol.ts'

const started = Date.now()
let shared: { tickets: Tickets; log: QueryContext['log'] } | undefined

/** The instant now, or on the test clock. */
export const nowOf = (settings: Pick<WorkerSettings, 'startAt'>): string =>
  new Date(settings.startAt === null ? Date.now() : Date.parse(settings.startAt) + (Date.now() - started)).toISOString()

/** The part of a context that every handler gets. */
export const makeQueryContext = (settings: WorkerSettings, db: Db, actor: Actor): QueryContext => {
  shared ??= { tickets: new Tickets(Buffer.from(settings.ticketSecret)), log: openLog(settings.dirs.data) }
  const now = (): string => nowOf(settings)
  return {
    db,
    actor,
    now,
    today: () => dayIn(now(), readSetting<StoredOffice>(db, 'office')?.value.timeZone ?? 'Asia/Jakarta'),
    ...shared,
    dirs: settings.dirs,
  }
}
