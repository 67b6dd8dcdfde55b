import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type HostedPage, openPracticePage } from '../harness/browser-host.ts'
import { openRoleWindows, type RoleWindow } from '../harness/role-windows.ts'
import { stopAtFirstFailure } from '../harness/walk-order.ts'
import { followProposal, needLine, nextStep, openReferral, refer, standsAt, withNote } from '../harness/walk-steps.ts'

/*
 * A complaint from the field, through the hands of everybody who takes part: the facilitator pastes the report of 18 lines that
 * the proxy of a client sent, the supervisor checks it, the manager refers it, the letter and slip go out, the slip comes back,
 * the need is solved and the reporter told. Each role in a window of its own.
 */

const client = 'Zulaikha Laporcontoh'
const reporter = 'Rahmat Kuasacontoh'
const programme = 'Rutilahu (Rumah Tidak Layak Huni)'
const report = `[22/11/26 08.15] Lina: Selamat pagi, laporan dari lapangan
Nama Fasilitator: Lina Lapangancontoh
Kelurahan: Beting
Kecamatan: Teluk Nibung
Hari/Tanggal: Minggu, 22 November 2026
Nama Klien: ${client}
Pekerjaan KRT: Buruh nelayan
Nama Kuasa: ${reporter}
Alamat Klien: Jl. Contoh 9
No Telpon: 0812-3456-7890
Dokumen: KTP, KK
Status: Miskin
Bantuan: Belum ada
Status Rumah: Milik sendiri
Penerangan: Listrik 450 watt
MCK: Bersama tetangga
Pendapatan: 900.000 per bulan
Pengaduan: Atap rumah bocor dan dinding lapuk
Layanan: Rutilahu`

let hosted: HostedPage
let facilitator: RoleWindow
let supervisor: RoleWindow
let manager: RoleWindow
let code = ''
stopAtFirstFailure()
beforeAll(async () => {
  hosted = await openPracticePage({ desks: true })
  await hosted.call('people.create', { nik: '5201145203900001', name: client, birthDate: '1990-03-12', phone: '0812-3456-7890' })
  ;({ facilitator, supervisor, manager } = await openRoleWindows(hosted, ['facilitator', 'supervisor', 'manager']))
})
afterAll(() => hosted.close())
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  for (const window of [facilitator, supervisor, manager]) await window.picture(`gagal-${window.role}`)
})

