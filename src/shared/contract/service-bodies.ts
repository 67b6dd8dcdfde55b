import { z } from 'zod'
import { criterionKinds } from '../domain/eligibility.ts'
import { needStateLabels, needStates } from '../domain/need-states.ts'
import { paperOfLine } from '../domain/papers.ts'
import { sopScreens } from '../domain/sop.ts'
import { dayCounts } from '../domain/working-days.ts'
import { day, level } from './common.ts'

/** Shown by the form that edits a definition: `title` above the field, `description` under it, `labels` of a list's words. */
const says = (title: string, description?: string, more: Record<string, unknown> = {}) => ({
  title,
  ...(description === undefined ? {} : { description }),
  ...more,
})

const key = (title: string, description?: string) =>
  z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*$/, 'Hanya huruf kecil, angka dan tanda hubung')
    .max(60)
    .meta(says(title, description))

const words = (title: string, description?: string, more?: Record<string, unknown>) =>
  z
    .string()
    .max(2000)
    .default('')
    .meta(says(title, description, more))

/** Rules change within months: each one says since when, until when, and who said so. */
const dated = {
  validFrom: day.nullable().default(null).meta(says('Berlaku mulai', 'Kosong = sejak dulu.')),
  validTo: day.nullable().default(null).meta(says('Berlaku sampai', 'Kosong = masih berlaku.')),
  source: words('Sumber', 'Peraturan, surat atau pengumuman, dengan tanggalnya.'),
}

/** One paper of a service's checklist; older definitions wrote a plain line. */
export const paper = z.preprocess(
  (value) => (typeof value === 'string' ? paperOfLine(value) : value),
  z.strictObject({
    key: key('Kunci', 'Jangan diubah setelah dipakai: centang pada kasus disimpan dengan kunci ini.'),
    label: z.string().min(1).max(200).meta(says('Berkas')),
    required: z
      .enum(['always', 'when'])
      .default('always')
      .meta(says('Diminta', undefined, { labels: { always: 'Selalu', when: 'Hanya bila …' } })),
    when: words('Bila', 'Diisi kalau berkas hanya diminta dalam keadaan tertentu, mis. "bila hilang".'),
    note: words('Catatan untuk petugas'),
    lane: words('Hanya untuk jalur', 'Kunci jalur di bawah; kosong = semua jalur.'),
  }),
)

/** One condition a resident or family has to meet. */
export const criterion = z.strictObject({
  kind: z.enum(criterionKinds).meta(
    says('Kriteria', undefined, {
      labels: {
        decile: 'Desil',
        age: 'Umur',
        'school-child': 'Anak usia sekolah',
        elder: 'Lanjut usia',
        disability: 'Penyandang disabilitas',
        pregnancy: 'Ibu hamil',
        'member-of': 'Penerima program lain',
        'suspended-from': 'Kepesertaan dihentikan',
        other: 'Lainnya (ditanyakan)',
      },
    }),
  ),
  min: z.int().min(0).max(120).nullable().default(null).meta(says('Paling sedikit', 'Desil atau umur (tahun).')),
  max: z.int().min(0).max(120).nullable().default(null).meta(says('Paling banyak', 'Desil atau umur (tahun).')),
  text: words('Keterangan', 'Untuk "lainnya": yang harus ditanyakan. Untuk program lain: kunci programnya, mis. pkh.'),
  group: words('Kelompok', 'Kriteria dengan kelompok yang sama: cukup salah satu yang terpenuhi.'),
  ...dated,
})

