import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sha256 } from '../../src/main/core/files/archive.repo.ts'
import type { Client } from '../../src/shared/contract/client.ts'
import { cli, cliFromSources } from '../harness/command-line.ts'
import { clientOf, openApp } from '../harness/office.ts'
import { keepCheaply } from '../harness/passwords.ts'
import { readPdf } from '../harness/pdf.ts'

const root = resolve(import.meta.dirname, '../..')
const fixture = resolve(root, '../shared/fixtures/opensid/contoh_penduduk.xlsx')

let folder: string
let data: string
let env: NodeJS.ProcessEnv
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'loket-cli-'))
  data = join(folder, 'data')
  env = { ...process.env, LOKET_PASSWORD: 'kata-sandi-uji', LOKET_KEY_DIR: join(folder, 'key'), LOKET_CHECK_OUTPUT: '1' }
  const made = await cliFromSources(['init', '--office', 'resources/office-example.json', '--data', data, '--json'], env)
  expect(made.stderr).toBe('')
  expect(made.json()).toMatchObject({ practice: false, admin: 'admin', district: 'Kabupaten Lombok Barat' })
  await keepCheaply(data, join(folder, 'key'), { admin: 'kata-sandi-uji' })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const call = async <T>(name: string, input: unknown): Promise<T> => {
  const ended = await cli(['call', name, JSON.stringify(input), '--data', data], env)
  expect(ended.code, ended.stderr).toBe(0)
  return ended.json<T>()
}

/** What other tests prepare: in one process, because a start of the program for each call costs a second. */
const inside = async <T>(work: (client: Client) => Promise<T>): Promise<T> => {
  const app = await openApp(data, new Date().toISOString())
  try {
    const client = clientOf(app, app.connect())
    await client.users.signIn({ username: 'admin', password: 'kata-sandi-uji' })
    return await work(client)
  } finally {
    await app.close()
  }
}

describe('the command line', () => {
  it('ends with 2 and the usage for a wrong call', async () => {
    for (const args of [
      [],
      ['nothing'],
      ['constructor'],
      ['import'],
      ['search', 'x', '--unknown'],
      ['call', 'people.count', '{bad', '--data', data],
      ['init', '--data', data],
    ]) {
      const ended = await cli(args, env)
      expect([args, ended.code]).toEqual([args, 2])
      expect(ended.stderr).toContain('Pemakaian:')
      expect(ended.stdout).toBe('')
    }
  })

  it('on an empty folder ends with 1, names the command to run, and makes nothing', async () => {
    const empty = join(folder, 'kosong')
    for (const args of [
      ['search', 'x'],
      ['import', 'x.xlsx'],
      ['backup'],
      ['call', 'people.count'],
      ['report', '--month', '2026-11', '--out', 'x.xlsx'],
    ]) {
      const ended = await cli([...args, '--data', empty], env)
      expect([args, ended.code]).toEqual([args, 1])
      expect(ended.stderr).toContain('init --practice')
    }
    expect(existsSync(empty)).toBe(false)
  })

  it('does not make an office twice in one folder', async () => {
    const again = await cli(['init', '--practice', '--data', data, '--json'], env)
    expect(again.code).toBe(1)
    expect(again.json()).toMatchObject({ ok: false, error: { code: 'STATE' } })
  })

  it('lists the contract with kinds and rights, without a folder', async () => {
    const listed = (await cli(['procedures', '--json'], env)).json<{ name: string; kind: string; access: string }[]>()
    expect(listed).toContainEqual({ name: 'letters.print', kind: 'job', access: 'letters.print', audit: null })
    expect(listed.length).toBeGreaterThan(60)
  })

  it('refuses without or with a wrong password', async () => {
    expect((await cli(['search', 'x', '--data', data], { ...env, LOKET_PASSWORD: '' })).code).toBe(1)
    const wrong = await cli(['call', 'people.count', '{}', '--data', data], { ...env, LOKET_PASSWORD: 'salah-sekali' })
    expect(wrong.code).toBe(1)
    expect(wrong.json()).toMatchObject({ ok: false, error: { code: 'UNAUTHENTICATED' } })
  })

  it('ends with 3 and names the first owner while another process holds the folder', async () => {
    const held = mkdtempSync(join(folder, 'dipegang-'))
    const app = await openApp(join(held, 'data'))
    writeFileSync(join(held, 'data', 'loket.db'), '')
    const ended = await cli(['search', 'x', '--data', join(held, 'data')], env)
    expect(ended.code).toBe(3)
    expect(ended.stderr).toMatch(new RegExp(`sedang dipakai oleh .*proses ${process.pid}`))
    await app.close()
  })
})

