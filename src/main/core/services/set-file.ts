import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { FileRef } from '../../../shared/contract/common.ts'
import type { SetRow } from '../../../shared/contract/services.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import type { CommandContext, QueryContext } from '../context.ts'
import { insertDefinition, readDefinitionRow } from '../definitions/definition-rows.repo.ts'
import { currentDefinitions } from '../definitions/definitions.repo.ts'
import { extraProblems } from '../definitions/extra-checks.ts'
import { type DefinitionBodies, definitionSchemas } from '../definitions/kinds.ts'
import { bodyHash } from '../definitions/shipped.ts'
import { mediaTypes, tmpBytesRef, uploadedFile } from '../files/files.ts'
import { readOffice } from '../office/office.repo.ts'

type SetKind = 'programme' | 'sop'
const kinds: readonly SetKind[] = ['programme', 'sop']
const fileMark = 'loket-layanan-dan-sop'
const largestFile = 8 * 1024 * 1024

/** The file: who wrote it, when, and every programme and SOP in force. Bodies are checked one by one, for errors with a name. */
const setFile = z.strictObject({
  berkas: z.literal(fileMark),
  kantor: z.string(),
  tanggal: z.string(),
  isi: z
    .array(
      z.strictObject({
        jenis: z.enum(['programme', 'sop']),
        kunci: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
        badan: z.json(),
      }),
    )
    .max(2000),
})

/** All programmes and SOPs in force, for another office or a copy in safe keeping. Holds nobody's data. */
export const exportSet = (context: QueryContext): FileRef => {
  const content: z.infer<typeof setFile> = {
    berkas: fileMark,
    kantor: readOffice(context.db).name,
    tanggal: context.today(),
    isi: kinds.flatMap((kind) =>
      currentDefinitions(context.db, kind).map(({ key, body }) => ({
        jenis: kind,
        kunci: key,
        badan: JSON.parse(JSON.stringify(body)) as z.infer<ReturnType<typeof z.json>>,
      })),
    ),
  }
  const bytes = Buffer.from(`${JSON.stringify(content, null, 2)}\n`)
  return tmpBytesRef(context, bytes, `Layanan-dan-SOP-${context.today()}.json`, mediaTypes.json, 'json')
}

const badFile = (message: string): AppError =>
  new AppError('BAD_FILE', message, {
    hint: 'Pilih berkas "Layanan-dan-SOP-….json" yang disimpan dari Pengaturan, bagian Isian kantor.',
  })

interface Planned extends SetRow {
  body: DefinitionBodies[SetKind] | null
  hash: string
  version: number
}

const readSet = (context: QueryContext, fileId: string): { office: string; exportedAt: string; rows: Planned[] } => {
  const { path, size } = uploadedFile(context, fileId)
  if (size > largestFile) throw badFile('Berkas ini terlalu besar untuk kumpulan layanan dan SOP.')
  let content: unknown
  try {
    content = JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    throw badFile('Berkas ini bukan berkas layanan dan SOP: isinya tidak terbaca.')
  }
  if ((content as { berkas?: unknown } | null)?.berkas !== fileMark) throw badFile('Berkas ini bukan berkas layanan dan SOP.')
  const read = setFile.safeParse(content)
  if (!read.success) {
    const place = read.error.issues[0]?.path.map(String).join(' → ') ?? ''
    throw badFile(`Berkas layanan dan SOP ini rusak${place === '' ? '' : ` pada ${place}`}.`)
  }
  const seen = new Set<string>()
  const rows = read.data.isi.map(({ jenis: kind, kunci: key, badan }): Planned => {
    const bad = (name: string, problem: string): Planned => ({
      kind,
      key,
      name,
      state: 'bad',
      problem,
      body: null,
      hash: '',
      version: 0,
    })
    const said = (badan as { name?: unknown } | null)?.name
    const name = typeof said === 'string' && said !== '' ? said : key
    if (seen.has(`${kind}/${key}`)) return bad(name, 'Kunci ini ada dua kali dalam berkas.')
    seen.add(`${kind}/${key}`)
    const checked = definitionSchemas[kind].safeParse(badan)
    if (!checked.success) {
      const issue = checked.error.issues[0]
      return bad(name, `${issue?.path.map(String).join(' → ') ?? 'isi'}: ${issue?.message ?? 'tidak sah'}`)
    }
    const body = checked.data as DefinitionBodies[SetKind]
    const problem = extraProblems(kind, body)[0]
    if (problem !== undefined) return bad(name, `${problem.path}: ${problem.message}`)
    const current = readDefinitionRow(context.db, kind, key, null)?.row
    const hash = bodyHash(body)
    const state = current === undefined ? 'new' : current.hash === hash ? 'same' : 'changed'
    return { kind, key, name: body.name, state, problem: '', body, hash, version: current?.version ?? 0 }
  })
  return { office: read.data.kantor, exportedAt: read.data.tanggal, rows }
}

/** What taking the file in would do; writes nothing. */
export const checkSet = (context: QueryContext, { fileId }: { fileId: string }) => {
  const { office, exportedAt, rows } = readSet(context, fileId)
  return {
    office,
    exportedAt,
    rows: rows.map(({ kind, key, name, state, problem }): SetRow => ({ kind, key, name, state, problem })),
    ok: rows.every(({ state }) => state !== 'bad'),
  }
}

/**
 * Takes the file in: new and changed ones become the office's version in force, former versions stay in the history.
 * @throws AppError BAD_FILE when one of them is bad; then none is written
 */
export const importSet = (context: CommandContext, { fileId }: { fileId: string }) => {
  const { rows } = readSet(context, fileId)
  const bad = rows.find(({ state }) => state === 'bad')
  if (bad !== undefined)
    throw new AppError('BAD_FILE', `"${bad.name}" di berkas ini tidak sah: ${bad.problem}`, {
      hint: 'Tidak ada yang disimpan. Minta kantor pengirim memperbaikinya, atau hapus bagian itu dari berkas.',
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
  context.audit({ entity: 'definition', detail: count })
  return count
}
