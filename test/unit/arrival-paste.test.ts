import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pasteFormBody } from '../../src/main/core/definitions/kinds.ts'
import { pastedDay, pastedValue, readPastedReports } from '../../src/shared/domain/paste-form.ts'
import { guessProgramme, pastedCase, pastedPerson } from '../../src/shared/domain/pasted-case.ts'

const { fields } = pasteFormBody.parse(
  JSON.parse(readFileSync('resources/definitions/paste-form/laporan-fasilitator.json', 'utf8')),
)
const asked = fields.filter(({ optional }) => !optional)
const read = (text: string) => readPastedReports(text, fields)
const whole = [
  'Nama Fasilitator: Lina Contohan',
  'Kelurahan: Beting Contoh',
  'Kecamatan: Teluk Contoh',
  'Hari/Tanggal: Minggu, 22 November 2026',
  'Nama Klien: Siti Contohan',
  'Pekerjaan KRT: Buruh cuci',
  'Nama Kuasa: Budi Contohan',
  'Alamat Klien: Jl. Contoh No. 5: belakang masjid',
  'No Telpon: 0812-0000-0000',
  'Dokumen: KTP, KK',
  'Status: Miskin',
  'Bantuan: PKH',
  'Status Rumah: Menumpang',
  'Penerangan: PLN 450',
  'MCK: Bersama',
  'Pendapatan: 900.000',
  'Pengaduan: KIS tidak aktif saat berobat',
  'Layanan: Reaktivasi PBI',
].join('\n')

describe('the shipped form', () => {
  it('has the 18 lines of the field report, and reads them all', () => {
    expect(asked.map(({ label }) => label)).toHaveLength(18)
    const [report] = read(whole)
    expect(report?.lines.map(({ label, value }) => `${label}: ${value}`)).toEqual(whole.split('\n'))
    expect(report).toMatchObject({ unknown: [], missing: [], sender: '' })
  })
})

describe('pasted text', () => {
  it('is told apart by messenger prefixes of several kinds, with the sender', () => {
    for (const prefix of [
      '[22/11/26 10.15] Lina:',
      '[22/11/26, 10.15.33] Lina:',
      '[10.15, 22/11/2026] Lina:',
      '22/11/26 10.15 - Lina:',
      '22/11/2026, 10:15 AM - Lina:',
    ]) {
      const reports = read(`${prefix} ${whole}\n${prefix}\n${whole}`)
      expect(reports, prefix).toHaveLength(2)
      expect(reports.map(({ sender, lines }) => [sender, lines.length])).toEqual([
        ['Lina', 18],
        ['Lina', 18],
      ])
    }
  })

  it('is told apart by the label that begins again, without any prefix', () => {
    expect(read(`${whole}\n\n${whole}`).map(({ lines }) => lines.length)).toEqual([18, 18])
  })

  it('takes values from the next line and sentences over several lines', () => {
    const [report] = read(
      'Nama Klien:\nSiti Contohan\n\nPengaduan: KIS mati\nsudah dua bulan.\nBantuan sudah lama tidak cair\nBantuan: -',
    )
    expect(pastedValue(report as never, 'name')).toBe('Siti Contohan')
    expect(pastedValue(report as never, 'complaint')).toBe('KIS mati sudah dua bulan.')
    expect(report?.missing).toContain('Layanan')
  })

  it('knows labels without a colon, shortened, misspelt, starred and numbered', () => {
    const [report] = read(
      '1. *Nm Klien* : Siti\n2. Kel. Beting\n3) Alamt Klien : Jl. Contoh\n- No. HP = 0812\n• PENGADUAN - atap bocor',
    )
    expect(report?.lines.map(({ key, value }) => [key, value])).toEqual([
      ['name', 'Siti'],
      ['village', 'Beting'],
      ['address', 'Jl. Contoh'],
      ['phone', '0812'],
      ['complaint', 'atap bocor'],
    ])
  })

  it('keeps what it does not know, with the line it stood in', () => {
    const [report] = read('Selamat pagi pak\nNama Klien: Siti')
    expect(report?.unknown).toEqual([{ line: 1, text: 'Selamat pagi pak' }])
  })

  it('makes nothing of text without labels', () => {
    expect(read('')).toEqual([])
    expect(read('Terima kasih, besok saya kirim laporannya.')).toEqual([])
  })

  it('understands every way of writing that a generator makes of the form', () => {
    // A value that is itself the name of a line cannot be told from it: "WA" below an empty label.
    const names = new Set(fields.flatMap(({ label, aliases }) => [label, ...aliases]).map((text) => text.toLowerCase()))
    const value = fc.stringMatching(/^[a-z0-9]{2,8}( [a-z0-9]{2,8}){0,3}$/).filter((text) => !names.has(text))
    const style = fc.record({
      label: fc.constantFrom('as', 'upper', 'lower', 'star'),
      sign: fc.constantFrom(': ', ' : ', ':', ' = ', '：', ':\n'),
      bullet: fc.constantFrom('', '- ', '1. ', '• ', '*) '.slice(0, 0)),
      alias: fc.nat(20),
      ending: fc.constantFrom('\n', '\r\n', '\n\n'),
    })
    fc.assert(
      fc.property(
        fc.shuffledSubarray(asked, { minLength: 3 }),
        fc.array(value, { minLength: 18, maxLength: 18 }),
        fc.array(style, { minLength: 18, maxLength: 18 }),
        (chosen, values, styles) => {
          const text = chosen
            .map((field, index) => {
              const how = styles[index] as (typeof styles)[number]
              const spellings = [field.label, ...field.aliases]
              const label = spellings[how.alias % spellings.length] as string
              const shown =
                how.label === 'upper'
                  ? label.toUpperCase()
                  : how.label === 'lower'
                    ? label.toLowerCase()
                    : how.label === 'star'
                      ? `*${label}*`
                      : label
              return `${how.bullet}${shown}${how.sign}${values[index]}${how.ending}`
            })
            .join('')
          const reports = read(text)
          expect(reports, text).toHaveLength(1)
          expect(reports[0]?.lines.map((line) => [line.key, line.value])).toEqual(
            chosen.map((field, index) => [field.key, values[index]]),
          )
        },
      ),
      { numRuns: 400 },
    )
  })

  it('never fails and loses no word, whatever is pasted', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom(...whole.split('\n'))), { maxLength: 30 }), (lines) => {
        for (const report of read(lines.join('\n'))) for (const line of report.lines) expect(line.value).not.toBe('')
      }),
      { numRuns: 300 },
    )
  })
})

