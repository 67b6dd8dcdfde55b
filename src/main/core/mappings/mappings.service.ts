import { readFileSync } from 'node:fs'
import {
  type ImportMappingBody,
  importMappingBody,
  type MappingFile,
  type MappingRow,
  mappingFile,
} from '../../../shared/contract/mappings.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import type { CommandContext, Handlers, QueryContext } from '../context.ts'
import { insertDefinition, listDefinitionRows, readDefinitionRow } from '../definitions/definition-rows.repo.ts'
import { bodyHash } from '../definitions/shipped.ts'
import { mediaTypes, tmpBytesRef, uploadedFile } from '../files/files.ts'
import { refuseLimitedArea } from '../imports/prepare.ts'
import { checkMapping } from './check.ts'
import { loadProfiles } from './choose.ts'
import { fieldTable } from './fields.ts'
import { inspectFile } from './inspect.ts'
import { mappingProblems } from './mapping-problems.ts'
import { readyLists } from './mappings.repo.ts'

/** Begins the key of every saved mapping, so that it is never the key of a ready layout. */
const prefix = 'pemetaan-'
/** What a mapping file says it is. */
const fileMark = mappingFile.shape.berkas.value
const largestFile = 2 * 1024 * 1024

type DefinitionRow = ReturnType<typeof listDefinitionRows>[number]

const toRow = (row: DefinitionRow, body: ImportMappingBody): MappingRow => {
  const columns = body.tables.flatMap((table) => table.columns)
  return {
    key: row.key,
    version: row.version,
    name: body.name,
    sender: body.sender,
    village: body.village,
    columns: columns.length,
    used: columns.filter(({ field }) => field !== null).length,
    savedAt: row.createdAt,
    savedBy: row.createdBy,
  }
}

/** @throws AppError NOT_FOUND */
const need = (context: QueryContext, key: string, version: number | null): { row: DefinitionRow; body: ImportMappingBody } => {
  const found = readDefinitionRow(context.db, 'import-mapping', key, version)
  const body = found === undefined ? undefined : importMappingBody.parse(JSON.parse(found.body))
  if (found === undefined || body === undefined || (version === null && body.removed))
    throw new AppError('NOT_FOUND', 'Susunan kolom ini tidak ditemukan.', { hint: 'Muat ulang daftarnya.' })
  return { row: found.row, body }
}

/**
 * Adds a version.
 * @throws AppError VALIDATION, CONFLICT when another version is the newest
 */
const write = (
  context: CommandContext,
  key: string,
  baseVersion: number,
  body: ImportMappingBody,
): { key: string; version: number } => {
  const problem = mappingProblems(body)[0]
  if (problem !== undefined)
    throw new AppError('VALIDATION', problem.message, { field: `body.${problem.path}`, hint: 'Perbaiki, lalu simpan lagi.' })
  const current = readDefinitionRow(context.db, 'import-mapping', key, null)?.row.version ?? 0
  if (current !== baseVersion)
    throw new AppError('CONFLICT', 'Susunan kolom ini baru saja diubah orang lain.', {
      hint: 'Muat ulang, lalu ulangi perubahan Anda.',
    })
  const version = current + 1
  insertDefinition(context.db, {
    kind: 'import-mapping',
    key,
    version,
    name: body.removed ? `${body.name} (dihapus)` : body.name,
    body: JSON.stringify(body),
    hash: bodyHash(body),
    origin: 'office',
    created_at: context.now(),
    created_by: context.actor.userId,
  })
  context.audit({ entity: 'definition', detail: { kind: 'import-mapping', key, version } })
  return { key, version }
}

/** A free key made of the sender's or the mapping's name. */
const freeKey = (context: QueryContext, { sender, name }: { sender: string; name: string }): string => {
  const words = (sender === '' ? name : sender)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
  const base = `${prefix}${words === '' ? 'berkas' : words}`
  for (let i = 1; ; i++) {
    const key = i === 1 ? base : `${base}-${i}`
    if (readDefinitionRow(context.db, 'import-mapping', key, null) === undefined) return key
  }
}