/** A programme or service that a need can be about. */
export const programmeBody = z.strictObject({
  name: z.string().min(1).max(200).meta(says('Nama layanan')),
  description: words('Penjelasan singkat', undefined, { lines: 2 }),
  sector: key('Kunci sektor', 'mis. kesehatan, pendidikan, sosial-ekonomi'),
  sectorLabel: z.string().min(1).max(100).meta(says('Nama sektor')),
  level: level.meta(
    says('Ditangani di tingkat', undefined, {
      labels: {
        desa: 'Desa/kelurahan',
        kecamatan: 'Kecamatan',
        kabupaten: 'Kabupaten/kota',
        provinsi: 'Provinsi',
        pusat: 'Pusat',
      },
    }),
  ),
  serviceDays: z.int().min(1).max(365).meta(says('Batas hari', 'Setelan kantor sendiri.')),
  serviceDaysIn: z
    .enum(dayCounts)
    .default('kerja')
    .meta(says('Hari dihitung sebagai', undefined, { labels: { kerja: 'Hari kerja', kalender: 'Hari kalender' } })),
  active: z.boolean().default(true).meta(says('Dipakai kantor ini')),
  /** Days after which the same family may ask again without a warning; null = as the office says for all. */
  repeatDays: z
    .int()
    .min(0)
    .max(3650)
    .nullable()
    .default(null)
    .meta(says('Peringatan permohonan berulang (hari)', 'Kosong = menurut setelan kantor.')),
  receivedBy: z
    .enum(['family', 'person'])
    .default('family')
    .meta(says('Diterima oleh', undefined, { labels: { family: 'Keluarga', person: 'Orang per orang' } })),
  requirements: z
    .array(paper)
    .max(60)
    .meta(says('Berkas yang diminta', 'Berkas menentukan apakah permohonan lengkap.', { item: 'Berkas' })),
  lanes: z
    .array(
      z.strictObject({
        key: key('Kunci'),
        label: z.string().min(1).max(100).meta(says('Nama jalur')),
        serviceDays: z.int().min(1).max(365).meta(says('Batas hari')),
        note: words('Dipakai kalau'),
        source: words('Sumber'),
      }),
    )
    .max(6)
    .default([])
    .meta(says('Jalur', 'mis. darurat dan biasa; kosong = satu jalur saja.', { item: 'Jalur' })),
  criteria: z
    .array(criterion)
    .max(40)
    .default([])
    .meta(says('Kriteria penerima', 'Dipakai untuk saran "Mungkin berhak"; bukan keputusan.', { item: 'Kriteria' })),
  openings: z
    .array(
      z.strictObject({
        from: day.meta(says('Dibuka')),
        to: day.nullable().default(null).meta(says('Ditutup')),
        note: words('Catatan'),
        source: words('Sumber'),
      }),
    )
    .max(40)
    .default([])
    .meta(says('Masa pendaftaran', 'Kosong = dapat diajukan sepanjang tahun.', { item: 'Masa' })),
  quotas: z
    .array(z.strictObject({ places: z.int().min(0).max(10_000_000).meta(says('Kuota')), note: words('Catatan'), ...dated }))
    .max(40)
    .default([])
    .meta(says('Kuota', undefined, { item: 'Kuota' })),
  owners: z
    .array(z.strictObject({ agency: z.string().min(1).max(200).meta(says('Lembaga')), ...dated }))
    .max(20)
    .default([])
    .meta(says('Lembaga pemilik program', undefined, { item: 'Lembaga' })),
  source: words('Sumber isian ini', undefined, { lines: 2 }),
})
export type PaperBody = z.infer<typeof paper>
export type ProgrammeBody = z.infer<typeof programmeBody>

/** How a service is done, step by step: printed as a checklist, and beside the need on the case. */
export const sopBody = z.strictObject({
  name: z.string().min(1).max(200).meta(says('Nama SOP')),
  description: words('Tujuan', undefined, { lines: 2 }),
  number: words('Nomor SOP', 'Nomor dan tanggal penetapan di kantor ini, kalau sudah ada.'),
  programmes: z
    .array(z.string().min(1))
    .max(200)
    .default([])
    .meta(says('Untuk layanan', 'Kunci layanan, satu per baris; kosong = semua layanan yang tidak punya SOP sendiri.')),
  register: z
    .enum(['', 'layanan', 'keluhan'])
    .default('')
    .meta(
      says('Untuk register', undefined, {
        labels: { '': 'Keduanya', layanan: 'Layanan loket', keluhan: 'Keluhan dari lapangan' },
      }),
    ),
  ...dated,
  steps: z
    .array(
      z.strictObject({
        key: key('Kunci'),
        text: z
          .string()
          .min(1)
          .max(1000)
          .meta(says('Yang dikerjakan', undefined, { lines: 2 })),
        role: words('Oleh', 'mis. Front Office, Back Office, manajer, fasilitator'),
        screen: z
          .enum(sopScreens)
          .default('')
          .meta(
            says('Buka layar', undefined, {
              labels: {
                '': '–',
                berkas: 'Berkas kebutuhan',
                warga: 'Data warga',
                rujukan: 'Rujukan',
                surat: 'Surat',
                usulan: 'Usulan SIKS-NG',
                'daftar-tunggu': 'Daftar tunggu',
              },
            }),
          ),
        doneAt: z
          .enum(['', ...needStates])
          .default('')
          .meta(
            says('Tercentang sendiri pada tahap', 'Kosong = petugas mencentang sendiri.', {
              labels: { '': '–', ...needStateLabels },
            }),
          ),
      }),
    )
    .min(1)
    .max(60)
    .meta(says('Langkah', undefined, { item: 'Langkah' })),
})
export type SopBody = z.infer<typeof sopBody>
