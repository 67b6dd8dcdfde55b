import { randomFillSync } from 'node:crypto'
import { nameKey } from '../../../shared/domain/names.ts'
import type { CommandContext } from '../context.ts'
import type { Db } from '../db/database.ts'
import { FactWriter } from './facts.sqlite.ts'
import { columnOf, type FieldChange, type RowData } from './staged-row.ts'
import { addressWins, type Wins } from './wins.ts'

/** From this many new people on, the name index is filled in one go behind them (4.1 s → 1.9 s for 100,000). */
const bulkFrom = 2000

/** Indexes that no row of a first import looks at while it is written; made behind the rows, each in one sorted pass. */
const indexesOfRegister =
  "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name IN ('person', 'family', 'family_member') AND sql IS NOT NULL"

/** UUIDv7 by the thousand: one call for random bytes instead of one for each record. */
class Uids {
  readonly #pool = Buffer.allocUnsafe(16 * 4096)
  #at = this.#pool.length

  next(): Buffer {
    if (this.#at === this.#pool.length) {
      randomFillSync(this.#pool)
      this.#at = 0
    }
    const bytes = Buffer.from(this.#pool.subarray(this.#at, this.#at + 16))
    this.#at += 16
    bytes.writeUIntBE(Date.now(), 0, 6)
    bytes[6] = 0x70 | ((bytes[6] as number) & 0x0f)
    bytes[8] = 0x80 | ((bytes[8] as number) & 0x3f)
    return bytes
  }
}

/** Prepared statements that write people and families of one package. Lives inside one transaction. */
export class RegisterWriter {
  readonly #db: Db
  readonly #importId: number
  readonly #wins: Wins
  readonly #by: number
  readonly #now: string
  readonly #today: string
  readonly #uids = new Uids()
  readonly #families = new Map<string, number>()
  readonly #created = new Set<number>()
  readonly #statements
  readonly #facts: FactWriter
  #triggers: { index: string; sql: string }[] = []
  #indexes: string[] = []
  /** The register held nobody and no family before: whatever is not in `#families` does not exist. */
  #first = false

  /** @param wins where the register's side is kept; also for addresses of families */
  constructor(context: CommandContext, importId: number, wins: Wins = {}) {
    this.#wins = wins
    this.#db = context.db
    this.#importId = importId
    this.#by = context.actor.userId
    this.#now = context.now()
    this.#today = context.today()
    this.#facts = new FactWriter(context, importId)
    const prepare = (sql: string) => this.#db.raw.prepare<unknown[]>(sql)
    this.#statements = {
      person: prepare(
        `INSERT INTO person (uid, nik, original_number, name, name_key, birth_place, birth_date, sex, religion, marital_status, education, occupation,
          disability, mother_name, father_name, phone, address, hamlet, rt, rw, region_code, life_status, extra, created_import_id, last_import_id, updated_at, updated_by)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ),
      family: prepare(
        `INSERT INTO family (uid, kk_number, address, hamlet, rt, rw, region_code, created_import_id, last_import_id, updated_at, updated_by)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ),
      findFamily: prepare('SELECT id FROM family WHERE kk_number = ?'),
      readFamily: prepare('SELECT address, hamlet, rt, rw, region_code FROM family WHERE id = ?'),
      familyAddress: prepare(
        'UPDATE family SET address = ?, hamlet = ?, rt = ?, rw = ?, region_code = ?, last_import_id = ?, updated_at = ?, updated_by = ?, version = version + 1 WHERE id = ?',
      ),
      firstAddress: prepare('UPDATE family SET address = ?, hamlet = ?, rt = ?, rw = ?, region_code = ? WHERE id = ?'),
      member: prepare(
        `INSERT INTO family_member (family_id, person_id, relation, from_date, created_import_id, updated_at, updated_by) VALUES (?, ?, ?, ?, ?, ?, ?)`,
      ),
      currentMember: prepare('SELECT id, relation FROM family_member WHERE person_id = ? AND to_date IS NULL'),
      endMember: prepare(
        'UPDATE family_member SET to_date = ?, ended_import_id = ?, updated_at = ?, updated_by = ?, version = version + 1 WHERE id = ?',
      ),
      relation: prepare(
        'UPDATE family_member SET relation = ?, updated_at = ?, updated_by = ?, version = version + 1 WHERE id = ?',
      ),
      change: prepare(
        'INSERT INTO register_change (entity, entity_id, field, before, after, at, by, import_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      ),
      readExtra: prepare('SELECT extra FROM person WHERE id = ?'),
    }
  }

  /**
   * Takes the triggers of the search indexes away for a large package, and for the first one of a register the other indexes too;
   * endBulk fills the search indexes, makes the others and puts the triggers back. All of it happens in the package's one
   * transaction, so nobody ever sees the register without them, and a rollback brings them back.
   * @param first the register is empty
   */
  beginBulk(newPeople: number, first: boolean): void {
    if (newPeople < bulkFrom) return
    const { raw } = this.#db
    for (const index of ['person_fts', 'person_fts_words']) {
      const row = raw.prepare("SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?").get(`${index}_insert`) as
        | { sql: string }
        | undefined
      if (row === undefined) return
      raw.exec(`DROP TRIGGER ${index}_insert`)
      this.#triggers.push({ index, sql: row.sql })
    }
    if (!first || raw.prepare('SELECT 1 FROM family LIMIT 1').get() !== undefined) return
    this.#first = true
    for (const { name, sql } of raw.prepare(indexesOfRegister).all() as { name: string; sql: string }[]) {
      raw.exec(`DROP INDEX ${name}`)
      this.#indexes.push(sql)
    }
  }

  /** @param eachIndex told before each piece of work; may throw to give the whole package up */
  endBulk(eachIndex: () => void): void {
    if (this.#triggers.length === 0) return
    const { raw } = this.#db
    for (const { index } of this.#triggers) {
      eachIndex()
      // The index names its columns itself: whatever it covers stands under the same name in `person`. Before the other
      // indexes: one that covers these columns would be read in its own order, six times slower.
      const columns = (raw.pragma(`table_info(${index})`) as { name: string }[]).map(({ name }) => name).join(', ')
      raw
        .prepare(
          `INSERT INTO ${index} (rowid, ${columns}) SELECT id, ${columns} FROM person WHERE created_import_id = ? ORDER BY id`,
        )
        .run(this.#importId)
    }
    for (const sql of this.#indexes) {
      eachIndex()
      raw.exec(sql)
    }
    for (const { sql } of this.#triggers) raw.exec(sql)
    this.#triggers = []
    this.#indexes = []
    this.#first = false
  }

  /** Writes a new person with the family membership. */
  insert(data: RowData): void {
    const { fields } = data
    const name = fields.name as string
    const { lastInsertRowid } = this.#statements.person.run(
      this.#uids.next(),
      data.nik ?? null,
      data.original ?? '',
      name,
      nameKey(name),
      fields.birthPlace ?? '',
      fields.birthDate ?? null,
      fields.sex ?? null,
      fields.religion ?? '',
      fields.maritalStatus ?? '',
      fields.education ?? '',
      fields.occupation ?? '',
      fields.disability ?? '',
      fields.motherName ?? '',
      fields.fatherName ?? '',
      fields.phone ?? '',
      fields.address ?? '',
      fields.hamlet ?? '',
      fields.rt ?? '',
      fields.rw ?? '',
      fields.regionCode ?? null,
      fields.lifeStatus ?? 'alive',
      data.extra === undefined ? '{}' : JSON.stringify(data.extra),
      this.#importId,
      this.#importId,
      this.#now,
      this.#by,
    )
    if (data.facts !== undefined) this.#facts.insert(Number(lastInsertRowid), data)
    const family = this.#family(data)
    if (family !== null) this.#join(Number(lastInsertRowid), family, data.relation ?? '')
  }

  /** Writes what differs about a known person, each value with its history. */
  update(personId: number, data: RowData, changes: readonly FieldChange[]): void {
    const columns: Record<string, unknown> = {}
    let extra: Record<string, unknown> | null = null
    for (const { field, before, after } of changes) {
      if (field === 'kkNumber' || field === 'relation') continue
      if (field.startsWith('fact.')) {
        // Written below; here only the history.
      } else if (field.startsWith('extra.')) {
        extra ??= JSON.parse((this.#statements.readExtra.get(personId) as { extra: string }).extra) as Record<string, unknown>
        extra[field.slice('extra.'.length)] = after
      } else columns[columnOf(field) as string] = after
      if (field === 'name') columns.name_key = nameKey(after)
      this.#change('person', personId, field, before, after)
    }
    if (data.facts !== undefined) this.#facts.update(personId, data, changes)
    if (extra !== null) columns.extra = JSON.stringify(extra)
    const names = Object.keys(columns)
    this.#db.sql(
      `UPDATE person SET ${names.map((column) => `${column} = ?, `).join('')}last_import_id = ?, updated_at = ?, updated_by = ?, version = version + 1 WHERE id = ?`,
      ...names.map((column) => columns[column]),
      this.#importId,
      this.#now,
      this.#by,
      personId,
    )
    const family = this.#family(data)
    const moved = changes.find(({ field }) => field === 'kkNumber')
    const relation = changes.find(({ field }) => field === 'relation')
    const current = this.#statements.currentMember.get(personId) as { id: number; relation: string } | undefined
    if (moved !== undefined && family !== null) {
      if (current !== undefined) this.#statements.endMember.run(this.#today, this.#importId, this.#now, this.#by, current.id)
      this.#join(personId, family, data.relation ?? '')
      this.#change('person', personId, 'kkNumber', moved.before, moved.after)
    } else if (relation !== undefined && current !== undefined) {
      this.#statements.relation.run(relation.after, this.#now, this.#by, current.id)
      this.#change('family_member', current.id, 'relation', relation.before, relation.after)
    }
  }

  #join(personId: number, familyId: number, relation: string): void {
    this.#statements.member.run(familyId, personId, relation, this.#today, this.#importId, this.#now, this.#by)
  }

  #change(entity: string, id: number, field: string, before: string, after: string): void {
    this.#statements.change.run(entity, id, field, before, after, this.#now, this.#by, this.#importId)
  }

  /** The family of a row, made when its card number is new; null without one. The head's row brings the address. */
  #family(data: RowData): number | null {
    if (data.kk === undefined) return null
    const { fields } = data
    const known = this.#families.get(data.kk) ?? (this.#first ? undefined : this.#findFamily(data.kk))
    if (known === undefined) {
      const { lastInsertRowid } = this.#statements.family.run(
        this.#uids.next(),
        data.kk,
        fields.address ?? '',
        fields.hamlet ?? '',
        fields.rt ?? '',
        fields.rw ?? '',
        fields.regionCode ?? null,
        this.#importId,
        this.#importId,
        this.#now,
        this.#by,
      )
      const id = Number(lastInsertRowid)
      this.#created.add(id)
      this.#families.set(data.kk, id)
      return id
    }
    this.#families.set(data.kk, known)
    if (data.familyAddress === true) this.#address(known, data)
    return known
  }

  #findFamily(kk: string): number | undefined {
    return (this.#statements.findFamily.get(kk) as { id: number } | undefined)?.id
  }

  #address(id: number, { fields }: RowData): void {
    const before = this.#statements.readFamily.get(id) as {
      address: string
      hamlet: string
      rt: string
      rw: string
      region_code: string | null
    }
    const fresh = this.#created.has(id)
    const winner = <T extends string | null>(field: string, said: string | undefined, known: T): string | T =>
      said !== undefined && (fresh || addressWins(this.#wins, field, known ?? '')) ? said : known
    const after = {
      address: winner('address', fields.address, before.address),
      hamlet: winner('hamlet', fields.hamlet, before.hamlet),
      rt: winner('rt', fields.rt, before.rt),
      rw: winner('rw', fields.rw, before.rw),
      region_code: winner('regionCode', fields.regionCode, before.region_code),
    }
    const changed = (Object.keys(after) as (keyof typeof after)[]).filter(
      (column) => (before[column] ?? '').toLowerCase() !== (after[column] ?? '').toLowerCase(),
    )
    if (changed.length === 0) return
    if (fresh) {
      // Made a moment ago from another member's row: the head's address is no change of it.
      this.#statements.firstAddress.run(...Object.values(after), id)
      return
    }
    this.#statements.familyAddress.run(...Object.values(after), this.#importId, this.#now, this.#by, id)
    for (const column of changed)
      this.#change('family', id, column === 'region_code' ? 'regionCode' : column, before[column] ?? '', after[column] ?? '')
  }

  /** Writes a family's address where only that differs: the head's row itself brings nothing new. */
  refreshFamily(data: RowData): void {
    if (data.familyAddress === true) this.#family(data)
  }
}