describe('the import of the village sample', () => {
  it('reports 97 people and 37 families, then nothing new', async (context) => {
    if (!existsSync(fixture)) return context.skip('../shared/fixtures missing')
    const dry = (await cli(['import', fixture, '--data', data, '--dry-run', '--json'], env)).json()
    expect(dry).toMatchObject({ people: { new: 97, refused: 0 }, families: { new: 37 } })
    expect(await call('people.count', {})).toEqual({ people: 0, families: 0 })
    const first = (await cli(['import', fixture, '--data', data, '--json'], env)).json<{
      id: number
      problems: { severity: string }[]
    }>()
    expect(first).toMatchObject({
      people: { new: 97, changed: 0, unchanged: 0, doubtful: 0, refused: 0 },
      families: { new: 37, changed: 0, unchanged: 0 },
      rows: { read: 97, ignored: 0 },
    })
    expect(first.problems.filter((problem) => problem.severity === 'block')).toEqual([])
    const second = (await cli(['import', fixture, '--data', data, '--json'], env)).json()
    expect(second).toMatchObject({
      people: { new: 0, changed: 0, unchanged: 97 },
      families: { new: 0, changed: 0, unchanged: 37 },
    })
    expect(await call('people.count', {})).toEqual({ people: 97, families: 37 })
    const found = (await cli(['search', 'hur minah', '--data', data, '--json'], env)).json<{
      items: { name: string; nikMasked: string }[]
    }>()
    expect(found.items[0]).toMatchObject({ name: 'HUR MINAH', nikMasked: '520114••••••1726' })
    const undone = (await cli(['undo-import', String(first.id), '--data', data, '--json'], env)).json()
    expect(undone).toMatchObject({ removed: 97, kept: 0 })
    expect((await call<{ people: number }>('people.count', {})).people).toBe(0)
  })
})

describe('an import that needs decisions', () => {
  const csv = (name: string, rows: string[]): string => {
    const path = join(folder, name)
    writeFileSync(path, ['NIK;No KK;Nama Lengkap;JK;Tanggal Lahir;SHDK;Alamat', ...rows, ''].join('\n'))
    return path
  }

  it('takes them as options, refuses locked changes that nobody confirmed, and hands failed rows back', async () => {
    const person = '5201011203807701;5201017701230001;BUDIMAN PERINTAH;L;12-03-1980;Kepala Keluarga;'
    const run = (path: string, ...more: string[]) => cli(['import', path, '--data', data, '--json', ...more], env)
    expect((await run(csv('a.csv', [`${person}Jl. Mawar 1`, ';;INAQ PERINTAH;P;01-01-1950;;']))).json()).toMatchObject({
      people: { new: 2 },
    })
    const second = csv('b.csv', [`${person}Jl. Pindah 9`, '5201014101507702;;INAQ PERINTAH;P;01-01-1950;;', '52010;;SALAH;P;;;'])
    const refused = await run(second)
    expect(refused.code).toBe(1)
    expect(refused.json()).toMatchObject({ error: { code: 'CONFIRM' } })
    const written = (await run(second, '--decide', 'new', '--column-wins', 'address=register')).json<{ id: number }>()
    expect(written).toMatchObject({ people: { new: 1, changed: 0, unchanged: 1, refused: 1 }, decisions: { new: 1, open: 0 } })
    const out = join(folder, 'perbaikan.xlsx')
    const corrected = (
      await cli(['imports', 'corrected', String(written.id), '--out', out, '--data', data, '--json'], env)
    ).json()
    expect(corrected).toMatchObject({ rows: 1 })
    const preview = (await cli(['imports', 'undo-preview', String(written.id), '--data', data, '--json'], env)).json()
    expect(preview).toMatchObject({ removed: 1, restored: 0, kept: 0 })
  })
})

