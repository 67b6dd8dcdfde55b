import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { definitionKinds } from '../../../shared/contract/definitions.ts'
import type { Db } from '../db/database.ts'
import { readSetting, writeSetting } from '../settings.repo.ts'
import { definitionSchemas } from './kinds.ts'

/** Hash of a definition's body, independent of white space. */
export const bodyHash = (body: unknown): string => createHash('sha256').update(JSON.stringify(body)).digest('hex')

/** Setting that names the shipped set which was last installed. */
const installedKey = 'definitions.shipped'

interface ShippedFile {
  kind: (typeof definitionKinds)[number]
  key: string
  text: string
}

const shippedFiles = (resourcesDir: string): ShippedFile[] =>
  definitionKinds.flatMap((kind) => {
    const folder = join(resourcesDir, 'definitions', kind)
    if (!existsSync(folder)) return []
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => ({ kind, key: name.slice(0, -'.json'.length), text: readFileSync(join(folder, name), 'utf8') }))
  })

/**
 * Installs the shipped definitions when they, or the program that says how they are read, are others than at the last start:
 * to check them all takes a tenth of a second of every start.
 * @param version of the program; another version reads the same files with other rules
 * @returns how many versions were added
 */
export const renewShippedDefinitions = (db: Db, resourcesDir: string, now: string, version: string): number => {
  const files = shippedFiles(resourcesDir)
  const set = createHash('sha256')
    .update(JSON.stringify([version, files]))
    .digest('hex')
  if (readSetting<string>(db, installedKey)?.value === set) return 0
  const added = install(db, files, now)
  writeSetting(db, installedKey, set, { userId: 0, now })
  return added
}

/**
 * Puts the definitions of `resources/definitions/<kind>/<key>.json` into the database. A changed shipped body becomes a
 * new version; where the office has its own version on top, the office's stays in force.
 * @returns how many versions were added
 * @throws Error (zod) when a shipped file does not fit its kind: a fault of the release, found by a test
 */
export const installShippedDefinitions = (db: Db, resourcesDir: string, now: string): number =>
  install(db, shippedFiles(resourcesDir), now)

const install = (db: Db, files: readonly ShippedFile[], now: string): number => {
  let added = 0
  for (const { kind, key, text } of files) {
    const body = definitionSchemas[kind].parse(JSON.parse(text))
    const hash = bodyHash(body)
    const newest = db.first(
      db.q
        .selectFrom('definition')
        .select(['version', 'hash', 'origin'])
        .where('kind', '=', kind)
        .where('key', '=', key)
        .orderBy('version', 'desc')
        .limit(1),
    )
    if (newest !== undefined && (newest.hash === hash || newest.origin === 'office')) continue
    db.run(
      db.q.insertInto('definition').values({
        kind,
        key,
        version: (newest?.version ?? 0) + 1,
        name: body.name,
        body: JSON.stringify(body),
        hash,
        origin: 'shipped',
        created_at: now,
        created_by: 0,
      }),
    )
    added += 1
  }
  return added
}
