import { permissionLabels } from '../../../shared/domain/permissions.ts'
import { type FormWords, under } from './words.ts'

const placeholders = 'Isian dalam kurung {{…}} diganti data, misalnya {{person.name}}.'

/** Templat surat. */
export const letterTemplateWords: FormWords = {
  name: 'Nama surat',
  description: 'Penjelasan',
  needsReferral: { label: 'Dibuat untuk rujukan' },
  subject: { label: 'Hal surat', help: placeholders },
  paper: { label: 'Kertas', options: { F4: 'F4 (215 × 330 mm)', A4: 'A4 (210 × 297 mm)' } },
  margins: { label: 'Batas tepi (mm)' },
  ...under('margins', { top: 'Atas', right: 'Kanan', bottom: 'Bawah', left: 'Kiri' }),
  fontSize: 'Besar huruf (pt)',
  lineSpacing: 'Jarak baris',
  numbering: { label: 'Penomoran' },
  ...under('numbering', {
    pattern: { label: 'Bentuk nomor', help: '{kode} {urut} {urut:000} {unit} {bulan} {bulan-romawi} {tahun}' },
    archiveCode: 'Kode klasifikasi arsip',
    sequence: { label: 'Deret nomor', help: 'Surat dengan deret yang sama memakai urutan nomor yang sama.' },
  }),
  fields: { label: 'Isian yang ditanyakan', help: 'Diisi petugas saat surat dibuat.', item: 'isian' },
  ...under('fields.*', {
    name: { label: 'Nama isian', help: 'Huruf dan angka tanpa spasi; dipakai di teks sebagai {{nama}}.' },
    label: 'Pertanyaan kepada petugas',
    multiline: { label: 'Boleh beberapa baris' },
    required: { label: 'Wajib diisi' },
    initial: { label: 'Isi awal', help: placeholders },
  }),
  copiesTo: { label: 'Tembusan', help: 'Satu baris satu tujuan.' },
  blocks: {
    label: 'Susunan surat',
    help: 'Dari atas ke bawah. Kop, nomor dan tanda tangan masing-masing satu kali.',
    item: 'bagian',
  },
  ...under('blocks.*', {
    type: {
      label: 'Bagian',
      options: {
        letterhead: 'Kop surat',
        'date-line': 'Tempat dan tanggal',
        title: 'Judul',
        'number-block': 'Nomor, sifat, lampiran, hal',
        addressee: 'Tujuan surat',
        paragraph: 'Paragraf',
        identity: 'Daftar identitas',
        signature: 'Tanda tangan',
        copies: 'Tembusan',
        space: 'Jarak kosong',
      },
    },
    text: { label: 'Isi', help: placeholders },
    rows: { label: 'Baris', item: 'baris' },
    ...under('rows.*', { label: 'Judul baris', text: 'Isi' }),
    lines: { label: 'Baris tujuan', help: 'Satu baris satu baris surat.' },
    indent: { label: 'Baris pertama menjorok' },
    when: { label: 'Hanya bila terisi', help: 'Nama isian; kosong = selalu.' },
    title: 'Judul',
    mm: 'Tinggi (mm)',
  }),
}

/** Peran dan hak. */
export const roleWords: FormWords = {
  name: 'Nama peran',
  description: 'Penjelasan',
  permissions: { label: 'Yang boleh dilakukan', options: permissionLabels },
}
