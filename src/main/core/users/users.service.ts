import type { Session } from '../../../shared/contract/users.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { may, type Permission } from '../../../shared/domain/permissions.ts'
import { type CommandContext, type Handlers, internalCommand } from '../context.ts'
import type { Db } from '../db/database.ts'
import { currentDefinitions } from '../definitions/definitions.repo.ts'
import { hashPassword, nobodysHash, verifyPassword } from './password.ts'
import {
  findUser,
  insertUser,
  listUsers,
  recordFailure,
  recordSignIn,
  setPasswordHash,
  type UserRecord,
  updateUser,
} from './users.repo.ts'

const attemptsBeforeLock = 5
const lockMinutes = 5

/** The session data of a user: the union of the permissions of the roles, as the role definitions stand now. */
export const sessionOf = (db: Db, user: UserRecord): Session => {
  const held = currentDefinitions(db, 'role').filter((role) => user.roles.includes(role.key))
  return {
    userId: user.id,
    username: user.username,
    displayName: user.displayName,
    roles: user.roles,
    roleNames: held.map((role) => role.name),
    permissions: [...new Set(held.flatMap((role) => role.body.permissions))].sort() as Permission[],
    areas: user.areas,
    mustChangePassword: user.mustChangePassword,
  }
}

/**
 * Checks name and password; the answer carries the outcome instead of throwing, because a failed attempt must be
 * counted in a transaction that is committed.
 */
const signIn = internalCommand('users.sign-in', (context: CommandContext, input: { username: string; password: string }) => {
  const user = findUser(context.db, { username: input.username.trim() })
  const locked = user?.lockedUntil != null && user.lockedUntil > context.now()
  const fits = verifyPassword(input.password, user?.passwordHash ?? nobodysHash)
  if (user === undefined || !user.active) return { outcome: 'refused' as const }
  if (locked) return { outcome: 'locked' as const }
  if (!fits) {
    const attempts = user.failedAttempts + 1
    const lockedUntil =
      attempts % attemptsBeforeLock === 0 ? new Date(Date.parse(context.now()) + lockMinutes * 60_000).toISOString() : null
    recordFailure(context.db, user.id, attempts, lockedUntil)
    context.audit({ entity: 'user', entityId: user.id, detail: { outcome: 'refused', attempts } })
    return { outcome: lockedUntil === null ? ('refused' as const) : ('locked' as const) }
  }
  recordSignIn(context.db, user.id, context.now())
  context.audit({ entity: 'user', entityId: user.id, detail: { outcome: 'signed-in' } })
  return { outcome: 'signed-in' as const, session: sessionOf(context.db, user) }
})

/** The session of a user as it is now; null when the account was closed meanwhile. */
export const freshSession = (db: Db, userId: number): Session | null => {
  const user = findUser(db, { id: userId })
  return user?.active === true ? sessionOf(db, user) : null
}

const refreshSession = internalCommand(
  'users.fresh-session',
  (context: CommandContext, input: { userId: number }) => freshSession(context.db, input.userId),
  { audited: false },
)

/** Adds the first administrator when a database is made. */
export const createFirstAdministrator = (
  db: Db,
  admin: { username: string; displayName: string; password: string },
  now: string,
): number =>
  insertUser(
    db,
    {
      username: admin.username,
      displayName: admin.displayName,
      passwordHash: hashPassword(admin.password),
      roles: ['admin'],
      areas: [],
      mustChangePassword: false,
    },
    { userId: 0, now },
  )

const refuseUnknownRoles = (db: Db, roles: string[]): void => {
  const known = new Set(currentDefinitions(db, 'role').map((role) => role.key))
  const unknown = roles.find((role) => !known.has(role))
  if (unknown !== undefined)
    throw new AppError('VALIDATION', 'Peran ini tidak ada.', { field: 'roles', hint: 'Pilih peran dari daftar.' })
}

