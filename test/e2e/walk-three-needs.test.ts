import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type HostedPage, openPracticePage } from '../harness/browser-host.ts'
import { openRoleWindows, type RoleWindow } from '../harness/role-windows.ts'
import { stopAtFirstFailure } from '../harness/walk-order.ts'
import { followProposal, needLine, nextStep, openReferral, otherStep, refer, standsAt, withNote } from '../harness/walk-steps.ts'

/*
 * One family, one case, three needs at three agencies: the housing office solves one, the education office refuses one, one waits
 * for its programme's turn. The case may not be closed over the one that waits; when that has ended too it closes by itself, and
 * the manager opens it again with a reason.
 */

const client = 'Wulan Tigacontoh'
const house = 'Rutilahu (Rumah Tidak Layak Huni)'
const school = 'KIP / Program Indonesia Pintar (PIP)'
const aid = 'Alat bantu penyandang disabilitas'

let hosted: HostedPage
let front: RoleWindow
let back: RoleWindow
let manager: RoleWindow
stopAtFirstFailure()
beforeAll(async () => {
  hosted = await openPracticePage({ desks: true })
  await hosted.call('people.create', { nik: null, name: client, sex: 'P', birthDate: '1988-07-01', phone: '0812-3456-7890' })
  const windows = await openRoleWindows(hosted, ['front-office', 'back-office', 'manager'])
  front = windows['front-office']
  back = windows['back-office']
  manager = windows.manager
})
afterAll(() => hosted.close())
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  for (const window of [front, back, manager]) await window.picture(`gagal-${window.role}`)
})

/** The agency's answer to a referral, written down by the back office, up to the step proposed for the need. */
const answer = async (agency: RegExp, outcome: string, words: string, proposed: string): Promise<void> => {
  const dialog = await openReferral(back, client, agency)
  await dialog.getByRole('radio', { name: outcome }).check()
  await dialog.getByRole('textbox', { name: /^(Jawaban atau keterangan lembaga|Alasan)/ }).fill(words)
  await dialog.getByRole('button', { name: 'Simpan jawaban' }).click()
  await followProposal(back, dialog, proposed)
}