describe('an import whose columns only a mapping knows', () => {
  const columns = [
    ['Jiwa', 'name', 'text'],
    ['Identitas', 'nik', 'nik'],
    ['Kartu', 'kkNumber', 'kk'],
    ['P/W', 'sex', 'sex'],
    ['Kelahiran', 'birthDate', 'date'],
    ['Bantuan lain', null, 'ignored'],
  ] as const
  const body = {
    name: 'Daftar jiwa desa',
    tables: [
      {
        headerRow: 2,
        columns: columns.map(([header, field, kind]) => ({
          header,
          field,
          kind,
          ...(field === 'sex' ? { values: 'opensid-sex', codes: { cowok: 'L', cewek: 'P' } } : {}),
        })),
      },
    ],
  }
  const put = (name: string, content: unknown): string => {
    const path = join(folder, name)
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
    return path
  }
  const run = (path: string, mapping: string | null, ...more: string[]) =>
    cli(['import', path, ...(mapping === null ? [] : ['--mapping', mapping]), '--data', data, '--json', ...more], env)

  it('is read with a mapping file, a saved mapping or a ready layout, and refused with a reason otherwise', async () => {
    const file = put(
      'jiwa.csv',
      [
        'DATA JIWA DESA;;;;;',
        columns.map(([header]) => header).join(';'),
        'LALU PETA;5201011203807702;5201017701230002;cowok;12-03-1980;ya',
        'BAIQ PETA;5201014203827703;5201017701230002;cewek;02-03-1982;tidak',
      ].join('\n'),
    )
    const nothing = await run(file, null)
    expect(nothing.code).toBe(1)
    expect(nothing.json()).toMatchObject({ error: { code: 'BAD_FILE', field: 'mapping' } })

    const mapping = put('pemetaan-desa.json', { berkas: 'loket-slrt/susunan-kolom', susunan: body })
    expect((await run(file, mapping, '--dry-run')).json()).toMatchObject({ people: { new: 2, refused: 0 } })
    const written = (await run(file, mapping)).json<{ id: number }>()
    expect(written).toMatchObject({ people: { new: 2, refused: 0 }, families: { new: 1 } })
    const found = (await cli(['search', 'baiq peta', '--data', data, '--json'], env)).json<{
      items: { sex: string; birthDate: string }[]
    }>()
    expect(found.items[0]).toMatchObject({ sex: 'P', birthDate: '1982-03-02' })

    const { key } = await call<{ key: string }>('mappings.save', { body })
    expect((await run(file, key, '--dry-run')).json()).toMatchObject({ people: { new: 0, unchanged: 2 } })
    expect((await cli(['undo-import', String(written.id), '--data', data, '--json'], env)).json()).toMatchObject({ removed: 2 })

    const codes = [
      [put('lain.json', { berkas: 'sesuatu', susunan: body }), 'BAD_FILE'],
      [join(folder, 'hilang.json'), 'NOT_FOUND'],
    ] as const
    for (const [named, code] of codes) {
      const ended = await run(file, named)
      expect([named, ended.code]).toEqual([named, 1])
      const { error } = ended.json<{ error: { code: string; hint?: string } }>()
      expect([named, error.code]).toEqual([named, code])
      expect(error.hint ?? '', named).not.toBe('')
    }
  })
})

describe('bad files', () => {
  const bad = (name: string, bytes: Uint8Array | string): string => {
    const path = join(folder, name)
    writeFileSync(path, bytes)
    return path
  }

  // What is wrong in a file is held by the tests of reading (test/unit/xlsx-bad-files); here, how the command line says it.
  it('each get a clear message, exit code 1, and leave the register untouched', async () => {
    const before = await call('people.count', {})
    const files = [
      bad('kosong.xlsx', ''),
      bad('rusak.xlsx', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(3000, 7)])),
      bad('halaman.xls', '<html><table><tr><td>NIK</td></tr></table></html>'),
      join(folder, 'tidak-ada.xlsx'),
      folder,
    ]
    for (const file of files) {
      const ended = await cli(['import', file, '--data', data, '--json'], env)
      expect([file, ended.code]).toEqual([file, 1])
      const { error } = ended.json<{ error: { code: string; message: string; hint?: string } }>()
      expect(error.code).toMatch(/BAD_FILE|NOT_FOUND/)
      expect(error.message.length).toBeGreaterThan(15)
      expect(error.hint ?? '', file).not.toBe('')
      expect(ended.stderr).not.toMatch(/ at \/|node:internal|\.ts:\d/)
    }
    expect(await call('people.count', {})).toEqual(before)
  })
})

