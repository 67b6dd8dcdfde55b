import type { Locator } from 'playwright-core'
import type { RoleWindow } from './role-windows.ts'

/** What clerks do on the case page and on the referral, by clicking; used by the walks through the whole flow. */

/** The line of one need on the open case page. */
export const needLine = ({ page }: RoleWindow, programme: string): Locator =>
  page.getByRole('region', { name: 'Kebutuhan', exact: true }).locator('> div').filter({ hasText: programme })

/** Waits until a need stands at a stage, as its badge says. */
export const standsAt = async (window: RoleWindow, programme: string, stage: string): Promise<void> => {
  await needLine(window, programme).getByText('Tahap').locator('..').getByText(stage, { exact: true }).waitFor()
}

/** The loud button of a need: its next step. */
export const nextStep = async (window: RoleWindow, programme: string, step: string): Promise<void> => {
  await needLine(window, programme).getByRole('button', { name: step, exact: true }).click()
}

/** A step from the menu of a need; `menuitem` as it is written there, with its dots. */
export const otherStep = async (window: RoleWindow, programme: string, menuitem: string): Promise<void> => {
  await window.button(`Langkah lain untuk ${programme}`).click()
  await window.page.getByRole('menuitem', { name: menuitem, exact: true }).click()
}

/** Writes the sentence that a step asks for and takes the step. */
export const withNote = async (window: RoleWindow, step: string, note: string): Promise<void> => {
  const dialog = window.page.getByRole('dialog', { name: step, exact: true })
  await dialog.getByRole('textbox', { name: 'Catatan' }).fill(note)
  await dialog.getByRole('button', { name: step, exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
}

/** Makes a referral of a need to an agency of the directory. */
export const refer = async (window: RoleWindow, programme: string, agency: RegExp): Promise<void> => {
  await otherStep(window, programme, 'Buat rujukan …')
  const dialog = window.page.getByRole('dialog', { name: 'Buat rujukan' })
  await dialog.getByRole('combobox', { name: 'Lembaga tujuan' }).click()
  await window.page.getByRole('option', { name: agency }).first().click()
  await dialog.getByRole('button', { name: 'Buat rujukan' }).click()
  await dialog.waitFor({ state: 'hidden' })
}

/** Opens the referral of a client to an agency from the list of referrals; answers its dialog. */
export const openReferral = async (window: RoleWindow, client: string, agency: RegExp): Promise<Locator> => {
  await window.menu('Rujukan')
  const list = window.page.getByRole('grid', { name: 'Daftar rujukan' })
  await list.getByRole('row').filter({ hasText: client }).filter({ hasText: agency }).first().click()
  const dialog = window.page.getByRole('dialog', { name: /^Rujukan ke/ })
  await dialog.getByRole('radio').first().waitFor()
  return dialog
}

/** Goes from a referral to its case by the link beside the step that is proposed for the need. */
export const followProposal = async (window: RoleWindow, dialog: Locator, step: string): Promise<void> => {
  const proposal = dialog.getByRole('alert').filter({ hasText: `Usul langkah kebutuhan: ${step}` })
  await proposal.getByRole('button', { name: 'Buka kasusnya' }).click()
  await window.page.getByRole('region', { name: 'Kebutuhan', exact: true }).waitFor()
}
