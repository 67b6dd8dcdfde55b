import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { definitionSchemas, type ImportProfileBody, type ValueListBody } from '../../src/main/core/definitions/kinds.ts'
import { cellText } from '../../src/main/core/imports/cell-text.ts'
import { readDay } from '../../src/main/core/imports/days.ts'
import { findHeader, isHeaderAgain } from '../../src/main/core/imports/header.ts'
import { refusePracticeFile } from '../../src/main/core/imports/practice.ts'
import { compileProfile, findColumn, type Profile, ValueLookup } from '../../src/main/core/imports/profile.ts'
import { RegionMatcher } from '../../src/main/core/imports/regions.ts'
import { readSixteenDigits } from '../../src/main/core/imports/sixteen-digits.ts'
import { decodeRow, encodeRow } from '../../src/main/core/imports/staged-row.ts'

const definitions = resolve(import.meta.dirname, '../../resources/definitions')
const load = <T>(kind: 'import-profile' | 'value-list'): Map<string, T> =>
  new Map(
    readdirSync(join(definitions, kind)).map((name) => [
      name.replace('.json', ''),
      definitionSchemas[kind].parse(JSON.parse(readFileSync(join(definitions, kind, name), 'utf8'))) as T,
    ]),
  )
const lists = load<ValueListBody>('value-list')
const lookups = new Map([...lists].map(([key, body]) => [key, new ValueLookup(body.values)]))
const bodies = load<ImportProfileBody>('import-profile')
const profileOf = (key: string): Profile =>
  compileProfile({ key, version: 1, body: bodies.get(key) as ImportProfileBody }, lookups)
const village = profileOf('penduduk-opensid')

describe('a 16-digit number', () => {
  it.each([
    ['5201140104126994', '5201140104126994'],
    ["'5201140104126994", '5201140104126994'],
    [' 5201.1401.0412.6994 ', '5201140104126994'],
    ['520114-010412-6994', '5201140104126994'],
    ['="5201140104126994"', '5201140104126994'],
  ])('%s is read', (text, digits) => {
    expect(readSixteenDigits(text)).toEqual({ kind: 'number', digits })
  })

  it.each([
    [5_201_140_104_126_994, 'number-lost'],
    ['5,20114E+15', 'number-lost'],
    ['5.20114E15', 'number-lost'],
    ['520114010412699', 'length'],
    ['52011401041269945', 'length'],
    [520_114, 'length'],
    ['52011401O4126994', 'digits'],
  ])('%s is refused instead of guessed', (value, code) => {
    expect(readSixteenDigits(value)).toMatchObject({ kind: 'refused', code })
  })

  it('temporary and dummy numbers are kept aside; zero and hyphen mean none', () => {
    expect(readSixteenDigits('0520114010400001')).toMatchObject({ kind: 'temporary', code: 'leading-zero' })
    expect(readSixteenDigits('9999999999999999')).toMatchObject({ kind: 'temporary', code: 'all-equal' })
    for (const empty of ['0', '-', '', null, 0, '0000000000000000']) expect(readSixteenDigits(empty)).toEqual({ kind: 'none' })
  })
})

describe('a day', () => {
  it.each([
    ['1990-12-31', '1990-12-31'],
    ['31-12-1990', '1990-12-31'],
    ['31 / 12 / 1990', '1990-12-31'],
    ["'31-12-1990", '1990-12-31'],
    ['1-2-90', '1990-02-01'],
    ['1-2-05', '2005-02-01'],
    ['31 Desember 1990', '1990-12-31'],
    ['5 Agt 1990', '1990-08-05'],
    ['05-Peb-90', '1990-02-05'],
    ['17 Nopember 1961', '1961-11-17'],
    ['1990-12-31 00:00:00', '1990-12-31'],
    ['1990-12-31T17:00:00.000Z', '1990-12-31'],
    ['19901231', '1990-12-31'],
    [33_238, '1990-12-31'],
    [19_901_231, '1990-12-31'],
    [{ date: '1990-12-31' }, '1990-12-31'],
    ['29-02-2000', '2000-02-29'],
  ])('%j is %s', (value, day) => {
    expect(readDay(value, '2026-11-22')).toBe(day)
  })

  it('is nothing when empty, and no day when the calendar has none such', () => {
    for (const empty of ['', '-', '00-00-0000', '0000-00-00', null]) expect(readDay(empty, '2026-11-22')).toBeUndefined()
    for (const wrong of ['31-02-1990', '29-02-1999', '12/25/1990', 'lahir', '1990', '31-13-1990', 7])
      expect(readDay(wrong, '2026-11-22')).toBeNull()
  })
})

