import type { Bucket, Decision, Doubt, ImportPackage } from '../../../shared/contract/imports.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import type { CommandContext, QueryContext } from '../context.ts'
import type { KnownPerson } from './compare.repo.ts'
import { changesOf } from './compare.ts'
import { candidatesOf, type Doubted, doubtOf } from './doubts.ts'
import type { PackageRow, StoredRow } from './imports.repo.ts'
import { markChanges } from './known-people.ts'
import { need, needPrepared, toRows } from './package-view.ts'
import { factsOf } from './recheck.ts'
import { findRow, insertRepair, takenPeople, undecidedRows, updateRow } from './review.repo.ts'
import { Review } from './review.ts'
import { encodeRow, type FieldChange, type RowData } from './staged-row.ts'
import { effectiveChanges } from './wins.ts'

const chunk = 1000

/** @throws AppError NOT_FOUND */
export const needRow = (context: Pick<QueryContext, 'db'>, id: number, rowId: number): StoredRow => {
  const row = findRow(context.db, id, rowId)
  if (row === undefined)
    throw new AppError('NOT_FOUND', 'Baris ini tidak ada di paket impor ini.', { hint: 'Muat ulang halaman.' })
  return row
}

/** A doubtful row beside the people it may be about, with what agrees and what differs. */
export const readDoubt = (context: QueryContext, input: { id: number; rowId: number }): Doubt => {
  const found = need(context, input.id)
  const row = needRow(context, input.id, input.rowId)
  const [doubted] = candidatesOf(context.db, found, [row])
  const { key, why, possible, candidates } = doubtOf(found, doubted as Doubted)
  let alikeCount = 0
  eachUndecided(context, found, (one) => {
    if (doubtOf(found, one).key === key) alikeCount += 1
  })
  return {
    row: toRows(context, found, [row])[0] as Doubt['row'],
    alike: key,
    why,
    alikeCount,
    possible,
    candidates,
  }
}

const eachUndecided = (context: Pick<QueryContext, 'db'>, found: PackageRow, visit: (one: Doubted) => void): void => {
  let after = 0
  for (;;) {
    const rows = undecidedRows(context.db, found.id, after, chunk)
    if (rows.length === 0) return
    for (const one of candidatesOf(context.db, found, rows)) visit(one)
    after = (rows.at(-1) as StoredRow).id
  }
}

/**
 * Decides about one row, or takes the decision back (null).
 * @throws AppError STATE, VALIDATION for a decision that makes no sense here, CONFLICT when another row is the same person
 */
export const decideRow = (
  context: CommandContext,
  input: { id: number; rowId: number; decision: Decision | null; personId: number | null },
): ImportPackage => {
  const found = needPrepared(context, input.id)
  const row = needRow(context, input.id, input.rowId)
  if (row.bucket !== 'doubtful' && row.decision === null)
    throw new AppError('VALIDATION', 'Baris ini tidak perlu diputuskan.', { field: 'rowId', hint: 'Muat ulang daftarnya.' })
  const [doubted] = candidatesOf(context.db, found, [row]) as [Doubted]
  const { possible } = doubtOf(found, doubted)
  if (input.decision !== null && !possible.includes(input.decision))
    throw new AppError('VALIDATION', 'Keputusan ini tidak mungkin untuk baris ini.', {
      field: 'decision',
      hint: found.marks_only === 1 ? 'Daftar ini hanya menandai warga yang sudah terdaftar.' : 'Pilih keputusan lain.',
    })
  const person = input.personId === null ? doubted.people[0] : doubted.people.find((candidate) => candidate.id === input.personId)
  if (input.decision === 'same') {
    if (person === undefined)
      throw new AppError('VALIDATION', 'Warga yang dipilih bukan calon untuk baris ini.', {
        field: 'personId',
        hint: 'Muat ulang, lalu pilih salah satu calon yang tampil.',
      })
    if (takenPeople(context.db, input.id, [person.id], row.id).size > 0)
      throw new AppError('CONFLICT', 'Baris lain di berkas ini sudah ditetapkan sebagai warga yang sama.', {
        hint: 'Lewati salah satu dari kedua baris itu.',
      })
  }
  const review = new Review(context, found)
  review.touch(doubted.data.kk)
  write(context, found, review, doubted, input.decision, person ?? null)
  context.audit({ entity: 'import', entityId: input.id, detail: { row: row.row, decision: input.decision } })
  return review.save()
}

