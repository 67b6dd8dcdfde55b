import type { Permission } from '../../../shared/domain/permissions.ts'
import type { Db } from '../db/database.ts'
import { currentDefinitions } from '../definitions/definitions.repo.ts'
import { rolesOf } from './users.repo.ts'

/** What these roles allow together, as the role definitions stand now. */
export const rightsOfRoles = (db: Db, roles: readonly string[]): Permission[] =>
  [
    ...new Set(
      currentDefinitions(db, 'role')
        .filter(({ key }) => roles.includes(key))
        .flatMap(({ body }) => body.permissions),
    ),
  ].sort()

/** What a user may do; looked up anew, for somebody who is not the caller. */
export const rightsOf = (db: Db, userId: number): Permission[] => rightsOfRoles(db, rolesOf(db, userId))
