import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { FileRef } from '../../../shared/contract/common.ts'
import { type DefinitionKind, definitionKind, type SetPlan, type SetRow } from '../../../shared/contract/definitions.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { may } from '../../../shared/domain/permissions.ts'
import type { CommandContext, QueryContext } from '../context.ts'
import { mediaTypes, tmpBytesRef, uploadedFile } from '../files/files.ts'
import { readOffice } from '../office/office.repo.ts'
import { refuseWithoutManager } from '../users/users.service.ts'
import { insertDefinition, readDefinitionRow } from './definition-rows.repo.ts'
import { currentDefinitions } from './definitions.repo.ts'
import type { DefinitionBodies } from './kinds.ts'
import { checkBody } from './problems.ts'
import { bodyHash } from './shipped.ts'

const fileMark = 'loket-slrt/isian-kantor'
const largestFile = 16 * 1024 * 1024

/** The file: who wrote it, when, and documents in force. Bodies are checked one by one, for errors with a name. */
const setFile = z.strictObject({
  berkas: z.literal(fileMark),
  kantor: z.string(),
  tanggal: z.string(),
  isi: z
    .array(z.strictObject({ jenis: definitionKind, kunci: z.string().regex(/^[a-z0-9][a-z0-9-]*$/), badan: z.json() }))
    .max(5000),
})

/** Documents in force of some kinds, for another office or a copy in safe keeping. Holds nobody's data. */
export const exportSet = (
  context: QueryContext,
  { kinds, onlyOffice }: { kinds: DefinitionKind[]; onlyOffice: boolean },
): { file: FileRef; count: number } => {
  const content: z.infer<typeof setFile> = {
    berkas: fileMark,
    kantor: readOffice(context.db).name,
    tanggal: context.today(),
    isi: [...new Set(kinds)].flatMap((kind) =>
      currentDefinitions(context.db, kind)
        .filter(({ origin }) => !onlyOffice || origin === 'office')
        .map(({ key, body }) => ({
          jenis: kind,
          kunci: key,
          badan: JSON.parse(JSON.stringify(body)) as z.infer<ReturnType<typeof z.json>>,
        })),
    ),
  }
  const bytes = Buffer.from(`${JSON.stringify(content, null, 2)}\n`)
  const name = `Isian-kantor-${kinds.length === 1 ? `${kinds[0]}-` : ''}${context.today()}.json`
  return { file: tmpBytesRef(context, bytes, name, mediaTypes.json, 'json'), count: content.isi.length }
}

const badFile = (message: string): AppError =>
  new AppError('BAD_FILE', message, {
    hint: 'Pilih berkas "Isian-kantor-….json" yang disimpan dari Pengaturan, Layanan dan templat.',
  })

interface Planned extends SetRow {
  body: DefinitionBodies[DefinitionKind] | null
  hash: string
  version: number
}

/** Outermost fields in which two bodies differ. */
const changesOf = (from: Record<string, unknown>, to: Record<string, unknown>): string[] =>
  [...new Set([...Object.keys(to), ...Object.keys(from)])].filter(
    (name) => JSON.stringify(from[name]) !== JSON.stringify(to[name]),
  )

