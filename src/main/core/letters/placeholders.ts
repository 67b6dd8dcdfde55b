import { textHelpers } from '../../../shared/domain/letter-words.ts'

/**
 * Every placeholder a letter template may use, with the words shown beside it in the template editor.
 * Fields that a kind asks for itself stand under `fields.`: `{{fields.purpose}}`.
 * A name is never taken away again: old template versions stay printable.
 */
export const placeholders = {
  'letter.number': 'Nomor surat',
  'letter.date': 'Tanggal surat, mis. 22 November 2026',
  'letter.subject': 'Hal surat',
  'letter.validUntil': 'Berlaku sampai dengan tanggal; kosong bila tanpa batas',
  'letter.validDays': 'Masa berlaku dalam hari',
  'letter.purpose': 'Keperluan surat',
  'letter.lane': 'Jalur, mis. Darurat medis',
  'case.number': 'Nomor kasus',
  'case.date': 'Tanggal kasus dibuka',
  'case.summary': 'Ringkasan kasus',
  'case.programmes': 'Semua layanan dalam kasus, dipisah koma',
  'person.name': 'Nama warga',
  'person.nik': 'NIK lengkap',
  'person.birth': 'Tempat, tanggal lahir',
  'person.birthPlace': 'Tempat lahir',
  'person.birthDate': 'Tanggal lahir',
  'person.age': 'Umur pada tanggal surat, mis. 45 tahun',
  'person.sex': 'Laki-laki atau Perempuan',
  'person.phone': 'Nomor telepon warga',
  'person.address': 'Alamat dengan dusun, RT/RW',
  'person.religion': 'Agama',
  'person.maritalStatus': 'Status perkawinan',
  'person.education': 'Pendidikan',
  'person.occupation': 'Pekerjaan',
  'person.disability': 'Ragam disabilitas',
  'person.motherName': 'Nama ibu kandung',
  'family.kkNumber': 'Nomor Kartu Keluarga',
  'family.headName': 'Nama kepala keluarga',
  'family.memberCount': 'Jumlah anggota keluarga',
  'applicant.name': 'Nama pemohon (warga sendiri bila tidak diwakili)',
  'applicant.nik': 'NIK pemohon',
  'applicant.address': 'Alamat pemohon',
  'applicant.phone': 'Telepon pemohon',
  'applicant.relation': 'Hubungan pemohon dengan warga, mis. Orang tua',
  'applicant.other': 'Terisi bila pemohon bukan warga itu sendiri (untuk syarat)',
  'register.status': 'Terdaftar atau tidak ditemukan dalam DTSEN',
  'register.registered': 'Terisi bila warga terdaftar (untuk syarat)',
  'register.notFound': 'Terisi bila hasil pemeriksaan: tidak ditemukan (untuk syarat)',
  'register.decile': 'Desil, mis. 2',
  'register.source': 'Sumber keterangan: daftar tanggal … atau pemeriksaan SIKS-NG tanggal …, oleh …',
  'register.date': 'Tanggal daftar atau pemeriksaan',
  'register.name': 'Nama yang tercatat dengan desil itu bila bukan warga sendiri (kepala keluarga)',
  'region.village': 'Nama desa/kelurahan',
  'region.villageLabel': 'Sebutan desa/kelurahan di daerah ini, mis. Gampong',
  'region.subdistrictLabel': 'Sebutan kecamatan di daerah ini, mis. Distrik',
  'region.villageTitle': 'Desa … atau Kelurahan …',
  'region.subdistrict': 'Nama kecamatan',
  'region.district': 'Kabupaten/kota',
  'region.province': 'Provinsi',
  'need.programme': 'Layanan yang dirujuk',
  'need.sector': 'Sektor layanan yang dirujuk',
  'need.description': 'Uraian kebutuhan yang dirujuk',
  'referral.request': 'Yang diminta dari lembaga',
  'referral.attachments': 'Lampiran, mis. 1 (satu) berkas',
  'referral.urgency': 'Sifat: Biasa, Segera, Sangat Segera',
  'referral.dueDate': 'Batas jawaban',
  'referral.date': 'Tanggal rujukan dibuat',
  'referral.letterNumber': 'Nomor surat rujukan yang sudah dicetak',
  'agency.name': 'Nama lembaga tujuan',
  'agency.addressee': 'Pimpinan lembaga, mis. Direktur RSUD …',
  'agency.city': 'Kota lembaga; "tempat" bila kosong',
  'agency.address': 'Alamat lembaga',
  'office.governmentName': 'Nama pemerintah daerah',
  'office.name': 'Nama kantor',
  'office.unitName': 'Nama unit; nama kantor bila kosong',
  'office.unitCode': 'Kode unit',
  'office.address': 'Alamat kantor',
  'office.phone': 'Telepon kantor',
  'office.email': 'Pos-el kantor',
  'office.city': 'Tempat surat dibuat',
  'signatory.name': 'Nama penanda tangan',
  'signatory.position': 'Jabatan penanda tangan',
  'signatory.rank': 'Pangkat/golongan penanda tangan',
  'signatory.nip': 'NIP penanda tangan',
} as const