describe('a letter from the command line', () => {
  it('prints at F4 with every field, and comes back byte for byte, logged as a copy', async () => {
    const made = await inside(async (client) => {
      const person = await client.people.create({
        name: 'SITI UJI',
        nik: '5201144102900001',
        sex: 'P',
        birthDate: '1990-02-01',
        birthPlace: 'GERUNG',
        kkNumber: '5201140101200001',
        relation: 'Kepala Keluarga',
        address: 'JALAN UJI 1',
      })
      const file = await client.cases.create({
        clientId: person.id,
        reporter: { kind: 'self' },
        summary: 'Kartu JKN tidak aktif',
        needs: [{ programmeKey: 'pbi-jk', category: 'kepesertaan' }],
      })
      const { needs } = await client.cases.get({ id: file.id })
      const agencies = (await client.directory.list({})).filter(({ government }) => government)
      await client.referrals.create({
        needId: needs[0]?.id as number,
        agencyId: agencies[0]?.id as number,
        request: 'Pemeriksaan dan rawat jalan',
      })
      return file
    })
    const out = join(folder, 'surat.pdf')
    const printed = (
      await cli(
        ['letter', '--case', String(made.id), '--kind', 'rujukan-umum', '--paper', 'F4', '--out', out, '--data', data, '--json'],
        env,
      )
    ).json<{ number: string; sha256: string }>()
    const bytes = readFileSync(out)
    expect(sha256(bytes)).toBe(printed.sha256)
    const pdf = await readPdf(bytes)
    expect(pdf.pages[0]?.width).toBeCloseTo(609.4, 0)
    expect(pdf.pages[0]?.height).toBeCloseTo(935.4, 0)
    for (const text of [
      printed.number,
      'SITI UJI',
      '5201144102900001',
      '5201140101200001',
      'GERUNG',
      '1 Februari 1990',
      'Pemeriksaan dan rawat jalan',
      'Nama Kepala Dinas Contoh',
      made.number,
    ])
      expect(
        pdf.pages
          .map((page) => page.text)
          .join(' ')
          .replace(/\s+/g, ' '),
      ).toContain(text)
    const again = join(folder, 'ulang.pdf')
    expect(
      (await cli(['letter', '--reprint', printed.number, '--out', again, '--data', data, '--json'], env)).json(),
    ).toMatchObject({ copy: 1, number: printed.number })
    expect(readFileSync(again).equals(bytes)).toBe(true)
  })

  it('that cannot be written says so, and leaves nothing half written', async () => {
    const letters = await call<{ items: { number: string }[] }>('letters.list', {})
    const number = letters.items[0]?.number as string
    if (existsSync('/dev/full')) {
      const full = await cli(['letter', '--reprint', number, '--out', '/dev/full', '--data', data, '--json'], env)
      expect([full.code, full.json<{ error: { code: string } }>().error.code]).toEqual([1, 'DISK'])
    }
    const nowhere = await cli(['letter', '--reprint', number, '--out', join(folder, 'tidak', 'ada.pdf'), '--data', data], env)
    expect(nowhere.code).toBe(1)
    expect(nowhere.stderr).toMatch(/Folder .* tidak ada/)
    mkdirSync(join(folder, 'hasil'))
    expect(readdirSync(join(folder, 'hasil'))).toEqual([])
  })
})

describe('report, batch and backup from the command line', () => {
  it('write their files', async () => {
    const out = join(folder, 'keluar')
    mkdirSync(out)
    const report = await cli(
      ['report', '--month', new Date().toISOString().slice(0, 7), '--out', join(out, 'laporan.xlsx'), '--data', data, '--json'],
      env,
    )
    expect(report.json()).toMatchObject({ recap: { totals: { cases: 1 } } })
    const profiles = await call<{ key: string }[]>('submissions.profiles', {})
    const people = await call<{ items: { id: number }[] }>('people.search', { text: 'siti uji' })
    const made = (
      await cli(
        [
          'submission',
          'create',
          '--label',
          'Uji',
          '--period',
          '2026-11',
          '--profile',
          profiles[0]?.key as string,
          '--person',
          String(people.items[0]?.id),
          '--data',
          data,
          '--json',
        ],
        env,
      )
    ).json<{ id: number; added: number }>()
    expect(made.added).toBe(1)
    const backup = (await cli(['backup', '--out', out, '--data', data, '--json'], env)).json<{ name: string; sha256: string }>()
    expect(sha256(readFileSync(join(out, backup.name)))).toBe(backup.sha256)
    expect(existsSync(join(out, 'laporan.xlsx'))).toBe(true)
  })
})