const readSet = (context: QueryContext, fileId: string): Omit<SetPlan, 'rows'> & { rows: Planned[] } => {
  const { path, size } = uploadedFile(context, fileId)
  if (size > largestFile) throw badFile('Berkas ini terlalu besar untuk kumpulan isian kantor.')
  let content: unknown
  try {
    content = JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    throw badFile('Berkas ini bukan berkas isian kantor: isinya tidak terbaca.')
  }
  if ((content as { berkas?: unknown } | null)?.berkas !== fileMark) throw badFile('Berkas ini bukan berkas isian kantor.')
  const read = setFile.safeParse(content)
  if (!read.success) {
    const [issue] = read.error.issues
    const at = issue?.path[0] === 'isi' && typeof issue.path[1] === 'number' ? ` pada isian ke-${issue.path[1] + 1}` : ''
    throw badFile(`Berkas isian kantor ini rusak${at}.`)
  }
  const seen = new Set<string>()
  const rows = read.data.isi.map(({ jenis: kind, kunci: key, badan }): Planned => {
    const said = (badan as { name?: unknown } | null)?.name
    const name = typeof said === 'string' && said !== '' ? said : key
    const bad = (message: string, path = ''): Planned => {
      const problem = { path, message }
      return { kind, key, name, state: 'bad', changes: [], problem, body: null, hash: '', version: 0 }
    }
    if (seen.has(`${kind}/${key}`)) return bad('Isian ini ada dua kali dalam berkas.')
    seen.add(`${kind}/${key}`)
    const { body, problems } = checkBody(kind, badan)
    if (body === null) return bad(problems[0]?.message ?? 'Isinya tidak sah.', problems[0]?.path)
    const current = readDefinitionRow(context.db, kind, key, null)
    const hash = bodyHash(body)
    const state = current === undefined ? 'new' : current.row.hash === hash ? 'same' : 'changed'
    if (kind === 'role' && state !== 'same' && !may(context.actor, 'users.manage'))
      return bad('Peran hanya diubah oleh pengelola pengguna. Lepaskan jenis ini, atau minta administrator memasangnya.')
    const changes = current === undefined || state === 'same' ? [] : changesOf(JSON.parse(current.body), { ...body })
    return { kind, key, name: body.name, state, changes, problem: null, body, hash, version: current?.row.version ?? 0 }
  })
  const digest = createHash('sha256')
    .update(JSON.stringify(rows.map(({ kind, key, state, hash, version }) => [kind, key, state, hash, version])))
    .digest('hex')
  return { office: read.data.kantor, exportedAt: read.data.tanggal, rows, digest }
}

/** What taking the file in would do; writes nothing. */
export const checkSet = (context: QueryContext, { fileId }: { fileId: string }): SetPlan => {
  const { rows, ...plan } = readSet(context, fileId)
  return { ...plan, rows: rows.map(({ body: _body, hash: _hash, version: _version, ...row }): SetRow => row) }
}

/**
 * Takes the chosen kinds in: new and changed ones become the office's version in force, former versions stay in the history.
 * @throws AppError BAD_FILE when one of them is bad, CONFLICT when something changed since the check; then none is written
 */
export const importSet = (
  context: CommandContext,
  { fileId, kinds, digest }: { fileId: string; kinds: DefinitionKind[]; digest: string },
) => {
  const plan = readSet(context, fileId)
  const rows = plan.rows.filter(({ kind }) => kinds.includes(kind))
  const bad = rows.find(({ state }) => state === 'bad')
  if (bad !== undefined)
    throw new AppError('BAD_FILE', `"${bad.name}" di berkas ini tidak sah: ${bad.problem?.message ?? ''}`, {
      hint: 'Tidak ada yang disimpan. Minta kantor pengirim memperbaikinya, atau lepaskan jenis itu.',
    })
  if (plan.digest !== digest)
    throw new AppError('CONFLICT', 'Isian kantor atau berkasnya berubah sejak diperiksa.', {
      hint: 'Periksa berkasnya sekali lagi.',
    })
  const count = { added: 0, changed: 0, same: 0 }
  for (const { kind, key, state, body, hash, version } of rows) {
    if (body === null || state === 'same') {
      count.same += 1
      continue
    }
    insertDefinition(context.db, {
      kind,
      key,
      version: version + 1,
      name: body.name,
      body: JSON.stringify(body),
      hash,
      origin: 'office',
      created_at: context.now(),
      created_by: context.actor.userId,
    })
    count[state === 'new' ? 'added' : 'changed'] += 1
  }
  if (rows.some(({ kind, state }) => kind === 'role' && state !== 'same')) refuseWithoutManager(context.db)
  context.audit({ entity: 'definition', detail: { ...count, kinds } })
  return count
}
