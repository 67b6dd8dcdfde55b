import type { z } from 'zod'
import type { definitionRow } from '../../../shared/contract/definitions.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { may } from '../../../shared/domain/permissions.ts'
import type { Handlers } from '../context.ts'
import { refuseWithoutManager } from '../users/users.service.ts'
import { insertDefinition, listDefinitionRows, readDefinitionRow } from './definition-rows.repo.ts'
import { checkBody, schemaOf } from './problems.ts'
import { checkSet, exportSet, importSet } from './set-file.ts'
import { bodyHash } from './shipped.ts'

type Row = z.infer<typeof definitionRow>

/** Use cases of the one mechanism for everything an office may edit. */
export const definitionsHandlers: Handlers<'definitions'> = {
  list: ({ db }, { kind }): Row[] => {
    const newest = new Map<string, Row>()
    for (const row of listDefinitionRows(db, kind)) if (!newest.has(row.key)) newest.set(row.key, row)
    return [...newest.values()].sort((a, b) => a.name.localeCompare(b.name, 'id'))
  },
  get: ({ db }, { kind, key, version }) => {
    const found = readDefinitionRow(db, kind, key, version)
    if (found === undefined) throw new AppError('NOT_FOUND', 'Isian ini tidak ditemukan.', { hint: 'Muat ulang daftar.' })
    return { ...found.row, body: JSON.parse(found.body) }
  },
  schema: (_context, { kind }) => schemaOf(kind),
  check: (_context, { kind, body }) => checkBody(kind, body).problems,
  history: ({ db }, { kind, key }) => listDefinitionRows(db, kind).filter((row) => row.key === key),
  save: (context, { kind, key, baseVersion, body }) => {
    // Whoever edits a role hands out rights, to himself too.
    if (kind === 'role' && !may(context.actor, 'users.manage'))
      throw new AppError('FORBIDDEN', 'Peran hanya diubah oleh pengelola pengguna.', {
        hint: 'Minta administrator kantor mengubahnya.',
      })
    const { body: checked, problems } = checkBody(kind, body)
    if (checked === null) {
      const { path, message } = problems[0] ?? { path: '', message: 'Isian tidak sah.' }
      throw new AppError('VALIDATION', message, {
        field: path === '' ? 'body' : `body.${path}`,
        hint: 'Perbaiki bagian itu, lalu simpan lagi. Versi sebelumnya tetap berlaku.',
      })
    }
    const current = readDefinitionRow(context.db, kind, key, null)?.row.version ?? 0
    if (current !== baseVersion)
      throw new AppError('CONFLICT', 'Isian ini baru saja diubah orang lain.', {
        hint: 'Muat ulang, lalu ulangi perubahan Anda.',
      })
    const version = current + 1
    insertDefinition(context.db, {
      kind,
      key,
      version,
      name: checked.name,
      body: JSON.stringify(checked),
      hash: bodyHash(checked),
      origin: 'office',
      created_at: context.now(),
      created_by: context.actor.userId,
    })
    if (kind === 'role') refuseWithoutManager(context.db)
    context.audit({ entity: 'definition', detail: { kind, key, version } })
    return { version }
  },
  exportSet,
  checkSet,
  importSet,
}
