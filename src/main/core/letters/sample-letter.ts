import type { LetterField, LetterList, LetterTemplateBody, MemberColumn } from '../../../shared/contract/letter-body.ts'
import type { letterSamples } from '../../../shared/contract/letters.ts'
import type { OfficeRecord } from '../../../shared/contract/office.ts'
import { longDate } from '../../../shared/domain/dates.ts'
import { letterNumber } from '../../../shared/domain/letter-number.ts'
import { rupiah } from '../../../shared/domain/letter-words.ts'
import { validUntil } from './fill.ts'
import type { LetterData } from './letter-data.ts'
import { fillText, type Placeholder } from './placeholders.ts'
import { registerValues } from './register-standing.ts'

type Sample = (typeof letterSamples)[number]

/** Made-up people: names of everyday words, so that nobody real can be meant. */
const names = ['SITI CONTOH AMINAH', 'BUDI UMPAMA', 'NI LUH MISAL', 'AHMAD TELADAN', 'YOHANES PERMISALAN', 'ROSMAWATI SAMPEL']
const longName = 'RADEN AYU MUHAMMAD CONTOH NAMA YANG PANJANG SEKALI SURYANINGRAT KUSUMAWARDHANI PUTERI MAHARANI'
const long =
  'Keterangan ini sengaja dibuat panjang untuk memperlihatkan bagaimana surat membagi barisnya, menjaga tepi kanan dan kiri, serta memindahkan isinya ke halaman berikut tanpa memotong tanda tangan.'

/** As dense as a real code, and proof of nothing. */
const sampleCode = { payload: 'CONTOH-TANPA-BUKTI.'.repeat(12).slice(0, 218), code: 'CONTO-H1234' }

const nikOf = (index: number): string => `520101${String(4506800001 + index * 10007).padStart(10, '0')}`

/** What a field shows: what the kind proposes, else words made from its label. */
const fieldSample = (field: LetterField, sample: Sample): string => {
  if (sample === 'kosong' && !field.required) return ''
  if (/\bNIP\b/.test(field.label)) return '19700101 199503 1 998'
  if (/SHA-256/.test(field.label)) return '0123456789abcdef'.repeat(4)
  if (field.type === 'date') return longDate(field.name.endsWith('To') ? '2026-11-21' : '2026-11-20')
  if (field.type === 'time') return field.name.endsWith('To') ? '11.30' : '09.00'
  if (field.type === 'number') return '12'
  if (field.type === 'amount') return rupiah(1_250_000)
  if (field.type === 'choice')
    return sample === 'panjang' && field.choices.includes('Ya') ? 'Ya' : field.initial || (field.choices[0] ?? '')
  if (field.initial !== '' && sample !== 'panjang') return field.initial
  const label = field.label.replace(/\s*\(.*\)|,.*$/g, '')
  const words = `Contoh ${/^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() : label.charAt(0)}${label.slice(1)}`
  if (sample !== 'panjang') return words
  return field.multiline ? `${words}. ${long}\n${long}\n${long}` : `${words} yang panjang untuk menguji baris`
}

const cellSample = (column: LetterList['columns'][number], row: number, sample: Sample): string => {
  const name = sample === 'panjang' && row % 7 === 3 ? longName : (names[row % names.length] as string)
  switch (column.from) {
    case 'name':
      return name
    case 'nik':
      return nikOf(row)
    case 'kk':
      return `520199${String(4506800001 + row * 31).padStart(10, '0')}`
    case 'sex':
      return row % 2 === 0 ? 'P' : 'L'
    case 'birth':
      return `Gerung, ${longDate('1980-06-05')}`
    case 'age':
      return `${20 + (row % 60)}`
    case 'address':
      return `Dusun Contoh ${1 + (row % 4)}, RT 00${1 + (row % 9)}/RW 001`
    case 'village':
      return 'Contoh Barat'
    case 'decile':
      return String(1 + (row % 5))
    default:
      if (/\bNIP\b/.test(column.label)) return `19700101 199503 1 ${String(901 + row)}`
      return column.key === 'position' ? 'Anggota' : sample === 'panjang' && row % 7 === 3 ? long.slice(0, 91) : 'Contoh'
  }
}

/** A by-name list of people fills three pages where it is long; a list of staff or of those who came is shorter. */
const rowCount = (list: LetterList, sample: Sample): number =>
  sample === 'kosong' ? 0 : sample === 'biasa' ? 5 : list.columns.some(({ from }) => from === 'nik') ? 60 : 16

const rowsOf = (list: LetterList, count: number, sample: Sample): Record<string, string>[] =>
  Array.from({ length: count }, (_unused, row) =>
    Object.fromEntries(list.columns.map((column) => [column.key, cellSample(column, row, sample)])),
  )