/**
 * Decides about all undecided rows that are doubtful for the same reason.
 * @throws AppError STATE
 */
export const decideAlike = (
  context: CommandContext,
  input: { id: number; alike: string | null; decision: Decision },
): { decided: number; left: number; package: ImportPackage } => {
  const found = needPrepared(context, input.id)
  const review = new Review(context, found)
  const rows: Doubted[] = []
  eachUndecided(context, found, (one) => {
    if (input.alike === null || doubtOf(found, one).key === input.alike) rows.push(one)
  })
  const people = rows.flatMap(({ people: [first] }) => (first === undefined ? [] : [first.id]))
  const taken = new Set(input.decision === 'same' ? takenPeople(context.db, input.id, people, null) : [])
  let decided = 0
  for (const one of rows) {
    const person = one.people[0]
    const unclear = input.decision === 'same' && (one.people.length !== 1 || person === undefined || taken.has(person.id))
    if (unclear || !doubtOf(found, one).possible.includes(input.decision)) continue
    if (input.decision === 'same' && person !== undefined) taken.add(person.id)
    review.touch(one.data.kk)
    write(context, found, review, one, input.decision, person ?? null)
    decided += 1
  }
  context.audit({ entity: 'import', entityId: input.id, detail: { decision: input.decision, rows: decided } })
  return { decided, left: rows.length - decided, package: review.save() }
}

const write = (
  context: CommandContext,
  found: PackageRow,
  review: Review,
  { row, data: said, people }: Doubted,
  decision: Decision | null,
  person: KnownPerson | null,
): void => {
  const { known: _known, familyAddress: _address, ...rest } = said
  const data: RowData = rest
  const facts = factsOf(context, found)
  let bucket: Bucket = 'doubtful'
  let changes: FieldChange[] = []
  let personId = people[0]?.id ?? row.person_id
  const isHead = data.relation === 'Kepala Keluarga'
  if (decision === 'new') {
    bucket = 'new'
    personId = null
    if (isHead) data.familyAddress = true
  } else if (decision === 'same' && person !== null) {
    personId = person.id
    const marks = found.marks_only === 1
    facts.load([{ data, personId: person.id }])
    changes = [
      ...(marks ? markChanges(data, person, { tag: found.tag, label: found.mark }) : sameChanges(data, person)),
      ...facts.changes(data, person.id, []),
    ]
    data.known = { version: person.version, lastImport: person.last_import_id, ...(marks ? { pointed: true as const } : {}) }
    if (isHead && !marks) data.familyAddress = true
    bucket = effectiveChanges(changes, review.wins).length > 0 ? 'changed' : 'unchanged'
  }
  review.move(row.bucket as Bucket, bucket)
  review.decide(row.decision as Decision | null, decision)
  updateRow(context.db, row.id, { bucket, personId, data: encodeRow(data), changes: JSON.stringify(changes), decision })
  insertRepair(context.db, {
    importId: found.id,
    rowId: row.id,
    column: null,
    before: row.decision,
    after: decision,
    at: context.now(),
    by: context.actor.userId,
  })
}

/** What changes when a row is decided to be a person: its NIK too, where the register has none. */
export const sameChanges = (data: RowData, person: KnownPerson): FieldChange[] => [
  ...(data.nik !== undefined && person.nik === null ? [{ field: 'nik', before: '', after: data.nik }] : []),
  ...changesOf(data, person),
]
