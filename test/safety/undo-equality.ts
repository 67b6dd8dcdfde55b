import { join } from 'node:path'
import { previewUndo } from '../../src/main/core/imports/undo.ts'
import { officeKey } from '../../src/main/core/office/office.repo.ts'
import { peopleHandlers } from '../../src/main/core/people/people.service.ts'
import { writeSetting } from '../../src/main/core/settings.repo.ts'
import { people as peopleContract } from '../../src/shared/contract/people.ts'
import { importBench } from '../harness/imports.ts'
import { openInline } from '../harness/inline.ts'
import { sampleOffice } from '../harness/letters.ts'
import { fillRegions } from '../harness/practice.ts'
import { registerDistrict, registerHeaders, writeRegisterCsv } from '../harness/register-csv.ts'
import { checkSound, differences, dumpRegister } from '../harness/register-dump.ts'

/** What the two undone imports were like. */
export interface UndoEquality {
  people: number
  created: number
  changed: number
  edited: number
  kept: number
  rows: number
  undoMs: number
}

const column = (header: (typeof registerHeaders)[number]): number => registerHeaders.indexOf(header)

/** What a newer list says differently of somebody: civil status, address, spelling, another family, work and phone. */
const bend = (row: string[], at: number): string[] => {
  const bent = [...row]
  const put = (header: (typeof registerHeaders)[number], value: string): void => {
    bent[column(header)] = value
  }
  if (at % 5 === 0) put('Status Perkawinan', 'Cerai Mati')
  if (at % 5 === 1) {
    put('Alamat', `Jl. Pindah No. ${at}`)
    put('RT', '099')
  }
  if (at % 5 === 2) put('Nama Lengkap', `${row[column('Nama Lengkap')]} BARU`)
  if (at % 5 === 3) put('No KK', `320199${String(row[column('No KK')]).slice(6)}`)
  if (at % 5 === 4) {
    put('Pekerjaan', 'Nelayan/Perikanan')
    put('No HP', `0811${String(at).padStart(8, '0')}`)
  }
  return bent
}

/**
 * Imports a list of new and known people into a register, takes it back, and compares the register with before; then once
 * more, with `edits` of them changed by hand in between.
 * @throws Error naming the first rows that are not as before
 */
