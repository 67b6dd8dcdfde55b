import type { ImportCounts } from '../../../shared/contract/imports.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { type CommandContext, internalCommand } from '../context.ts'
import type { Db } from '../db/database.ts'
import { RegisterWriter } from './apply.sqlite.ts'
import { registerIsEmpty, versionsOf } from './compare.repo.ts'
import { type Match, matchRows } from './compare.ts'
import { findPackage, moveState, readRows, type StoredRow } from './imports.repo.ts'
import { decodeRow, type FieldChange, type RowData } from './staged-row.ts'
import { effectiveChanges, type Wins, withoutLosers } from './wins.ts'

const chunk = 2000

const moved = (): AppError =>
  new AppError('CONFLICT', 'Data warga berubah sejak berkas ini diperiksa, jadi belum ada yang ditulis.', {
    hint: 'Impor berkasnya sekali lagi; pemeriksaan akan memakai data terbaru.',
  })

/**
 * Writes a package to the register in this one transaction: whole or not at all.
 * @throws AppError CONFLICT when the register is not as it was compared, CANCELLED, STATE
 */
export const applyPackage = internalCommand('imports.apply-package', (context: CommandContext, id: number): void => {
  const { db } = context
  const stored = findPackage(db, id)
  if (stored?.state !== 'applying')
    throw new AppError('STATE', 'Paket impor ini belum siap ditulis.', { hint: 'Muat ulang riwayat impor.' })
  const counts = JSON.parse(stored.counts) as ImportCounts
  const total = counts.people.new + counts.people.changed + counts.people.unchanged
  const step = 'Menulis data warga'
  const wins = JSON.parse(stored.wins) as Wins
  const writer = new RegisterWriter(context, id, wins)
  const empty = registerIsEmpty(db)
  writer.beginBulk(counts.people.new, empty)
  let done = 0
  let after = 0
  for (;;) {
    context.throwIfCancelled()
    context.progress(step, done, total)
    const rows = readRows(db, id, { after, limit: chunk, buckets: ['new', 'changed', 'unchanged'] })
    if (rows.length === 0) break
    const data = rows.map((row) => decodeRow(row.data))
    if (!empty) refuseMoved(db, id, rows, data)
    for (const [i, row] of rows.entries()) {
      const said = data[i] as RowData
      if (row.bucket === 'new') writer.insert(said)
      else {
        const changes = JSON.parse(row.changes) as FieldChange[]
        // A list that only marks people brings nothing else, whatever its rows say.
        const kept = said.known?.pointed === true ? marksOf(said) : withoutLosers(said, changes, wins)
        if (row.bucket === 'changed') writer.update(row.person_id as number, kept, effectiveChanges(changes, wins))
        else writer.refreshFamily(kept)
      }
    }
    done += rows.length
    after = (rows.at(-1) as StoredRow).id
  }
  context.progress('Menyusun daftar pencarian nama', total, total)
  context.throwIfCancelled()
  writer.endBulk(() => context.throwIfCancelled())
  moveState(db, id, ['applying'], 'applied', { applied_at: context.now(), applied_by: context.actor.userId })
  context.audit({ entity: 'import', entityId: id, detail: { new: counts.people.new, changed: counts.people.changed } })
})

const marksOf = ({ facts, asOf }: RowData): RowData => ({
  fields: {},
  ...(facts === undefined ? {} : { facts }),
  ...(asOf === undefined ? {} : { asOf }),
})

/** New rows must still be nobody's, changed ones must concern the version that was compared. */
const refuseMoved = (db: Db, importId: number, rows: readonly StoredRow[], data: readonly RowData[]): void => {
  const concerned = rows.flatMap((row, i) => (row.bucket === 'unchanged' ? [] : [{ row, said: data[i] as RowData }]))
  // Whom a clerk chose for a row was no match before and need not be one now.
  const chosen = (row: StoredRow, said: RowData): boolean => said.known?.pointed === true || row.decision === 'same'
  const pointed = concerned.filter(({ row, said }) => chosen(row, said))
  if (pointed.length > 0) {
    const versions = versionsOf(
      db,
      pointed.map(({ row }) => row.person_id as number),
    )
    if (pointed.some(({ row, said }) => versions.get(row.person_id as number) !== said.known?.version)) throw moved()
  }
  const written = concerned.filter(({ row, said }) => !chosen(row, said))
  const matches = matchRows(
    db,
    written.map(({ said }) => said),
  )
  for (const [i, { row, said }] of written.entries()) {
    const match = matches[i] as Match
    if (row.bucket === 'changed') {
      if (match.kind !== 'same' || match.person.id !== row.person_id || match.person.version !== said.known?.version)
        throw moved()
      // People whom this very package has just written may share a name and a birth date: the file said they are two.
    } else if (match.kind === 'perhaps' && row.decision === 'new') continue
    else if (match.kind !== 'none' && match.person.last_import_id !== importId) throw moved()
  }
}