describe('what a report says', () => {
  const [report] = read(`${whole}\nNIK: 1274014107900001\nTempat, Tanggal Lahir: Tanjung, 1 Juli 1990`)
  it('gives the person, the reporter, the complaint and all the rest as notes', () => {
    expect(pastedPerson(report as never)).toMatchObject({
      name: 'Siti Contohan',
      nik: '1274014107900001',
      birthDate: '1990-07-01',
      village: 'Beting Contoh',
    })
    const made = pastedCase(report as never)
    expect(made).toMatchObject({
      summary: 'KIS tidak aktif saat berobat',
      reporterName: 'Budi Contohan',
      reporterRelation: 'Kuasa',
    })
    for (const part of ['Layanan: Reaktivasi PBI', 'Fasilitator: Lina Contohan', 'Pekerjaan KRT: Buruh cuci', 'MCK: Bersama'])
      expect(made.notes).toContain(part)
  })
  it('does not take fifteen digits for a NIK', () => {
    const [short] = read('Nama Klien: Siti\nNIK: 127401410790000')
    expect(pastedPerson(short as never)).toMatchObject({ nik: null, wrongNik: '127401410790000' })
  })
  it('reads days as people write them', () => {
    expect(['Minggu, 22 November 2026', '22/11/2026', '22-11-26', '2026-11-22', 'Senin 3 Agt 2026'].map(pastedDay)).toEqual([
      '2026-11-22',
      '2026-11-22',
      '2026-11-22',
      '2026-11-22',
      '2026-08-03',
    ])
    expect(pastedDay('31/02/2026')).toBeNull()
    expect(pastedDay('kemarin')).toBeNull()
  })
  it('guesses the programme only where one fits best', () => {
    const programmes = [
      { key: 'pkh', name: 'Program Keluarga Harapan (PKH)' },
      { key: 'reaktivasi-pbi-jk', name: 'Reaktivasi PBI-JK' },
      { key: 'pbi-jk', name: 'PBI-JK' },
    ]
    expect(guessProgramme('Reaktivasi PBI, KIS mati', programmes)?.key).toBe('reaktivasi-pbi-jk')
    expect(guessProgramme('minta pkh', programmes)?.key).toBe('pkh')
    expect(guessProgramme('bantuan', programmes)).toBeNull()
    expect(guessProgramme('pbi', programmes)).toBeNull()
  })
})