export const undoEquality = async (options: {
  people: number
  edits: number
  seed: number
  say?: (text: string) => void
}): Promise<UndoEquality> => {
  const { people, edits, seed, say = () => {} } = options
  const inline = openInline()
  const bench = importBench(inline)
  const { db, context } = inline
  try {
    fillRegions(db, registerDistrict)
    writeSetting(db, officeKey, { ...sampleOffice, districtCode: registerDistrict }, { userId: 1, now: context.now() })
    /** Takes a package back, and holds the preview against what then happened. */
    const undoAsTold = async (id: number) => {
      const told = previewUndo(context, id)
      const done = await bench.undo(id)
      if (told.restored !== done.restored || told.removed !== done.removed || told.kept !== done.kept)
        throw new Error(
          `the preview told ${told.restored}/${told.removed}/${told.kept}, the undo ${JSON.stringify({ ...done, keptNames: [] })}`,
        )
      return done
    }
    // Known before: the first 60 % of a list; the import brings 40 % of it anew, bent, and 60 % whom nobody knew.
    const base = join(bench.folder, 'lama.csv')
    writeRegisterCsv(base, { people: Math.round(people * 0.6), seed })
    await bench.apply((await bench.prepare(base)).id)
    const list = join(bench.folder, 'baru.csv')
    writeRegisterCsv(list, {
      people: Math.round(people * 1.2),
      seed,
      change: (row, at) => (at < people * 0.2 ? null : at < people * 0.6 - 20 ? bend(row, at) : row),
    })
    const before = dumpRegister(db)
    const rows = [...before.values()].reduce((sum, table) => sum + table.size, 0)
    say(`register before: ${rows} rows in ${before.size} tables`)

    const first = await bench.prepare(list)
    await bench.apply(first.id)
    const { people: counts } = first.counts
    if (counts.new < people / 2 || counts.changed < people / 4) throw new Error(`a poor sample: ${JSON.stringify(counts)}`)
    if (differences(before, dumpRegister(db)).length === 0) throw new Error('the import changed nothing')
    const begun = performance.now()
    const undone = await undoAsTold(first.id)
    const undoMs = performance.now() - begun
    say(`taken back in ${Math.round(undoMs)} ms: ${JSON.stringify({ ...undone, keptNames: undone.keptNames.length })}`)
    expectSame(differences(before, dumpRegister(db)), 'undo')
    if (undone.removed !== counts.new || undone.restored !== counts.changed || undone.kept !== 0)
      throw new Error(`undo told ${JSON.stringify(undone)} of ${JSON.stringify(counts)}`)
    checkSound(db)

    const second = await bench.prepare(list)
    await bench.apply(second.id)
    const edited = editSome(inline, second.id, edits)
    const between = dumpRegister(db)
    const again = await undoAsTold(second.id)
    say(`taken back with ${edits} edited: ${JSON.stringify({ ...again, keptNames: again.keptNames.length })}`)
    const after = dumpRegister(db)
    const families = new Set(
      db
        .sql<{ id: number }>(
          'SELECT DISTINCT family_id AS id FROM family_member WHERE person_id IN (SELECT value FROM json_each(?))',
          JSON.stringify([...edited.keys()]),
        )
        .map(({ id }) => String(id)),
    )
    // Whatever a table knows of the edited people stays with them: memberships, facts of the file.
    const theirs = new Map<string, Set<string>>()
    for (const table of after.keys()) {
      if (!(db.raw.pragma(`table_info(${table})`) as { name: string }[]).some(({ name }) => name === 'person_id')) continue
      const found = db.sql<{ id: number }>(
        `SELECT rowid AS id FROM "${table}" WHERE person_id IN (SELECT value FROM json_each(?))`,
        JSON.stringify([...edited.keys()]),
      )
      theirs.set(table, new Set(found.map(({ id }) => String(id))))
    }
    const ofEdited = (table: string, row: string): boolean =>
      (table === 'person' && edited.has(Number(row))) ||
      theirs.get(table)?.has(row) === true ||
      // A family that was there before is as before; one that came with somebody kept stays with him.
      (table === 'family' && families.has(row) && before.get('family')?.has(row) !== true)
    expectSame(differences(before, after, ofEdited), 'undo after edits')
    for (const id of edited.keys())
      if (after.get('person')?.get(String(id)) !== between.get('person')?.get(String(id)))
        throw new Error(`person ${id} was edited and not kept as edited`)
    if (again.kept !== edits || [...edited.values()].sort().join() !== [...again.keptNames].sort().join())
      throw new Error(`${edits} were edited, ${again.kept} are told kept: ${again.keptNames.slice(0, 5).join(', ')} …`)
    checkSound(db)
    return { people, created: counts.new, changed: counts.changed, edited: edits, kept: again.kept, rows, undoMs }
  } finally {
    bench.close()
    inline.close()
  }
}

const expectSame = (found: readonly string[], where: string): void => {
  if (found.length > 0) throw new Error(`${where}: the register is not as before:\n${found.join('\n')}`)
}

/** Edits half of them among the created, half among the changed, as a clerk does at the counter. @returns id → name */
const editSome = (inline: ReturnType<typeof openInline>, importId: number, edits: number): Map<number, string> => {
  const { db, context } = inline
  const ids = db.sql<{ id: number }>(
    `SELECT id FROM (SELECT id FROM person WHERE created_import_id = ? ORDER BY id * 7919 % 10007 LIMIT ?)
     UNION ALL SELECT id FROM (SELECT id FROM person WHERE last_import_id = ? AND created_import_id <> ? ORDER BY id * 7919 % 10007 LIMIT ?)`,
    importId,
    Math.ceil(edits / 2),
    importId,
    importId,
    Math.floor(edits / 2),
  )
  const edited = new Map<number, string>()
  for (const { id } of ids) {
    const [row] = db.sql<{ name: string; version: number; address: string; region_code: string | null }>(
      'SELECT name, version, address, region_code FROM person WHERE id = ?',
      id,
    )
    if (row === undefined) continue
    const change = peopleContract.update.input.parse({
      id,
      version: row.version,
      name: row.name,
      address: row.address,
      regionCode: row.region_code,
      phone: `0822${String(id).padStart(8, '0')}`,
    })
    db.raw.transaction(() => peopleHandlers.update(context, change))()
    edited.set(id, row.name)
  }
  if (edited.size !== edits) throw new Error(`only ${edited.size} people could be edited`)
  return edited
}
