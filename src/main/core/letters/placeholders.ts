/**
 * Every placeholder a letter template may use, with the words shown beside it in the template editor.
 * Fields that a kind asks for itself stand under `fields.`: `{{fields.purpose}}`.
 * A name is never taken away again: old template versions stay printable.
 */
export const placeholders = {
  'letter.number': 'Nomor surat',
  'letter.date': 'Tanggal surat, mis. 22 November 2026',
  'letter.subject': 'Hal surat',
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
  'family.kkNumber': 'Nomor Kartu Keluarga',
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

const pattern = /\{\{([^{}]*)\}\}/g

/** Names inside `{{…}}`, trimmed, in order, with repeats. */
export const placeholdersIn = (text: string): string[] => [...text.matchAll(pattern)].map((match) => (match[1] as string).trim())

/**
 * Fills a text in one pass: braces inside a person's data are never expanded again. Gaps left by empty values close up.
 * @param values by placeholder name; a missing name counts as empty (templates are checked when they are saved)
 */
export const fillText = (text: string, values: Readonly<Record<string, string>>): string =>
  text
    .replace(pattern, (_whole, name: string) => values[name.trim()] ?? '')
    .replace(/[\t ]+/g, ' ')
    .replace(/ +([,.;])/g, '$1')
    .replace(/ *\n */g, '\n')
    .trim()

/**
 * Whether a conditional paragraph is shown: `fields.note` = when it is filled, `!family.kkNumber` = when it is empty,
 * an empty condition = always.
 */
export const holds = (when: string, values: Readonly<Record<string, string>>): boolean => {
  const condition = when.trim()
  if (condition === '') return true
  return condition.startsWith('!') ? (values[condition.slice(1).trim()] ?? '') === '' : (values[condition] ?? '') !== ''
}
