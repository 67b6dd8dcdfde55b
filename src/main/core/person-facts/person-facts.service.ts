import type { LatestDecile, PersonFact } from '../../../shared/contract/person-facts.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { maskNumber } from '../../../shared/domain/nik.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import { type FactKind, type FactSource, isNoDisability } from '../../../shared/domain/person-facts.ts'
import type { CommandContext, Handlers, QueryContext } from '../context.ts'
import { findPerson, insertChange, type PersonRecord } from '../people/people.repo.ts'
import { toFactValues } from './fact-input.ts'
import { factField, factText } from './fact-text.ts'
import {
  type FactRecord,
  factsOf,
  findFact,
  insertFact,
  type ListedFact,
  relativesOf,
  setDisability,
  touchPerson,
  updateFact,
} from './person-facts.repo.ts'

const by = (context: CommandContext) => ({ userId: context.actor.userId, now: context.now() })

/** The person, if the user may see that area; otherwise it looks as if there were none. */
const visiblePerson = (context: QueryContext, id: number): PersonRecord => {
  const person = findPerson(context.db, id)
  if (person === undefined || person.merged_into !== null || !inArea(context.actor, person.region_code))
    throw new AppError('NOT_FOUND', 'Warga tidak ditemukan.', { hint: 'Cari warga itu sekali lagi.' })
  return person
}

const visibleFact = (context: QueryContext, id: number): FactRecord => {
  const fact = findFact(context.db, id)
  if (fact === undefined) throw new AppError('NOT_FOUND', 'Catatan ini tidak ditemukan.', { hint: 'Muat ulang data warganya.' })
  visiblePerson(context, fact.person_id)
  return fact
}

const stale = (): AppError =>
  new AppError('CONFLICT', 'Catatan ini baru saja diubah orang lain.', { hint: 'Muat ulang, lalu ulangi perubahan Anda.' })

/** Kinds of which only the newest statement holds; of the others every one that has not ended. */
const newestHolds: ReadonlySet<string> = new Set(['decile', 'register', 'number'])

/** @param rows newest first */
const toFacts = (rows: readonly ListedFact[], today: string): PersonFact[] => {
  const seen = new Set<string>()
  return rows.map((row) => {
    const about = `${row.kind}\n${row.key}\n${row.kind === 'number' ? row.label : ''}`
    const newest = !seen.has(about)
    seen.add(about)
    return {
      id: row.id,
      version: row.version,
      kind: row.kind as FactKind,
      key: row.key,
      label: row.label,
      value: row.kind === 'number' || row.kind === 'programme' ? maskNumber(row.value) : row.value,
      status: row.status,
      fromDate: row.from_date,
      toDate: row.to_date,
      expectedDate: row.expected_date,
      asOf: row.as_of,
      source: row.source as FactSource,
      importLabel: row.import_label ?? '',
      importId: row.created_import_id,
      note: row.note,
      receivedAt: row.created_at,
      receivedBy: row.created_by_name ?? '',
      current: (row.to_date === null || row.to_date > today) && (newest || !newestHolds.has(row.kind)),
    }
  })
}

const newestDecile = (rows: readonly ListedFact[]): ListedFact | undefined =>
  rows.find(({ kind, key }) => kind === 'decile' && key === 'decile') ?? rows.find(({ kind }) => kind === 'decile')

/** The newest decile of a person, else of a relative inside the user's area: lists name the head of a family. */
const latestDecile = (context: QueryContext, personId: number, own: readonly ListedFact[]): LatestDecile | null => {
  const told = (row: ListedFact, of: LatestDecile['of']): LatestDecile => ({
    key: row.key === 'percentile' ? 'percentile' : 'decile',
    value: row.value,
    asOf: row.as_of,
    source: row.source as FactSource,
    importLabel: row.import_label ?? '',
    of,
  })
  const mine = newestDecile(own)
  if (mine !== undefined) return told(mine, null)
  const relatives = relativesOf(context.db, personId).filter(({ region_code }) => inArea(context.actor, region_code))
  if (relatives.length === 0) return null
  const found = newestDecile(
    factsOf(
      context.db,
      relatives.map(({ id }) => id),
    ),
  )
  const relative = relatives.find(({ id }) => id === found?.person_id)
  return found === undefined || relative === undefined ? null : told(found, { personId: relative.id, name: relative.name })
}

