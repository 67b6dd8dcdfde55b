import type { HeadedShape } from '../tables/headed-sheets.ts'

/** Columns of the directory's workbook by sheet; the first spelling is the heading we write. */
export const directoryShapes = {
  agencies: {
    spellings: {
      name: ['Nama lembaga', 'Lembaga', 'Nama'],
      addressee: ['Kepada Yth.', 'Ditujukan kepada', 'Yth', 'Kepada'],
      kind: ['Jenis lembaga', 'Jenis'],
      government: ['Lembaga pemerintah', 'Pemerintah'],
      level: ['Tingkat', 'Level'],
      sector: ['Sektor', 'Bidang'],
      city: ['Kota', 'Kota/Kabupaten'],
      address: ['Alamat'],
      phone: ['Telepon', 'No. telepon', 'Telp'],
      email: ['Pos-el', 'Email', 'E-mail'],
      website: ['Laman', 'Website'],
      services: ['Ringkasan layanan', 'Layanan', 'Uraian layanan'],
      areas: ['Wilayah layanan (kode)', 'Wilayah layanan', 'Kode wilayah'],
      codes: ['Kode sistem lain', 'Kode lain'],
      answerDays: ['Batas jawaban (hari)', 'Batas jawaban', 'Hari jawaban'],
      active: ['Dipakai', 'Aktif'],
      note: ['Catatan', 'Keterangan'],
    },
    needs: [['name'], ['addressee', 'kind', 'level']],
  },
  offers: {
    spellings: {
      name: ['Nama lembaga', 'Lembaga'],
      offer: ['Nama layanan', 'Layanan'],
      sector: ['Sektor', 'Bidang'],
      description: ['Uraian', 'Keterangan'],
      documents: ['Berkas yang diminta', 'Persyaratan', 'Syarat', 'Berkas'],
      programmes: ['Program (kode)', 'Program'],
    },
    needs: [['name'], ['offer'], ['documents', 'description']],
  },
  contacts: {
    spellings: {
      name: ['Nama lembaga', 'Lembaga'],
      person: ['Nama kontak', 'Kontak'],
      title: ['Jabatan', 'Bagian'],
      phone: ['Telepon', 'No. telepon', 'Telp'],
      email: ['Pos-el', 'Email', 'E-mail'],
    },
    needs: [['name'], ['person']],
  },
  schedule: {
    spellings: {
      name: ['Nama lembaga', 'Lembaga'],
      days: ['Hari'],
      opens: ['Buka', 'Jam buka'],
      closes: ['Tutup', 'Jam tutup'],
      note: ['Keterangan', 'Catatan'],
    },
    needs: [['name'], ['days']],
  },
  locations: {
    spellings: {
      name: ['Nama lembaga', 'Lembaga'],
      place: ['Nama tempat', 'Tempat', 'Lokasi'],
      address: ['Alamat'],
      region: ['Kode wilayah', 'Wilayah'],
      phone: ['Telepon', 'No. telepon', 'Telp'],
    },
    needs: [['name'], ['place']],
  },
} as const satisfies Record<string, HeadedShape<string>>

export type DirectorySheet = keyof typeof directoryShapes

/** Names of the sheets we write. */
export const sheetNames: Record<DirectorySheet, string> = {
  agencies: 'Lembaga',
  offers: 'Layanan',
  contacts: 'Kontak',
  schedule: 'Jadwal',
  locations: 'Lokasi',
}

/** Several values in one cell stand with semicolons between them. */
export const joined = (values: readonly string[]): string => values.join('; ')

/** The values of such a cell. */
export const split = (cell: string): string[] =>
  cell
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** Level words as the list shows them. */
export const levelWords = {
  desa: 'Desa/Kelurahan',
  kecamatan: 'Kecamatan',
  kabupaten: 'Kabupaten/Kota',
  provinsi: 'Provinsi',
  pusat: 'Pusat',
} as const

/** By which two spellings are the same agency. */
export const agencyName = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').trim()