describe('a complaint for somebody else', () => {
  it('is pasted by the facilitator, understood, and sent to the supervisor', async () => {
    const { page, menu, button, look, picture } = facilitator
    await menu('Loket')
    await button('Tempel laporan').click()
    await page.getByLabel('Teks laporan').fill(report)
    await page.getByText('18 baris terbaca').waitFor()
    await picture('c1-tempel')
    await button(`Buat draf untuk orang ini: ${client}`).click()
    await button('Buka draf di loket').click()
    await expect
      .poll(() => page.getByRole('textbox', { name: 'Keluhan dalam satu kalimat' }).inputValue(), { timeout: 8000 })
      .toBe('Atap rumah bocor dan dinding lapuk')
    // The proxy reports, not the client and not the facilitator who only passed the message on.
    expect(await page.getByRole('textbox', { name: 'Nama pelapor' }).inputValue()).toBe(reporter)
    expect(await page.getByRole('combobox', { name: 'Hubungan' }).inputValue()).toBe('Kuasa')
    expect(await page.getByLabel('Keterangan dari laporan').inputValue()).toContain('MCK: Bersama tetangga')
    await page.getByRole('heading', { level: 3, name: programme }).first().waitFor()
    await page.getByRole('textbox', { name: 'Telepon', exact: true }).fill('0813-1111-2222')
    await look('c2-draf')
    await button('Daftarkan kasus').click()
    await page.getByRole('heading', { level: 1, name: client }).waitFor()
    await picture('c3-kasus-fasilitator')
    await nextStep(facilitator, programme, 'Kirim ke supervisor')
    await standsAt(facilitator, programme, 'Diperiksa supervisor')
    // What is left to the facilitator are ways out; none of them is offered as the next step.
    await needLine(facilitator, programme).getByText('Giliran supervisor').waitFor()
    await facilitator.picture('c4-terkirim')
  })

  it('waits in the supervisor’s window, who hands it to the manager', async () => {
    await (await supervisor.work()).getByText(client).waitFor()
    await supervisor.picture('c5-supervisor-daftar')
    await supervisor.openWork(client)
    await supervisor.page.getByText(`${reporter}, Kuasa, 0813-1111-2222`).waitFor()
    await supervisor.look('c6-supervisor-kasus')
    await nextStep(supervisor, programme, 'Teruskan ke manajer')
    await standsAt(supervisor, programme, 'Menunggu manajer')
  })

  it('is referred by the manager, who prints the letter', async () => {
    const { page, button } = manager
    await manager.openWork(client)
    await manager.picture('c7-manajer')
    await refer(manager, programme, /Perumahan/)
    await standsAt(manager, programme, 'Dirujuk')
    await manager.picture('c8-dirujuk')
    await button('Surat Rujukan').click()
    await page.getByRole('menuitem', { name: 'Surat Rujukan', exact: true }).click()
    await page.locator('figure[data-drawn=true]').waitFor({ timeout: 60_000 })
    await button('Cetak').click()
    const printed = page.waitForEvent('download')
    await button('Cetak dan beri nomor').click()
    await printed
    await button('Cetak ulang').waitFor()
    await manager.picture('c9-surat')
  })

  it('goes out with its slip, by the supervisor', async () => {
    const { page, look, picture } = supervisor
    const dialog = await openReferral(supervisor, client, /Perumahan/)
    await look('c10-rujukan')
    await dialog.getByRole('button', { name: 'Cetak slip umpan balik' }).click()
    await page.locator('[data-drawn=true]').waitFor({ timeout: 60_000 })
    await supervisor.picture('c11-slip')
    // Escape closes the slip, not the referral behind it.
    await page.keyboard.press('Escape')
    await page.locator('[data-drawn=true]').waitFor({ state: 'detached' })
    const one = await hosted.call<{ items: { id: number; clientName: string; code: string; state: string }[] }>(
      'referrals.list',
      {},
    )
    code = one.items.find(({ clientName }) => clientName === client)?.code ?? ''
    await dialog.getByText(code).waitFor()
    await dialog.getByRole('radio', { name: 'Kirim ke lembaga' }).check()
    await dialog.getByRole('textbox', { name: 'Dikirim lewat' }).fill('Diantar petugas')
    await dialog.getByRole('button', { name: /^Simpan/ }).click()
    await dialog.getByText('Dikirim ke lembaga', { exact: true }).waitFor()
    await picture('c12-dikirim')
    await followProposal(supervisor, dialog, 'Rujukan sudah diserahkan')
    await nextStep(supervisor, programme, 'Rujukan sudah diserahkan')
    await standsAt(supervisor, programme, 'Menunggu umpan balik')
    await picture('c13-menunggu')
  })

  it('comes back with the slip, whose code is typed into the scan field', async () => {
    const { page, menu, look, picture } = supervisor
    await menu('Rujukan')
    const scan = page.getByRole('textbox', { name: 'Pindai slip' })
    await scan.fill(code.toLowerCase().replace('-', ' '))
    await scan.press('Enter')
    const dialog = page.getByRole('dialog', { name: /^Rujukan ke/ })
    await dialog.getByText(`Slip ${code} dipindai`, { exact: false }).waitFor()
    await dialog.getByRole('radio', { name: 'Selesai ditangani lembaga' }).check()
    await dialog.getByLabel('Jawaban atau keterangan lembaga').fill('Atap diganti, dinding diperbaiki.')
    await picture('c14-slip-dipindai')
    await dialog.getByRole('button', { name: 'Simpan jawaban' }).click()
    await dialog.getByText('dari slip').waitFor()
    await look('c15-dijawab')
    await followProposal(supervisor, dialog, 'Selesai ditangani')
    await nextStep(supervisor, programme, 'Selesai ditangani')
    await withNote(supervisor, 'Selesai ditangani', 'Rumah sudah diperbaiki Dinas Perumahan.')
    await page.getByText('Ditutup', { exact: true }).waitFor()
    await standsAt(supervisor, programme, 'Selesai ditangani')
    await picture('c16-selesai')
  })

  it('is told to the reporter, and nobody waits to be told any more', async () => {
    const { page, look, picture } = facilitator
    await facilitator.menu('Beranda')
    await page.getByRole('link', { name: /1\s*Belum diberi tahu/ }).click()
    const list = page.getByRole('grid', { name: 'Daftar pemberitahuan' })
    await list.getByText(client).waitFor()
    await picture('c17-belum-diberi-tahu')
    await list.getByRole('row').filter({ hasText: client }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(`Pelapor: ${reporter} (Kuasa)`).click()
    await dialog.getByRole('img', { name: `Kode QR WhatsApp untuk ${reporter}` }).waitFor()
    await dialog.getByRole('combobox', { name: 'Dengan cara' }).click()
    await page.getByRole('option', { name: 'lewat WhatsApp' }).click()
    await look('c18-kabar')
    await dialog.getByRole('button', { name: 'Catat: sudah diberi tahu' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByText('Semua warga sudah diberi tahu').waitFor()
    await facilitator.picture('c19-kosong')
    await page.getByText('Sudah', { exact: true }).click()
    await list.getByText('lewat WhatsApp').waitFor()
    await list.getByRole('row').filter({ hasText: client }).getByRole('link').click()
    await page.getByRole('tab', { name: /Riwayat/ }).click()
    const history = page.getByRole('tabpanel').getByRole('list')
    await history.getByText(`${reporter} diberi tahu lewat WhatsApp`).waitFor()
    const said = await history.innerText()
    for (const name of ['Lina Lapangancontoh', 'Sari Periksacontoh', 'Mahdi Putuscontoh']) expect(said).toContain(name)
    await look('c20-riwayat')
    for (const window of [facilitator, supervisor, manager]) expect(window.complaints, window.role).toEqual([])
  })
})
