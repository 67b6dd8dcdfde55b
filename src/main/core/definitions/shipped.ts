import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { definitionKinds } from '../../../shared/contract/definitions.ts'
import type { Db } from '../db/database.ts'
import { definitionSchemas } from './kinds.ts'

/** Hash of a definition's body, independent of white space. */
export const bodyHash = (body: unknown): string => createHash('sha256').update(JSON.stringify(body)).digest('hex')

/**
 * Puts the definitions of `resources/definitions/<kind>/<key>.json` into the database. A changed shipped body becomes a
 * new version; where the office has its own version on top, the office's stays in force.
 * @returns how many versions were added
 * @throws Error (zod) when a shipped file does not fit its kind: a fault of the release, found by a test
 */
export const installShippedDefinitions = (db: Db, resourcesDir: string, now: string): number => {
  let added = 0
  for (const kind of definitionKinds) {
    const folder = join(resourcesDir, 'definitions', kind)
    if (!existsSync(folder)) continue
    for (const file of readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort()) {
      const key = file.slice(0, -'.json'.length)
      const body = definitionSchemas[kind].parse(JSON.parse(readFileSync(join(folder, file), 'utf8')))
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
  }
  return added
}
