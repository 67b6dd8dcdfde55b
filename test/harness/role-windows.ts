import type { Locator } from 'playwright-core'
import type { HostedPage, HostedWindow } from './browser-host.ts'
import { deskNames, deskPassword, type RoleKey, usernameOf } from './desks.ts'

/** A window in which one user with one role is signed in. */
export interface RoleWindow extends HostedWindow {
  role: RoleKey
  userId: number
  name: string
  /** A button of the page by its whole name, or by a part as an expression. */
  button(name: string | RegExp): Locator
  /** Goes to an item of the sidebar. */
  menu(name: string): Promise<void>
  /** The open dialog. */
  dialog(): Locator
  /** The home screen's "Perlu tindakan saya", opened as a clerk does in the morning; answers its table. */
  work(): Promise<Locator>
  /** Opens the case of this client from "Perlu tindakan saya" by clicking its row. */
  openWork(client: string): Promise<void>
  /** A picture of the page and axe-core's verdict on it, which must be empty. @throws Error naming the broken rules */
  look(name: string): Promise<void>
}

/**
 * Opens a window of its own for a role, whose user signs in on the real screen. The hosted page must be one with desks and its
 * administrator signed in.
 * @param more.areas dotted codes of the villages the user sees; all when left out
 */
export const openRoleWindow = async (hosted: HostedPage, role: RoleKey, more: { areas?: string[] } = {}): Promise<RoleWindow> => {
  const name = deskNames[role]
  const users = await hosted.call<{ id: number; version: number; displayName: string }[]>('users.list', {})
  const user = users.find(({ displayName }) => displayName === name)
  if (user === undefined) throw new Error(`no user for ${role}: open the practice page with its desks`)
  if (more.areas !== undefined)
    await hosted.call('users.update', {
      id: user.id,
      version: user.version,
      displayName: name,
      roles: [role],
      areas: more.areas,
      active: true,
    })
  const window = await hosted.newWindow()
  const { page } = window
  const box = (label: string): Locator => page.getByRole('textbox', { name: label, exact: true })
  await box('Nama pengguna').fill(usernameOf(name))
  await box('Kata sandi').fill(deskPassword)
  await page.getByRole('button', { name: 'Masuk', exact: true }).click()
  await page.getByRole('heading', { name: 'Hari ini' }).waitFor()

  const work = async (): Promise<Locator> => {
    await page.getByRole('link', { name: 'Beranda', exact: true }).click()
    await page.getByRole('heading', { name: 'Hari ini' }).waitFor()
    await page.getByRole('link', { name: 'Perlu tindakan saya' }).click()
    return page.getByRole('grid', { name: 'Daftar kerja' })
  }
  return {
    ...window,
    role,
    userId: user.id,
    name,
    button: (label) => page.getByRole('button', { name: label, exact: typeof label === 'string' }),
    menu: (label) => page.getByRole('navigation').getByRole('link', { name: label, exact: true }).click(),
    dialog: () => page.getByRole('dialog'),
    work,
    openWork: async (client) => {
      const grid = await work()
      await grid.getByRole('row').filter({ hasText: client }).first().click()
      await page.getByRole('heading', { level: 1, name: client }).waitFor()
    },
    look: async (shot) => {
      // A screen that is just being opened has no title yet.
      await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' })
      await window.picture(shot)
      const broken = await window.accessibility()
      if (broken.length > 0) throw new Error(`${shot}: ${broken.join('\n')}`)
    },
  }
}

/** Windows for several roles, one after the other; closed with the host. */
export const openRoleWindows = async <R extends RoleKey>(
  hosted: HostedPage,
  roles: readonly R[],
): Promise<Record<R, RoleWindow>> => {
  const opened: [R, RoleWindow][] = []
  for (const role of roles) opened.push([role, await openRoleWindow(hosted, role)])
  return Object.fromEntries(opened) as Record<R, RoleWindow>
}