describe('a cell as text', () => {
  it('loses white space, apostrophes and spellings of nothing', () => {
    expect(cellText('  SITI \u00a0 AMINAH\n')).toBe('SITI AMINAH')
    expect(cellText("'001")).toBe('001')
    expect(cellText("Ma'ruf")).toBe("Ma'ruf")
    expect(cellText('\u200bSiti')).toBe('Siti')
    for (const empty of ['-', ' - ', 'NULL', null, undefined, { error: '#N/A' }]) expect(cellText(empty)).toBe('')
    expect([cellText(12), cellText(0.1 + 0.2), cellText(5_201_140_104_126_994)]).toEqual(['12', '0.3', '5201140104126994'])
  })
})

describe('headers', () => {
  it.each([
    ['no_kk', 'kkNumber'],
    ['No. KK', 'kkNumber'],
    ['NOMOR KARTU KELUARGA', 'kkNumber'],
    ['NIK (16 digit)', 'nik'],
    ['3. Nama Lengkap *', 'name'],
    ['SHDK', 'relation'],
    ['Hubungan Keluarga', 'relation'],
    ['Desa/Keluarahan', 'village'],
    ['Desa / Kelurahan', 'village'],
    ['Jenis Kelmain', 'sex'],
    ['Tanggal  Lahir', 'birthDate'],
    ['Nama Ibu Kandung', 'motherName'],
  ])('%s is %s', (header, field) => {
    expect(findColumn(village, header)?.field).toBe(field)
  })

  it('unknown words stay unknown', () => {
    for (const header of ['Keterangan', 'No', '', '401', 'Nama Kepala Dinas']) expect(findColumn(village, header)).toBeNull()
  })

  it('are found below title rows and over two rows', () => {
    const title = { number: 1, values: ['DAFTAR PENDUDUK DESA'] }
    const plain = findHeader(village, [
      title,
      { number: 3, values: ['No', 'NAMA', 'NIK', 'No KK', 'Keterangan'] },
      { number: 4, values: [1, 'Siti', '5', '6'] },
    ])
    expect(plain).toMatchObject({ row: 3, score: 3 })
    expect(plain?.columns.map((column) => column?.field ?? null)).toEqual([null, 'name', 'nik', 'kkNumber', null])
    const merged = findHeader(village, [
      title,
      { number: 2, values: ['Nama', 'NIK', 'Alamat Tempat Tinggal', null, null] },
      { number: 3, values: [null, null, 'Dusun', 'RT', 'RW'] },
      { number: 4, values: ['Siti', '5201140104126994', 'Barat', '1', '2'] },
    ])
    expect(merged?.row).toBe(3)
    expect(merged?.columns.map((column) => column?.field ?? null)).toEqual(['name', 'nik', 'hamlet', 'rt', 'rw'])
  })

  it('repeated, numbered and sample rows are told from data', () => {
    const header = findHeader(village, [{ number: 1, values: ['Nama', 'NIK', 'No KK', 'Status Kawin'] }])
    if (header === null) throw new Error('no header')
    expect(isHeaderAgain(village, header, ['Nama', 'NIK', 'No KK', 'Status Kawin'])).toBe(true)
    expect(isHeaderAgain(village, header, ['1', '2', '3', '4'])).toBe(true)
    expect(isHeaderAgain(village, header, ['(1)', '(2)', '(3)', '(4)'])).toBe(true)
    expect(isHeaderAgain(village, header, ['Nama Lengkap', '8788888888888456', '', ''])).toBe(true)
    expect(isHeaderAgain(village, header, ['Kawin', '5201140104126994', '', 'Kawin'])).toBe(false)
  })

  it('no alias of a profile belongs to two of its fields, and every value list exists', () => {
    for (const [key, body] of bodies) {
      const seen = new Map<string, string>()
      for (const { field, aliases, values } of body.columns) {
        if (values !== null) expect(lists.has(values), `${key}: ${values}`).toBe(true)
        for (const alias of aliases) {
          const normal = alias.toLowerCase().replace(/[^a-z0-9]/g, '')
          expect([undefined, field], `${key}: ${alias}`).toContain(seen.get(normal))
          seen.set(normal, field)
        }
      }
    }
  })
})

