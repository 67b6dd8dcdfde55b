import type { InputOf } from '../../../shared/contract/index.ts'

/** Sign-in of the one-click practice office; shown to the user right after. */
export const practiceAdmin = { username: 'admin', displayName: 'Petugas Latihan', password: 'latihan-2026' }

/** A complete made-up office, so that practice starts with one click. District and government are real names, people are not. */
export const practiceInput: InputOf<'app.init'> = {
  mode: 'practice',
  office: {
    name: 'Dinas Sosial Kabupaten Lombok Barat',
    governmentName: 'PEMERINTAH KABUPATEN LOMBOK BARAT',
    unitName: 'Sekretariat SLRT (LATIHAN)',
    districtCode: '52.01',
    address: 'Jalan Contoh Nomor 1, Gerung',
    phone: '(0370) 000000',
    email: 'latihan@contoh.go.id',
    city: 'Gerung',
    unitCode: 'SLRT',
    timeZone: 'Asia/Makassar',
    signatories: [{ name: 'Contoh Pejabat, S.Sos.', position: 'Kepala Dinas Sosial', rank: 'Pembina Tingkat I', nip: '' }],
    units: [],
  },
  admin: practiceAdmin,
}