/** A placeholder that does not depend on the kind of letter. */
export type Placeholder = keyof typeof placeholders

/** Placeholders that only a letter with a referral can fill. */
export const needsReferral = (name: string): boolean => /^(need|referral|agency)\./.test(name)

/** Placeholders that only a letter about a resident can fill. */
export const needsPerson = (name: string): boolean => /^(person|family|applicant|register)\./.test(name)

/** Placeholders that stay empty without a case. */
export const needsCase = (name: string): boolean => name.startsWith('case.')

const pattern = /\{\{([^{}]*)\}\}/g
/** The same with the brackets right around it. */
const filled = /(\(?)\{\{([^{}]*)\}\}(\)?)/g

const parts = (inside: string): string[] => inside.split('|').map((part) => part.trim())

/** Names inside `{{…}}`, trimmed, without their helpers, in order, with repeats. */
export const placeholdersIn = (text: string): string[] =>
  [...text.matchAll(pattern)].map((match) => parts(match[1] as string)[0] as string)

/** Helpers written behind the names, `{{person.name|judul}}`. */
export const helpersIn = (text: string): string[] =>
  [...text.matchAll(pattern)].flatMap((match) => parts(match[1] as string).slice(1))

/** A value by its name; '' for names that only every object has, as `constructor`. */
const filledIn = (values: Readonly<Record<string, string>>, name: string): string =>
  Object.hasOwn(values, name) ? (values[name] ?? '') : ''

/**
 * Fills a text in one pass: braces inside a person's data are never expanded again. Gaps left by empty values close up.
 * Helpers change a filled value only.
 * @param values by placeholder name; a missing name counts as empty (templates are checked when they are saved)
 */
export const fillText = (text: string, values: Readonly<Record<string, string>>): string =>
  text
    .replace(filled, (_whole, open: string, inside: string, close: string) => {
      const [name = '', ...helpers] = parts(inside)
      const value = filledIn(values, name)
      const known = helpers.filter((helper) => Object.hasOwn(textHelpers, helper))
      const text = known.reduce((text, helper) => textHelpers[helper]?.apply(text) ?? text, value)
      // Brackets around nothing but an empty value go with it.
      return value === '' && open !== '' && close !== '' ? '' : `${open}${value === '' ? '' : text}${close}`
    })
    .replace(/[\t ]+/g, ' ')
    .replace(/ +([,.;])/g, '$1')
    .replace(/ *\n */g, '\n')
    .trim()

const condition = /^(!?)\s*([\w.]+)\s*(?:(!?=)\s*(.*))?$/

/** The name a condition asks about; '' = it asks nothing; undefined = it cannot be read. */
export const conditionName = (when: string): string | undefined => {
  if (when.trim() === '') return ''
  const match = condition.exec(when.trim())
  return match === null || (match[1] === '!' && match[3] !== undefined) ? undefined : match[2]
}

/**
 * Whether a conditional part is shown: `fields.note` = when it is filled, `!family.kkNumber` = when it is empty,
 * `fields.place=Rumah` or `fields.place!=Rumah` = when it says that; an empty condition = always.
 */
export const holds = (when: string, values: Readonly<Record<string, string>>): boolean => {
  if (when.trim() === '') return true
  const match = condition.exec(when.trim())
  if (match === null) return false
  const value = filledIn(values, match[2] as string)
  if (match[3] !== undefined) return (value === (match[4] as string).trim()) === (match[3] === '=')
  return (match[1] === '!') === (value === '')
}