/** Somebody must always be able to manage users, or the office locks itself out. */
const refuseWithoutManager = (db: Db): void => {
  const someone = listUsers(db).some((user) => user.active && may(sessionOf(db, user), 'users.manage'))
  if (!someone)
    throw new AppError('STATE', 'Harus ada paling sedikit satu pengguna aktif yang boleh mengelola pengguna.', {
      hint: 'Beri hak itu kepada pengguna lain lebih dahulu.',
    })
}

/** Use cases of users and their rights. Sign-in and sign-out belong to the composition root (they change a connection). */
export const usersHandlers: Handlers<'users'> = {
  list: ({ db }) =>
    listUsers(db).map(({ id, username, displayName, roles, areas, active, lastSignInAt, version }) => ({
      id,
      username,
      displayName,
      roles,
      areas,
      active,
      lastSignInAt,
      version,
    })),
  colleagues: ({ db }) => {
    const names = new Map(currentDefinitions(db, 'role').map((role) => [role.key, role.name]))
    return listUsers(db)
      .filter((user) => user.active)
      .map((user) => ({
        id: user.id,
        displayName: user.displayName,
        roleNames: user.roles.map((role) => names.get(role) ?? role),
      }))
  },
  roles: ({ db }) =>
    currentDefinitions(db, 'role').map((role) => ({
      key: role.key,
      name: role.name,
      description: role.body.description,
      permissions: role.body.permissions,
    })),
  create: (context, input) => {
    refuseUnknownRoles(context.db, input.roles)
    if (findUser(context.db, { username: input.username }) !== undefined)
      throw new AppError('CONFLICT', 'Nama pengguna ini sudah dipakai.', { field: 'username', hint: 'Pilih nama pengguna lain.' })
    const id = insertUser(
      context.db,
      { ...input, passwordHash: hashPassword(input.password), mustChangePassword: true },
      { userId: context.actor.userId, now: context.now() },
    )
    context.audit({ entity: 'user', entityId: id, detail: { roles: input.roles, areas: input.areas } })
    return { id, version: 1 }
  },
  update: (context, input) => {
    refuseUnknownRoles(context.db, input.roles)
    if (!updateUser(context.db, input, { userId: context.actor.userId, now: context.now() }))
      throw new AppError('CONFLICT', 'Data pengguna ini baru saja diubah orang lain.', { hint: 'Muat ulang, lalu ulangi.' })
    refuseWithoutManager(context.db)
    context.audit({
      entity: 'user',
      entityId: input.id,
      detail: { roles: input.roles, areas: input.areas, active: input.active },
    })
    return { id: input.id, version: input.version + 1 }
  },
  resetPassword: (context, { id, version, password }) => {
    const user = findUser(context.db, { id })
    if (user === undefined) throw new AppError('NOT_FOUND', 'Pengguna tidak ditemukan.')
    if (user.version !== version)
      throw new AppError('CONFLICT', 'Data pengguna ini baru saja diubah orang lain.', { hint: 'Muat ulang, lalu ulangi.' })
    setPasswordHash(context.db, id, hashPassword(password), true, { userId: context.actor.userId, now: context.now() })
    context.audit({ entity: 'user', entityId: id, detail: { passwordReset: true } })
    return { id, version: version + 1 }
  },
  changePassword: (context, { current, next }) => {
    const user = findUser(context.db, { id: context.actor.userId })
    if (user === undefined || !verifyPassword(current, user.passwordHash))
      throw new AppError('VALIDATION', 'Kata sandi yang sekarang tidak cocok.', {
        field: 'current',
        hint: 'Ketik ulang kata sandi Anda yang sekarang.',
      })
    if (current === next)
      throw new AppError('VALIDATION', 'Kata sandi baru sama dengan yang lama.', {
        field: 'next',
        hint: 'Pilih kata sandi lain.',
      })
    setPasswordHash(context.db, user.id, hashPassword(next), false, { userId: user.id, now: context.now() })
    context.audit({ entity: 'user', entityId: user.id, detail: { passwordChanged: true } })
    return {}
  },
}

/** Sign-in runs in the writer, reached only through the composition root. */
export const usersInternal = [signIn, refreshSession]
export { refreshSession as freshSessionCommand, signIn as signInCommand }
