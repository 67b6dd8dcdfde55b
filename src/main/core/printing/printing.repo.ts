import type { Actor } from '../../../shared/domain/permissions.ts'
import { withinArea } from '../cases/area.repo.ts'
import type { Db } from '../db/database.ts'
import { type By, letterRegion } from '../letters/letters.repo.ts'

/** What is remembered for kinds on a machine. */
export const choicesOf = (db: Db, machine: string) =>
  db.all(
    db.q
      .selectFrom('print_choice')
      .select(['kind', 'printer', 'tray', 'copies', 'version'])
      .where('machine', '=', machine)
      .orderBy('kind'),
  )

/** Keeps a choice; false = somebody else changed it meanwhile. */
export const saveChoiceRow = (
  db: Db,
  machine: string,
  choice: { kind: string; printer: string; tray: string; copies: number; version: number },
  by: By,
): boolean => {
  const { kind, version, ...values } = choice
  const row = { ...values, updated_at: by.now, updated_by: by.userId }
  if (version === 0)
    return (
      db.run(
        db.q
          .insertInto('print_choice')
          .values({ machine, kind, ...row })
          .onConflict((conflict) => conflict.columns(['machine', 'kind']).doNothing()),
      ).changes === 1
    )
  return (
    db.run(
      db.q
        .updateTable('print_choice')
        .set({ ...row, version: version + 1 })
        .where('machine', '=', machine)
        .where('kind', '=', kind)
        .where('version', '=', version),
    ).changes === 1
  )
}

/** Takes a choice away; false = somebody else changed it meanwhile. */
export const deleteChoice = (db: Db, machine: string, kind: string, version: number): boolean =>
  db.run(db.q.deleteFrom('print_choice').where('machine', '=', machine).where('kind', '=', kind).where('version', '=', version))
    .changes === 1

/** Offsets of a machine's printers. */
export const offsetsOf = (db: Db, machine: string) =>
  db.all(
    db.q.selectFrom('printer_offset').select(['printer', 'x', 'y', 'version']).where('machine', '=', machine).orderBy('printer'),
  )

/** Keeps an offset; false = somebody else changed it meanwhile. */
export const saveOffsetRow = (
  db: Db,
  machine: string,
  offset: { printer: string; x: number; y: number; version: number },
  by: By,
): boolean => {
  const row = { x: offset.x, y: offset.y, updated_at: by.now, updated_by: by.userId }
  if (offset.version === 0)
    return (
      db.run(
        db.q
          .insertInto('printer_offset')
          .values({ machine, printer: offset.printer, ...row })
          .onConflict((conflict) => conflict.columns(['machine', 'printer']).doNothing()),
      ).changes === 1
    )
  return (
    db.run(
      db.q
        .updateTable('printer_offset')
        .set({ ...row, version: offset.version + 1 })
        .where('machine', '=', machine)
        .where('printer', '=', offset.printer)
        .where('version', '=', offset.version),
    ).changes === 1
  )
}

const taskQuery = (db: Db) =>
  db.q
    .selectFrom('print_task as t')
    .innerJoin('letter as l', 'l.id', 't.letter_id')
    .leftJoin('case_file as c', 'c.id', 'l.case_id')
    .leftJoin('person as p', 'p.id', 'l.person_id')
    .leftJoin('user as u', 'u.id', 't.created_by')
    .leftJoin('job as j', 'j.id', 't.job_id')
    .leftJoin('definition as d', (join) =>
      join.onRef('d.key', '=', 'l.kind').onRef('d.version', '=', 'l.template_version').on('d.kind', '=', 'letter-template'),
    )
    .select([
      't.id',
      't.machine',
      't.letter_id',
      't.copy',
      't.printer',
      't.tray',
      't.copies',
      't.state',
      't.trouble',
      't.message',
    ])
    .select(['t.tries', 't.job_id', 't.created_at', 't.version', 'u.display_name as by', 'j.state as job_state'])
    .select(['l.number', 'l.kind', 'l.paper', 'l.state as letter_state', 'd.name as kind_name', 'p.name as client_name'])
    .select((eb) => letterRegion(eb).as('region'))

/** One print on its way, or undefined. */
export const findTask = (db: Db, id: number) => db.first(taskQuery(db).where('t.id', '=', id))
export type TaskRecord = NonNullable<ReturnType<typeof findTask>>

/** The print of one copy of a letter, whatever became of it. */
export const taskOfCopy = (db: Db, letterId: number, copy: number): TaskRecord | undefined =>
  db.first(taskQuery(db).where('t.letter_id', '=', letterId).where('t.copy', '=', copy))

/** Prints of one letter, or of a machine: those that are not done first, then the last 20. */
export const tasks = (db: Db, actor: Pick<Actor, 'areas'>, of: { machine: string; letterId: number | null }): TaskRecord[] => {
  const mine = (query: ReturnType<typeof taskQuery>) =>
    (of.letterId === null ? query.where('t.machine', '=', of.machine) : query.where('t.letter_id', '=', of.letterId)).where(
      (eb) => withinArea(letterRegion(eb), actor),
    )
  const open = db.all(mine(taskQuery(db)).where('t.state', 'in', ['queued', 'printing', 'held']).orderBy('t.id').limit(200))
  const ended = db.all(mine(taskQuery(db)).where('t.state', 'in', ['done', 'dropped']).orderBy('t.id', 'desc').limit(20))
  return [...open, ...ended]
}

/** Adds a print to the queue; returns its id. */
export const insertTask = (
  db: Db,
  task: { machine: string; letterId: number; copy: number; printer: string; tray: string; copies: number },
  by: By,
): number =>
  db.run(
    db.q.insertInto('print_task').values({
      machine: task.machine,
      letter_id: task.letterId,
      copy: task.copy,
      printer: task.printer,
      tray: task.tray,
      copies: task.copies,
      state: 'queued',
      created_at: by.now,
      created_by: by.userId,
      updated_at: by.now,
      updated_by: by.userId,
    }),
  ).id

/** Changes a print; false = somebody was faster. */
export const updateTask = (
  db: Db,
  id: number,
  version: number,
  values: {
    state: 'queued' | 'printing' | 'done' | 'held' | 'dropped'
    machine?: string
    printer?: string
    tray?: string
    copies?: number
    trouble?: string | null
    message?: string
    tries?: number
    job_id?: number
  },
  by: By,
): boolean =>
  db.run(
    db.q
      .updateTable('print_task')
      .set({ ...values, updated_at: by.now, updated_by: by.userId, version: version + 1 })
      .where('id', '=', id)
      .where('version', '=', version),
  ).changes === 1

/** Whether a copy of a letter was logged; copy 0 is the first print. */
export const copyExists = (db: Db, letterId: number, copy: number): boolean =>
  copy === 0 ||
  db.first(db.q.selectFrom('letter_copy').select('copy').where('letter_id', '=', letterId).where('copy', '=', copy)) !== undefined
