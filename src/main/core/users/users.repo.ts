import type { Db } from '../db/database.ts'

/** A user as stored, with roles and areas. */
export interface UserRecord {
  id: number
  username: string
  displayName: string
  passwordHash: string
  active: boolean
  mustChangePassword: boolean
  failedAttempts: number
  lockedUntil: string | null
  lastSignInAt: string | null
  roles: string[]
  areas: string[]
  version: number
}

/** Keys of a user's roles. */
export const rolesOf = (db: Db, id: number): string[] =>
  db.all(db.q.selectFrom('user_role').select('role_key').where('user_id', '=', id).orderBy('role_key')).map((row) => row.role_key)

const areasOf = (db: Db, id: number): string[] =>
  db
    .all(db.q.selectFrom('user_area').select('region_code').where('user_id', '=', id).orderBy('region_code'))
    .map((row) => row.region_code)

/** All users by name. */
export const listUsers = (db: Db): UserRecord[] =>
  db.all(db.q.selectFrom('user').selectAll().orderBy('display_name')).map((row) => ({
    id: row.id,
    username: row.username,
    displayName: row.display_name,
    passwordHash: row.password_hash,
    active: row.active === 1,
    mustChangePassword: row.must_change_password === 1,
    failedAttempts: row.failed_attempts,
    lockedUntil: row.locked_until,
    lastSignInAt: row.last_sign_in_at,
    roles: rolesOf(db, row.id),
    areas: areasOf(db, row.id),
    version: row.version,
  }))

/** One user by id or user name (case does not matter), or undefined. */
export const findUser = (db: Db, key: { id: number } | { username: string }): UserRecord | undefined =>
  listUsers(db).find((user) => ('id' in key ? user.id === key.id : user.username.toLowerCase() === key.username.toLowerCase()))

/** Inserts a user. */
export const insertUser = (
  db: Db,
  input: {
    username: string
    displayName: string
    passwordHash: string
    roles: string[]
    areas: string[]
    mustChangePassword: boolean
  },
  by: { userId: number; now: string },
): number => {
  const { id } = db.run(
    db.q.insertInto('user').values({
      username: input.username,
      display_name: input.displayName,
      password_hash: input.passwordHash,
      must_change_password: input.mustChangePassword ? 1 : 0,
      updated_at: by.now,
      updated_by: by.userId,
    }),
  )
  setRolesAndAreas(db, id, input.roles, input.areas)
  return id
}

const setRolesAndAreas = (db: Db, id: number, roles: string[], areas: string[]): void => {
  db.run(db.q.deleteFrom('user_role').where('user_id', '=', id))
  db.run(db.q.deleteFrom('user_area').where('user_id', '=', id))
  for (const role of new Set(roles)) db.run(db.q.insertInto('user_role').values({ user_id: id, role_key: role }))
  for (const area of new Set(areas)) db.run(db.q.insertInto('user_area').values({ user_id: id, region_code: area }))
}

/** Changes a user; false = the version was stale or the user is gone. */
export const updateUser = (
  db: Db,
  input: { id: number; version: number; displayName: string; roles: string[]; areas: string[]; active: boolean },
  by: { userId: number; now: string },
): boolean => {
  const done = db.run(
    db.q
      .updateTable('user')
      .set({
        display_name: input.displayName,
        active: input.active ? 1 : 0,
        updated_at: by.now,
        updated_by: by.userId,
        version: input.version + 1,
      })
      .where('id', '=', input.id)
      .where('version', '=', input.version),
  )
  if (done.changes !== 1) return false
  setRolesAndAreas(db, input.id, input.roles, input.areas)
  return true
}

/** Sets a password hash and unlocks the user. */
export const setPasswordHash = (
  db: Db,
  id: number,
  hash: string,
  mustChange: boolean,
  by: { userId: number; now: string },
): void => {
  db.run(
    db.q
      .updateTable('user')
      .set((eb) => ({
        password_hash: hash,
        must_change_password: mustChange ? 1 : 0,
        failed_attempts: 0,
        locked_until: null,
        updated_at: by.now,
        updated_by: by.userId,
        version: eb('version', '+', 1),
      }))
      .where('id', '=', id),
  )
}

/** Counts a failed sign-in. */
export const recordFailure = (db: Db, id: number, attempts: number, lockedUntil: string | null): void => {
  db.run(db.q.updateTable('user').set({ failed_attempts: attempts, locked_until: lockedUntil }).where('id', '=', id))
}

/** Notes a successful sign-in. */
export const recordSignIn = (db: Db, id: number, now: string): void => {
  db.run(db.q.updateTable('user').set({ failed_attempts: 0, locked_until: null, last_sign_in_at: now }).where('id', '=', id))
}