/** Writes a statement into the person's history and marks the person as worked with. */
const record = (context: CommandContext, personId: number, before: FactRecord | null, after: FactRecord | null): void => {
  const shown = after ?? before
  if (shown === null) return
  insertChange(
    context.db,
    {
      personId,
      field: factField(shown),
      before: before === null ? null : factText(before),
      after: after === null ? null : factText(after),
    },
    by(context),
  )
  touchPerson(context.db, personId, by(context))
}

/** The one word that forms, letters and submissions use, where nothing stands there yet. */
const shortDisability = (context: CommandContext, person: PersonRecord, type: string): void => {
  setDisability(context.db, person.id, type)
  insertChange(context.db, { personId: person.id, field: 'disability', before: person.disability, after: type }, by(context))
}

const changed = (
  context: CommandContext,
  before: FactRecord,
  version: number,
  values: Parameters<typeof updateFact>[3],
  detail: string,
): { id: number; version: number } => {
  const { db } = context
  if (!updateFact(db, before.id, version, values, by(context))) throw stale()
  record(context, before.person_id, before, findFact(db, before.id) ?? null)
  context.audit({ entity: 'person', entityId: before.person_id, detail: { kind: before.kind, fact: before.id, done: detail } })
  return { id: before.id, version: version + 1 }
}

/** Use cases of what is known about people beside their identity. */
export const personFactsHandlers: Handlers<'personFacts'> = {
  list: (context, { id }) => {
    visiblePerson(context, id)
    const rows = factsOf(context.db, [id])
    return { items: toFacts(rows, context.today()), decile: latestDecile(context, id, rows) }
  },
  add: (context, { personId, fact }) => {
    const person = visiblePerson(context, personId)
    const id = insertFact(context.db, personId, toFactValues(context, fact, null), by(context))
    if (fact.kind === 'disability' && isNoDisability(person.disability)) shortDisability(context, person, fact.type)
    record(context, personId, null, findFact(context.db, id) ?? null)
    context.audit({ entity: 'person', entityId: personId, detail: { kind: fact.kind, fact: id } })
    return { id, version: 1 }
  },
  update: (context, { id, version, fact }) => {
    const before = visibleFact(context, id)
    const values = toFactValues(context, fact, before)
    if (values.kind !== before.kind)
      throw new AppError('VALIDATION', 'Jenis catatan tidak dapat diganti.', {
        field: 'fact.kind',
        hint: 'Hapus catatan ini dengan alasannya, lalu tambahkan yang benar.',
      })
    return changed(context, before, version, values, 'update')
  },
  end: (context, { id, version, on, note }) => {
    const before = visibleFact(context, id)
    if (before.kind === 'decile' || before.kind === 'register')
      throw new AppError('VALIDATION', 'Desil dan status tidak diakhiri.', {
        hint: 'Catat nilai yang baru; nilai lama tetap menjadi riwayat.',
      })
    if (on > context.today() || (before.from_date !== null && on < before.from_date))
      throw new AppError('VALIDATION', 'Tanggal berakhir harus di antara tanggal mulai dan hari ini.', {
        field: 'on',
        hint: 'Periksa tahun dan bulannya.',
      })
    return changed(context, before, version, { to_date: on, ...(note === '' ? {} : { note }) }, 'end')
  },
  remove: (context, { id, version, reason }) => {
    const before = visibleFact(context, id)
    return changed(
      context,
      before,
      version,
      { removed_at: context.now(), removed_by: context.actor.userId, removed_reason: reason },
      'remove',
    )
  },
  reveal: (context, { id }) => {
    const fact = visibleFact(context, id)
    if (fact.value === '')
      throw new AppError('NOT_FOUND', 'Tidak ada nomor di catatan ini.', { hint: 'Lengkapi nomornya bila sudah ada.' })
    context.audit({ entity: 'person', entityId: fact.person_id, detail: { kind: fact.kind, fact: id } })
    return { value: fact.value }
  },
}