const membersOf = (count: number, sample: Sample): Record<MemberColumn, string>[] =>
  Array.from({ length: count }, (_unused, index) => ({
    name: sample === 'panjang' && index === 2 ? longName : `${names[index % names.length]}${index < names.length ? '' : ' II'}`,
    nik: nikOf(index),
    relation: index === 0 ? 'Kepala Keluarga' : index === 1 ? 'Istri' : index < 10 ? 'Anak' : 'Orang Tua',
    sex: index % 2 === 0 ? 'L' : 'P',
    birth: `Gerung, ${longDate('1980-06-05')}`,
    age: `${46 - index} th`,
    maritalStatus: index < 2 ? 'Kawin' : 'Belum Kawin',
    occupation: index === 0 ? 'Buruh Harian Lepas' : 'Belum/Tidak Bekerja',
  }))

/**
 * A letter of a kind about made-up people: `biasa` = an ordinary one, `panjang` = long names, twelve family members and a list over
 * three pages, `kosong` = everything optional left empty. The same input gives the same letter.
 * @param today date of the letter
 */
export const sampleLetter = (body: LetterTemplateBody, office: SampleOffice, sample: Sample, today: string): LetterData => {
  const purpose = body.purposes[0]?.key ?? ''
  const empty = sample === 'kosong'
  const village = body.about === 'village'
  const source =
    body.register === null
      ? null
      : ({
          kind: sample === 'biasa' ? 'list' : 'check',
          on: sample === 'biasa' ? '2026-11-01' : '2026-11-22',
          at: '2026-11-22T02:05:00.000Z',
          label: sample === 'biasa' ? 'DTSEN November 2026' : 'SIKS-NG',
          by: 'Contoh Petugas',
          found: !empty,
          decile: empty ? '' : '2',
          status: '',
          of: '',
        } as const)
  const name = sample === 'panjang' ? longName : (names[0] as string)
  const person = village ? {} : { ...personValues(name, empty, sample), ...caseValues(empty && body.about !== 'case') }
  const until = validUntil(body, purpose, today)
  const signatory = sampleSignatory(sample)
  const values: Record<string, string> = {
    ...officeValues(office, today, signatory),
    ...placeValues,
    ...person,
    ...(body.needsReferral ? referralValues(empty, sample) : {}),
    'letter.purpose': body.purposes[0]?.label ?? '',
    'letter.lane': body.lanes[0]?.label ?? '',
    'letter.validUntil': until === null ? '' : longDate(until),
    'letter.validDays': String((body.purposes[0]?.validDays ?? body.validDays) || ''),
    ...registerValues(source, office.timeZone),
  }
  for (const list of body.lists) values[`lists.${list.name}`] = String(rowCount(list, sample) || '')
  for (const field of body.fields) values[`fields.${field.name}`] = fieldSample(field, sample)
  values['letter.subject'] = fillText(body.subject, values)
  values['letter.number'] = letterNumber(body.numbering.pattern, {
    archiveCode: body.numbering.archiveCode,
    value: 7,
    unitCode: office.unitCode,
    letterDate: today,
  })
  return {
    values,
    letterDate: today,
    dateLine: `${office.city}, ${longDate(today)}`,
    letterhead: {
      governmentName: office.governmentName,
      officeName: office.name,
      unitName: office.unitName,
      address: office.address,
      phone: office.phone,
      email: office.email,
      website: office.website,
    },
    signatory,
    copiesTo: empty ? [] : body.copiesTo,
    paper: body.paper,
    headedPaper: body.headedPaper,
    members: village || empty ? [] : membersOf(sample === 'panjang' ? 12 : 4, sample),
    lists: Object.fromEntries(body.lists.map((list) => [list.name, rowsOf(list, rowCount(list, sample), sample)])),
    verification: body.blocks.some(({ type }) => type === 'qr') ? sampleCode : null,
    practice: office.practice,
    logoSha256: office.logoSha256,
  }
}

type SampleOffice = Omit<OfficeRecord, 'version' | 'hasLogo'> & { logoSha256: string | null }

const sampleSignatory = (sample: Sample): LetterData['signatory'] => ({
  name:
    sample === 'panjang'
      ? 'Dr. H. Contoh Penanda Tangan yang Bernama Panjang Sekali, S.Sos., S.H., M.Si.'
      : 'Contoh Penanda Tangan, S.Sos.',
  rank: sample === 'kosong' ? '' : 'Pembina (IV/a)',
  nip: sample === 'kosong' ? '' : '19700101 199503 1 999',
  position:
    sample === 'panjang' ? 'Kepala Bidang Perlindungan, Jaminan Sosial dan Penanganan Fakir Miskin' : 'Kepala Bidang Contoh',
  onBehalfOf: sample === 'kosong' ? '' : 'Kepala Dinas Sosial',
})