const readMappingFile = (context: QueryContext, fileId: string): ImportMappingBody => {
  const { path, size } = uploadedFile(context, fileId)
  const refuse = (message: string): AppError =>
    new AppError('BAD_FILE', message, {
      hint: 'Pilih berkas susunan kolom (.json) yang disimpan dari daftar ini di kantor lain.',
    })
  if (size > largestFile) throw refuse('Berkas ini terlalu besar untuk sebuah susunan kolom.')
  let content: unknown
  try {
    content = JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    throw refuse('Berkas ini bukan berkas susunan kolom.')
  }
  if ((content as { berkas?: unknown } | null)?.berkas !== fileMark) throw refuse('Berkas ini bukan berkas susunan kolom.')
  const checked = mappingFile.safeParse(content)
  if (!checked.success) throw refuse('Isi berkas susunan kolom ini rusak atau dari versi aplikasi yang lebih baru.')
  return checked.data.susunan
}

/** Which column of whose files means what: looking into files, remembering, handing on. */
export const mappingsHandlers: Handlers<'mappings'> = {
  inspect: async (context, input) => {
    refuseLimitedArea(context)
    return inspectFile(context, input)
  },
  check: async (context, input) => {
    refuseLimitedArea(context)
    return checkMapping(context, input)
  },
  fields: ({ db }) => {
    const lists = readyLists(db)
    return {
      fields: fieldTable(loadProfiles(db, lists), lists),
      lists: [...lists.values()].map(({ key, body }) => ({
        key,
        name: body.name,
        field: body.field,
        values: [...new Map(body.values.map(({ label, store }) => [store === '' ? label : store, label]))].map(
          ([store, label]) => ({
            store,
            label,
          }),
        ),
      })),
    }
  },
  list: (context) => {
    const newest = new Map<string, DefinitionRow>()
    for (const row of listDefinitionRows(context.db, 'import-mapping')) if (!newest.has(row.key)) newest.set(row.key, row)
    return [...newest.values()]
      .map((row) => {
        const body = importMappingBody.parse(
          JSON.parse(readDefinitionRow(context.db, 'import-mapping', row.key, row.version)?.body ?? ''),
        )
        return { removed: body.removed, row: toRow(row, body) }
      })
      .filter(({ removed }) => !removed)
      .map(({ row }) => row)
      .sort((a, b) => a.sender.localeCompare(b.sender, 'id') || a.name.localeCompare(b.name, 'id'))
  },
  get: (context, { key, version }) => {
    const { row, body } = need(context, key, version)
    return { ...toRow(row, body), body }
  },
  history: (context, { key }) =>
    listDefinitionRows(context.db, 'import-mapping')
      .filter((row) => row.key === key)
      .map((row) => toRow(row, need(context, key, row.version).body)),
  save: (context, { key, baseVersion, body }) => {
    refuseLimitedArea(context)
    if (key !== null) need(context, key, null)
    return write(context, key ?? freeKey(context, body), key === null ? 0 : baseVersion, { ...body, removed: false })
  },
  rename: (context, { key, baseVersion, name, sender }) => {
    refuseLimitedArea(context)
    return write(context, key, baseVersion, { ...need(context, key, null).body, name, sender })
  },
  remove: (context, { key, baseVersion }) => {
    refuseLimitedArea(context)
    write(context, key, baseVersion, { ...need(context, key, null).body, removed: true })
    return {}
  },
  exportFile: (context, { key, version }) => {
    const { body } = need(context, key, version)
    const content: MappingFile = { berkas: fileMark, susunan: body }
    const bytes = Buffer.from(`${JSON.stringify(content, null, 2)}\n`)
    const name = `Susunan-kolom-${key.slice(prefix.length)}.json`
    return tmpBytesRef(context, bytes, name, mediaTypes.json, 'json')
  },
  importFile: (context, { fileId }) => {
    refuseLimitedArea(context)
    const body = { ...readMappingFile(context, fileId), removed: false }
    const same = listDefinitionRows(context.db, 'import-mapping').find(({ hash }) => hash === bodyHash(body))
    if (same !== undefined && readDefinitionRow(context.db, 'import-mapping', same.key, null)?.row.version === same.version)
      throw new AppError('CONFLICT', `Susunan kolom ini sudah ada: ${body.name}.`, { hint: 'Tidak ada yang perlu diambil lagi.' })
    return { ...write(context, freeKey(context, body), 0, body), name: body.name }
  },
}