describe('coded values', () => {
  it('are found by code, label, alias and sloppy spelling', () => {
    const find = (list: string, text: string): string | null | undefined => lookups.get(list)?.find(text)
    expect(find('opensid-sex', 'LK')).toBe('L')
    expect(find('opensid-sex', '2')).toBe('P')
    expect(find('opensid-marital-status', 'CERAI HIDUP')).toBe('Cerai Hidup')
    expect(find('opensid-marital-status', 'BK')).toBe('Belum Kawin')
    expect(find('opensid-occupation', '89')).toBe('Lainnya')
    expect(find('opensid-occupation', '09')).toBe('Petani/Pekebun')
    expect(find('opensid-occupation', 'PEGAWAI NEGERI SIPIL ( PNS )')).toBe('Pegawai Negeri Sipil (PNS)')
    expect(find('opensid-blood', 'A+')).toBe('A+')
    expect(find('opensid-blood', 'A')).toBe('A')
    expect(find('opensid-life-status', 'PINDAH DALAM NEGERI')).toBe('moved')
    expect(find('opensid-education', 'TAMAT SD / SEDERAJAT')).toBe('Tamat SD/Sederajat')
    expect(find('opensid-relation', 'ORANGTUA')).toBe('Orang Tua')
    expect(find('opensid-relation', '12')).toBeNull()
  })

  it('the occupation list is complete', () => {
    expect(lists.get('opensid-occupation')?.values.map(({ code }) => Number(code))).toEqual(
      Array.from({ length: 89 }, (_, i) => i + 1),
    )
  })
})

describe('regions', () => {
  const matcher = new RegionMatcher([
    { code: '52.01.14', level: 3, nameKey: 'batu layar' },
    { code: '52.01.14.2001', level: 4, nameKey: 'sengigi' },
    { code: '52.01.14.2002', level: 4, nameKey: 'meninting' },
    { code: '52.01.15', level: 3, nameKey: 'gunung sari' },
    { code: '52.01.15.2003', level: 4, nameKey: 'meninting' },
  ])
  it('are found by name, with or without the kind in front, and by code', () => {
    expect(matcher.find('', 'Kec. Batulayar', 'Desa Senggigi')).toBe('52.01.14.2001')
    expect(matcher.find('', '', 'SENGGIGI')).toBe('52.01.14.2001')
    expect(matcher.find('5201142001', '', '')).toBe('52.01.14.2001')
    expect(matcher.find('', 'GUNUNGSARI', '')).toBe('52.01.15')
  })
  it('a name that exists twice needs its sub-district', () => {
    expect(matcher.find('', '', 'Meninting')).toBeNull()
    expect(matcher.find('', 'Gunung Sari', 'Meninting')).toBe('52.01.15.2003')
    expect(matcher.find('', 'Narmada', 'Senggigi')).toBeNull()
  })
})

describe('practice files', () => {
  it('are known by the word alone', () => {
    expect(() => refusePracticeFile('LATIHAN_usulan.xlsx', [])).toThrow(/latihan/)
    expect(() => refusePracticeFile('usulan.xlsx', ['Data Latihan 2'])).toThrow(/latihan/)
    expect(() => refusePracticeFile('peserta pelatihan.xlsx', ['Pelatihan'])).not.toThrow()
  })
})

describe('a staged row', () => {
  it('comes back as it was', () => {
    const row = {
      nik: '5201140104126994',
      fields: { name: 'Siti "A"', rw: '001', lifeStatus: 'alive' },
      extra: { suku: 'Sasak' },
      relation: 'Anak',
    }
    expect(decodeRow(encodeRow(row))).toEqual(row)
  })
})
