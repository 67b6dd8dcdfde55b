import { z } from 'zod'
import { permissions } from '../domain/permissions.ts'
import { password } from './app.ts'
import { filledLine, id, instant, nothing, regionCode, saved, version } from './common.ts'
import { command, mainCommand, mainQuery, query } from './procedure.ts'

export const session = z.strictObject({
  userId: id,
  username: z.string(),
  displayName: z.string(),
  roles: z.array(z.string()),
  roleNames: z.array(z.string()),
  permissions: z.array(z.enum(permissions)),
  areas: z.array(z.string()),
  mustChangePassword: z.boolean(),
})
export type Session = z.infer<typeof session>

const username = z
  .string()
  .trim()
  .min(2, 'Paling sedikit 2 huruf')
  .max(60)
  .regex(/^[a-z0-9._-]+$/i, 'Hanya huruf, angka, titik, garis bawah dan tanda hubung')

export const users = {
  signIn: mainCommand({
    access: 'public',
    input: z.strictObject({ username: z.string().max(60), password: z.string().max(200) }),
    output: session,
  }),
  signOut: mainCommand({ access: 'signed-in', input: nothing, output: nothing }),
  /** The signed-in user, or null. */
  me: mainQuery({ access: 'public', input: nothing, output: session.nullable() }),
  list: query({
    access: 'users.manage',
    input: nothing,
    output: z.array(
      z.strictObject({
        id,
        username: z.string(),
        displayName: z.string(),
        roles: z.array(z.string()),
        areas: z.array(z.string()),
        active: z.boolean(),
        lastSignInAt: instant.nullable(),
        version,
      }),
    ),
  }),
  /** Everybody who works here, names only; a case is handed to those who work on cases. */
  colleagues: query({
    access: 'signed-in',
    input: nothing,
    output: z.array(z.strictObject({ id, displayName: z.string(), roleNames: z.array(z.string()), worksOnCases: z.boolean() })),
  }),
  roles: query({
    access: 'signed-in',
    input: nothing,
    output: z.array(
      z.strictObject({ key: z.string(), name: z.string(), description: z.string(), permissions: z.array(z.string()) }),
    ),
  }),
  create: command({
    access: 'users.manage',
    input: z.strictObject({
      username,
      displayName: filledLine,
      password,
      roles: z.array(z.string()).min(1, 'Pilih paling sedikit satu peran'),
      areas: z.array(regionCode).default([]),
    }),
    output: saved,
  }),
  update: command({
    access: 'users.manage',
    input: z.strictObject({
      id,
      version,
      displayName: filledLine,
      roles: z.array(z.string()).min(1, 'Pilih paling sedikit satu peran'),
      areas: z.array(regionCode),
      active: z.boolean(),
    }),
    output: saved,
  }),
  /** An administrator sets a first password; the user must change it at the next sign-in. */
  resetPassword: command({
    access: 'users.manage',
    input: z.strictObject({ id, version, password }),
    output: saved,
  }),
  /** Ends the user's sessions in other windows. */
  changePassword: mainCommand({
    access: 'signed-in',
    input: z.strictObject({ current: z.string().max(200), next: password }),
    output: nothing,
  }),
}