const officeValues = (office: SampleOffice, today: string, signatory: LetterData['signatory']): Record<string, string> => ({
  'letter.date': longDate(today),
  'office.governmentName': office.governmentName,
  'office.name': office.name,
  'office.unitName': office.unitName || office.name,
  'office.unitCode': office.unitCode,
  'office.address': office.address,
  'office.phone': office.phone,
  'office.email': office.email,
  'office.city': office.city,
  'signatory.name': signatory.name,
  'signatory.position': signatory.position,
  'signatory.rank': signatory.rank,
  'signatory.nip': signatory.nip,
})

const placeValues: Readonly<Record<string, string>> = {
  'region.village': 'Contoh Barat',
  'region.villageTitle': 'Desa Contoh Barat',
  'region.villageLabel': 'Desa/Kelurahan',
  'region.subdistrictLabel': 'Kecamatan',
  'region.subdistrict': 'Contoh',
  'region.district': 'Kabupaten Contoh',
  'region.province': 'Provinsi Contoh',
}

const personValues = (name: string, empty: boolean, sample: Sample) => {
  const maybe = (value: string): string => (empty ? '' : value)
  return {
    'person.name': name,
    'person.nik': maybe(nikOf(0)),
    'person.birth': maybe('Gerung, 5 Juni 1980'),
    'person.birthPlace': maybe('Gerung'),
    'person.birthDate': maybe('5 Juni 1980'),
    'person.age': maybe('46 tahun'),
    'person.sex': maybe('Perempuan'),
    'person.phone': maybe('0812 0000 0000'),
    'person.address': maybe(
      sample === 'panjang'
        ? 'Jalan Contoh Raya Gang Melati Nomor 12B Perumahan Griya Misal Asri Blok C, Dusun Karang Contoh Timur Laut, RT 003/RW 001'
        : 'Jl. Melati 2, Dusun Karang, RT 003/RW 001',
    ),
    'person.religion': maybe('Islam'),
    'person.maritalStatus': maybe('Kawin'),
    'person.education': maybe('SD/Sederajat'),
    'person.occupation': maybe('Buruh Harian Lepas'),
    'person.disability': maybe('Tidak ada'),
    'person.motherName': maybe('Ibu Contoh'),
    'family.kkNumber': maybe('5201990000000001'),
    'family.headName': maybe('BUDI UMPAMA'),
    'family.memberCount': maybe(sample === 'panjang' ? '12' : '4'),
    'applicant.name': sample === 'panjang' ? 'BUDI UMPAMA' : name,
    'applicant.nik': maybe(nikOf(1)),
    'applicant.address': maybe('Jl. Melati 2, Dusun Karang, RT 003/RW 001'),
    'applicant.phone': maybe('0812 0000 0000'),
    'applicant.relation': sample === 'panjang' ? 'Orang tua' : 'Diri sendiri',
    'applicant.other': sample === 'panjang' ? 'ya' : '',
  } satisfies Partial<Record<Placeholder, string>>
}

const caseValues = (empty: boolean) =>
  ({
    'case.number': empty ? '' : 'SLRT-2026-0012',
    'case.date': empty ? '' : '20 November 2026',
    'case.summary': empty ? '' : 'Kepesertaan jaminan kesehatan tidak aktif saat warga harus berobat.',
    'case.programmes': empty ? '' : 'Reaktivasi PBI-JK',
  }) satisfies Partial<Record<Placeholder, string>>

const referralValues = (empty: boolean, sample: Sample) =>
  ({
    'need.programme': 'Reaktivasi PBI-JK',
    'need.sector': 'Kesehatan',
    'need.description': empty ? '' : 'Kepesertaan tidak aktif',
    'referral.request': sample === 'panjang' ? `${long} ${long}` : 'Mohon keringanan biaya perawatan selama reaktivasi diproses.',
    'referral.attachments': empty ? '' : '1 (satu) berkas',
    'referral.urgency': 'Segera',
    'referral.dueDate': empty ? '' : '4 Desember 2026',
    'referral.date': '20 November 2026',
    'referral.letterNumber': empty ? '' : '400.9.14.4/006/SLRT/XI/2026',
    'agency.name': 'RSUD Contoh',
    'agency.addressee': sample === 'panjang' ? `Direktur Rumah Sakit Umum Daerah ${longName}` : 'Direktur RSUD Contoh',
    'agency.city': empty ? 'tempat' : 'Gerung',
    'agency.address': empty ? '' : 'Jalan Contoh 5, Gerung',
  }) satisfies Partial<Record<Placeholder, string>>