describe('one case with three needs', () => {
  it('is registered at the counter with the papers of all three', async () => {
    const { page, menu, button, look, picture } = front
    await menu('Loket')
    await page.getByRole('main').getByLabel('Cari warga').fill(client)
    await page
      .getByRole('option', { name: new RegExp(client) })
      .first()
      .click()
    await button('Ganti warga').waitFor()
    for (const programme of [house, school, aid]) {
      await page.getByLabel('Cari layanan').fill(programme)
      await page.getByRole('main').getByRole('button', { name: programme }).first().click()
      await page.getByRole('group').filter({ hasText: programme }).getByRole('button', { name: 'Semua ada' }).click()
    }
    const third = page.getByRole('group').filter({ hasText: aid })
    await third.getByRole('button', { name: 'Atur tingkat, lembaga, petugas, batas waktu' }).click()
    await third.getByRole('combobox', { name: 'Lembaga yang dituju' }).click()
    await page.getByRole('option', { name: /^Dinas Sosial Provinsi/ }).click()
    await page
      .getByRole('textbox', { name: 'Keluhan dalam satu kalimat' })
      .fill('Rumah rusak, anak putus sekolah, ibu perlu kursi roda')
    await picture('e1-loket')
    await button('Daftarkan kasus').click()
    await page.getByRole('heading', { level: 1, name: client }).waitFor()
    await look('e2-tiga-kebutuhan')
    for (const programme of [house, school, aid]) {
      await nextStep(front, programme, 'Teruskan ke Back Office')
      await standsAt(front, programme, 'Verifikasi')
    }
  })

  it('goes on need by need: back office, then manager', async () => {
    await back.openWork(client)
    await back.picture('e3-back-office')
    for (const programme of [house, school, aid]) {
      await nextStep(back, programme, 'Ajukan penetapan')
      await standsAt(back, programme, 'Menunggu penetapan')
    }
    await manager.openWork(client)
    await refer(manager, house, /Perumahan/)
    await refer(manager, school, /Dinas Pendidikan dan Kebudayaan/)
    await otherStep(manager, aid, 'Tetapkan: menunggu giliran program')
    await standsAt(manager, house, 'Dirujuk')
    await standsAt(manager, school, 'Dirujuk')
    await standsAt(manager, aid, 'Menunggu giliran program')
    await manager.look('e4-manajer')
  })

  it('ends solved with one agency, refused with the other', async () => {
    await answer(/Perumahan/, 'Selesai ditangani lembaga', 'Rumah sudah diperbaiki.', 'Rujukan sudah diserahkan')
    await back.picture('e5-dijawab')
    for (const programme of [house, school]) await nextStep(back, programme, 'Rujukan sudah diserahkan')
    await nextStep(back, house, 'Selesai ditangani')
    await withNote(back, 'Selesai ditangani', 'Rumah sudah diperbaiki Dinas Perumahan.')
    await standsAt(back, house, 'Selesai ditangani')
    await answer(/Pendidikan/, 'Ditolak lembaga', 'Anak sudah lulus, bukan lagi siswa.', 'Perlu ditangani lagi')
    await manager.page.getByText('Ditolak lembaga').first().waitFor()
    await otherStep(manager, school, 'Tolak …')
    await withNote(manager, 'Tolak', 'Anak tidak lagi bersekolah; diarahkan ke Kejar Paket.')
    await standsAt(manager, school, 'Ditolak')
    await manager.picture('e6-dua-selesai')
  })

  it('may not be closed while one waits, and says which and where', async () => {
    const { page, button, look } = back
    await standsAt(back, school, 'Ditolak')
    await button('Tutup kasus').click()
    const dialog = page.getByRole('dialog', { name: 'Kasus belum dapat ditutup' })
    const refusal = (await dialog.getByRole('alert').textContent()) ?? ''
    expect(refusal).toContain(`"${aid}" masih "Menunggu giliran program" di Dinas Sosial Provinsi`)
    for (const done of [house, school]) expect(refusal).not.toContain(done)
    await look('e7-belum-dapat-ditutup')
    await dialog.getByRole('button', { name: 'Kembali ke kasus' }).click()
    await page.getByText('Terbuka', { exact: true }).waitFor()
    expect(await needLine(back, house).getByRole('button', { name: 'Selesai ditangani' }).count()).toBe(0)
  })
})

describe('a closed case', () => {
  it('closed by itself with its last need', async () => {
    const { page, look } = back
    await nextStep(back, aid, 'Sudah menerima program')
    await withNote(back, 'Sudah menerima program', 'Kursi roda diserahkan.')
    await page.getByText('Ditutup', { exact: true }).waitFor()
    expect(await back.button('Tutup kasus').count()).toBe(0)
    await look('f1-ditutup')
  })

  it('is opened again only with a reason, and the history explains it', async () => {
    const { page, look, picture } = manager
    await page.getByText('Ditutup', { exact: true }).waitFor()
    await otherStep(manager, house, 'Buka kembali …')
    const dialog = page.getByRole('dialog', { name: 'Buka kembali' })
    await dialog.getByRole('button', { name: 'Buka kembali', exact: true }).click()
    await dialog.getByText('Langkah ini memerlukan catatan.', { exact: false }).waitFor()
    await look('f2-alasan')
    await withNote(manager, 'Buka kembali', 'Atap bocor lagi di tempat yang sama.')
    await page.getByText('Terbuka', { exact: true }).waitFor()
    await standsAt(manager, house, 'Terdaftar')
    await page.getByRole('tab', { name: /Riwayat/ }).click()
    const history = page.getByRole('tabpanel').getByRole('list')
    await history.getByText('Kasus dibuka kembali.').waitFor()
    const told = history.getByRole('listitem').filter({ hasText: 'Atap bocor lagi di tempat yang sama.' })
    expect(await told.innerText()).toMatch(new RegExp(`${house.slice(0, 8)}[\\s\\S]*Terdaftar[\\s\\S]*${manager.name}`))
    await picture('f3-riwayat')
  })

  it('comes back to the one who had registered it', async () => {
    await front.work()
    await front.openWork(client)
    await standsAt(front, house, 'Terdaftar')
    await needLine(front, house).getByText(front.name).waitFor()
    await front.picture('f4-kembali-ke-loket')
    for (const window of [front, back, manager]) expect(window.complaints, window.role).toEqual([])
  })
})
