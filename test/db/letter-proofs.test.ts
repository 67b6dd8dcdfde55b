import { createHash } from 'node:crypto'
import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { decodeQR } from 'qr/decode.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { definition } from '../../src/main/core/definitions/definitions.repo.ts'
import { definitionsHandlers } from '../../src/main/core/definitions/definitions.service.ts'
import { archiveFile, readArchivedFile } from '../../src/main/core/files/archive.repo.ts'
import { toBase32 } from '../../src/main/core/letter-proofs/base32.ts'
import { letterProofsHandlers as proofs } from '../../src/main/core/letter-proofs/letter-proofs.service.ts'
import { nameCheckOf, readPayload } from '../../src/main/core/letter-proofs/payload.ts'
import { findScanned } from '../../src/main/core/letters/find-scanned.ts'
import { lettersHandlers } from '../../src/main/core/letters/letters.service.ts'
import { contract } from '../../src/shared/contract/index.ts'
import { codeLetters, readLetterCode } from '../../src/shared/domain/letter-code.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import { type LetterWorld, sampleLetterWorld } from '../harness/letters.ts'
import { readPdf } from '../harness/pdf.ts'
import { pdfPictures } from '../harness/pdf-pictures.ts'

let inline: Inline
let world: LetterWorld
beforeEach(() => {
  inline = openInline()
  world = sampleLetterWorld(inline.db)
})
afterEach(() => inline.close())

const kind = 'surat-keterangan-pelayanan'
const choice = { insertAfter: null, typed: '', reason: '' }

const print = async (office = inline, here = world, change: { letterDate?: string } = {}) => {
  const draft = lettersHandlers.draft(office.context, {
    caseId: here.caseId,
    referralId: null,
    kind,
    signatoryId: here.signatoryId,
    letterDate: '2026-11-22',
    paper: 'F4',
    fields: { purpose: 'berobat' },
    copiesTo: [],
    ...change,
  })
  const printed = await lettersHandlers.print(office.context, { ...draft, choice })
  const row = office.db.raw
    .prepare('SELECT data, proof_code, proof_hash, proof_key, version FROM letter WHERE id = ?')
    .get(printed.id) as {
    data: string
    proof_code: string | null
    proof_hash: string | null
    proof_key: string | null
    version: number
  }
  const { verification } = JSON.parse(row.data) as { verification: { payload: string; code: string } | null }
  return {
    ...printed,
    ...row,
    payload: verification?.payload ?? '',
    code: verification?.code ?? '',
    bytes: Buffer.from(readArchivedFile(office.db, printed.sha256)?.bytes ?? []),
  }
}
/** A ticket for bytes that somebody picked. */
const upload = (to: Inline, bytes: Buffer | string): string => {
  const name = `kiriman-${createHash('sha256').update(bytes).digest('hex')}`
  writeFileSync(join(to.context.dirs.tmp, name), bytes)
  return to.context.tickets.issue({ source: { kind: 'upload', ref: name }, name, mediaType: '', size: bytes.length, userId: 1 })
}
const check = (text: string, more: { name?: string; fileId?: string } = {}, office = inline) =>
  proofs.check(office.context, contract.letterProofs.check.input.parse({ text, ...more }))
/** What somebody does who alters a code and knows how its last four characters come about. */
const resealed = (body: string): string => body + toBase32(createHash('sha256').update(body).digest().subarray(0, 3)).slice(0, 4)
const setSwitch = (on: boolean): void => {
  proofs.setOn(inline.context, { on, version: proofs.overview(inline.context, {}).version })
}

/** A file of the office's public keys as another office picks it. */
const carryKeys = (from: Inline, to: Inline, change: (text: string) => string = (text) => text): string => {
  const file = proofs.exportKeys(from.context, {})
  const ticket = from.context.tickets.read(file.fileId, 1)
  return upload(to, change(readFileSync(join(from.context.dirs.tmp, ticket.source.ref), 'utf8')))
}

/** Runs with a second office in another district. */
const withOther = async (run: (other: Inline, there: LetterWorld) => Promise<void>, practice = false): Promise<void> => {
  const other = openInline()
  try {
    const there = sampleLetterWorld(other.db, {
      office: {
        name: 'Dinas Sosial Kabupaten Contoh Lain',
        districtCode: '52.02',
        districtName: 'Kabupaten Lombok Tengah',
        practice,
      },
    })
    await run(other, there)
  } finally {
    other.close()
  }
}

describe('a printed letter', () => {
  it('is genuine by its scanned code, by its typed code, and by its file, and the register says what it is', async () => {
    const letter = await print()
    for (const answer of [
      check(letter.payload),
      check(letter.payload.toLowerCase()),
      check(`${letter.payload.slice(0, 90)}\r\n${letter.payload.slice(90)}\n`),
      check(letter.code),
      check(letter.code.toLowerCase().replace('-', ' ')),
      check('', { fileId: upload(inline, letter.bytes) }),
    ]) {
      expect(answer).toMatchObject({
        verdict: 'genuine',
        practice: false,
        letter: { id: letter.id, number: letter.number, letterDate: '2026-11-22', state: 'printed', expired: false, newer: null },
      })
      expect(JSON.stringify(answer)).not.toContain('5201014506800001')
    }
    expect(check(letter.payload).claims).toMatchObject({
      kind: 'Surat Keterangan Pelayanan',
      number: letter.number,
      letterDate: '2026-11-22',
      own: true,
    })
    expect(check(letter.code, { name: 'Siti Contoh Aminah' })).toMatchObject({ verdict: 'genuine', nameFits: true })
    expect(check(letter.code, { name: 'Budi Umpama' })).toMatchObject({ verdict: 'changed', reason: 'name' })
    expect(lettersHandlers.get(inline.context, { id: letter.id }).code).toBe(letter.code)
  })

  it('carries a code of which a camera reads every character from the page, and which holds neither NIK nor name', async () => {
    const letter = await print()
    expect(letter.payload).toMatch(
      /^SLRT1:5201:[0-9A-Z]{8}:SURAT-KETERANGAN-PELAYANAN:[0-9A-Z./-]+:261122:[0-9A-Z]{2}:[0-9A-Z]{132}$/,
    )
    for (const secret of ['5201014506800001', 'SITI', 'CONTOH', 'AMINAH', 'MELATI'])
      expect(letter.payload.toUpperCase()).not.toContain(secret)
    // 300 dots to the inch, as an office scanner reads: 215 mm are 2540 dots.
    const [page] = await pdfPictures(letter.bytes, 2540, 1)
    if (page === undefined) throw new Error('no page')
    const data = new Uint8Array(page.pixels.length * 4)
    for (const [index, grey] of page.pixels.entries()) data.set([grey, grey, grey, 255], index * 4)
    const read = decodeQR({ width: page.width, height: page.height, data }, { timeLimit: 20_000 })
    expect(read).toBe(letter.payload)
    expect(check(read)).toMatchObject({ verdict: 'genuine' })
    const { pages } = await readPdf(letter.bytes)
    expect(pages[0]?.text).toContain(`Kode: ${letter.code}`)
  })

  it('stays genuine and the same to the byte after its kind was changed and after the key was renewed', async () => {
    const letter = await print()
    const { version, body } = definition(inline.db, 'letter-template', kind)
    definitionsHandlers.save(inline.context, {
      kind: 'letter-template',
      key: kind,
      baseVersion: version,
      body: JSON.parse(JSON.stringify({ ...body, subject: 'Lain', fontSize: 14 })),
    })
    const { fingerprint } = proofs.renewKey(inline.context, { reason: 'PC lama dicuri' })
    const again = lettersHandlers.reprint(inline.context, { id: letter.id })
    const { source } = inline.context.tickets.read(again.file.fileId, 1)
    expect(Buffer.compare(Buffer.from(readArchivedFile(inline.db, source.ref)?.bytes ?? []), letter.bytes)).toBe(0)
    expect(check(letter.payload)).toMatchObject({ verdict: 'genuine', reason: 'registered' })
    const later = await print()
    expect(later.proof_key).not.toBe(letter.proof_key)
    expect(check(later.payload)).toMatchObject({ verdict: 'genuine' })
    const { keys } = proofs.overview(inline.context, {})
    expect(keys).toMatchObject([
      { fingerprint, retiredAt: null, letters: 1 },
      { retiredAt: inline.context.now(), reason: 'PC lama dicuri', letters: 1 },
    ])
    const secrets = inline.db.raw.prepare('SELECT private_key FROM letter_key ORDER BY id').pluck().all()
    expect(secrets[0]).toBeNull()
    expect(() => inline.db.raw.exec('DELETE FROM letter_key')).toThrow(/never deleted/)
  })

  it('says that it was cancelled, is no longer valid, or has a later one', async () => {
    const letter = await print()
    const later = await print()
    expect(check(letter.code).letter?.newer).toEqual({ number: later.number, letterDate: '2026-11-22' })
    lettersHandlers.cancel(inline.context, { id: letter.id, version: letter.version, reason: 'salah nama' })
    expect(check(letter.payload)).toMatchObject({ verdict: 'genuine', letter: { state: 'cancelled' } })
    inline.db.raw.prepare('UPDATE letter SET valid_until = ? WHERE id = ?').run('2026-11-21', later.id)
    expect(check(later.code)).toMatchObject({ verdict: 'genuine', letter: { expired: true, newer: null } })
  })

  it('is called changed when what the register keeps is not what was printed', async () => {
    const letter = await print()
    const forged = letter.data.replaceAll('SITI CONTOH AMINAH', 'BUDI UMPAMA')
    expect(forged).not.toBe(letter.data)
    inline.db.raw.prepare('UPDATE letter SET data = ? WHERE id = ?').run(forged, letter.id)
    expect(check(letter.payload)).toMatchObject({ verdict: 'changed', reason: 'content' })
    expect(check(letter.code)).toMatchObject({ verdict: 'changed', reason: 'content' })
  })

  it('that is not in this register any more is unknown, although our key signed it', async () => {
    const letter = await print()
    inline.db.raw.prepare('UPDATE letter SET proof_hash = NULL, proof_code = NULL WHERE id = ?').run(letter.id)
    expect(check(letter.payload)).toMatchObject({
      verdict: 'unknown',
      reason: 'not-registered',
      claims: { number: letter.number },
    })
  })

  it('is genuine by the file that came back signed as by its own', async () => {
    const letter = await print()
    const signed = Buffer.concat([letter.bytes, Buffer.from('% tanda tangan')])
    expect(check('', { fileId: upload(inline, signed) })).toMatchObject({ reason: 'unknown-file' })
    const sha256 = archiveFile(inline.db, signed, 'application/pdf', inline.context.now())
    inline.db.raw
      .prepare(
        'INSERT INTO letter_signed_file (letter_id, sha256, original_sha256, intact, received_at, received_by) VALUES (?, ?, ?, 1, ?, 1)',
      )
      .run(letter.id, sha256, letter.sha256, inline.context.now())
    expect(check(letter.payload, { fileId: upload(inline, signed) })).toMatchObject({
      verdict: 'genuine',
      reason: 'same-file',
      fileSame: true,
      letter: { id: letter.id },
    })
  })

  it('in a file of gigabytes is not looked for: such a file is none of ours', () => {
    const ref = 'besar.pdf'
    const path = join(inline.context.dirs.tmp, ref)
    writeFileSync(path, '%PDF-1.7')
    truncateSync(path, 5 * 1024 ** 3)
    const size = statSync(path).size
    const fileId = inline.context.tickets.issue({ source: { kind: 'upload', ref }, name: ref, mediaType: '', size, userId: 1 })
    expect(check('', { fileId })).toMatchObject({ verdict: 'unknown', reason: 'unknown-file', fileSame: false })
  })

  it('in a PDF that is not the archived one is not vouched for, although the code in it is genuine', async () => {
    const letter = await print()
    const forged = upload(inline, Buffer.concat([letter.bytes, Buffer.from('% diubah')]))
    expect(check(letter.payload, { fileId: forged })).toMatchObject({
      verdict: 'uncheckable',
      reason: 'other-file',
      fileSame: false,
      letter: { id: letter.id, number: letter.number },
    })
    expect(check(letter.payload, { fileId: forged, name: 'Budi Umpama' })).toMatchObject({ verdict: 'changed', reason: 'name' })
  })

  it('printed without a code says so, and a number alone proves nothing', async () => {
    const letter = await print()
    expect(check(letter.number ?? '')).toMatchObject({ verdict: 'uncheckable', reason: 'number-only', letter: { id: letter.id } })
    // As earlier versions of the program left it: nothing of a code anywhere.
    const { verification: _none, ...before } = JSON.parse(letter.data) as Record<string, unknown>
    inline.db.raw
      .prepare('UPDATE letter SET data = ?, proof_hash = NULL, proof_code = NULL, proof_key = NULL WHERE id = ?')
      .run(JSON.stringify(before), letter.id)
    expect(check(letter.number ?? '')).toMatchObject({ verdict: 'uncheckable', reason: 'no-code', letter: { code: '' } })
    expect(check('', { fileId: upload(inline, letter.bytes) })).toMatchObject({ verdict: 'genuine', reason: 'same-file' })
    const altered = upload(inline, Buffer.concat([letter.bytes, Buffer.from('%')]))
    expect(check('', { fileId: altered })).toMatchObject({ verdict: 'unknown', reason: 'unknown-file', fileSame: false })
    expect(check('Bukan kode apa pun')).toMatchObject({ verdict: 'unknown', reason: 'nothing' })
  })

  it('carries no code where the office or its kind prints none', async () => {
    setSwitch(false)
    const without = await print()
    expect(without).toMatchObject({ payload: '', proof_code: null, proof_hash: null })
    expect((await readPdf(without.bytes)).pages[0]?.text).not.toContain('Kode:')
    setSwitch(true)
    const { version, body } = definition(inline.db, 'letter-template', kind)
    definitionsHandlers.save(inline.context, {
      kind: 'letter-template',
      key: kind,
      baseVersion: version,
      body: JSON.parse(JSON.stringify({ ...body, proof: false })),
    })
    expect(await print()).toMatchObject({ payload: '', proof_code: null })
    const { kinds } = proofs.overview(inline.context, {})
    expect(kinds.find(({ key }) => key === kind)?.state).toBe('off')
    expect(new Set(kinds.map(({ state }) => state))).toEqual(new Set(['printed', 'off', 'no-place']))
  })

  it('of a practice office is signed as practice and is no official letter, here and elsewhere', async () => {
    await withOther(async (other, there) => {
      const letter = await print(other, there)
      expect(letter.payload).toMatch(/^LATIHAN1:/)
      expect((await readPdf(letter.bytes)).pages[0]?.text).toContain('bukan surat resmi')
      expect(check(letter.code, {}, other)).toMatchObject({ verdict: 'genuine', practice: true })
      expect(check(letter.payload)).toMatchObject({ verdict: 'uncheckable', practice: true })
      // The mark is signed too.
      const official = resealed(letter.payload.slice(0, -4).replace('LATIHAN1', 'SLRT1'))
      expect(check(official, {}, other)).toMatchObject({ verdict: 'changed' })
    }, true)
  })
})

describe('altered codes', () => {
  /** Numbers by chance that are the same in every run. */
  const chance = (start: number) => {
    let seed = start
    return (below: number): number => {
      seed = (seed * 48271) % 2147483647
      return seed % below
    }
  }
  const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'

  it('every one of 1,000 scanned codes that were altered is refused, also with its check characters made anew', async () => {
    const letter = await print()
    const random = chance(7)
    const { payload } = letter
    const body = payload.slice(0, -4)
    const altered = new Set<string>()
    const other = (not: string): string => {
      for (;;) {
        const letter = letters[random(letters.length)] as string
        if (letter !== not && letter !== ' ') return letter
      }
    }
    for (let at = 0; at < payload.length; at += 1)
      altered.add(payload.slice(0, at) + other(payload[at] as string) + payload.slice(at + 1))
    for (let at = 0; at < body.length; at += 1)
      altered.add(resealed(body.slice(0, at) + other(body[at] as string) + body.slice(at + 1)))
    while (altered.size < 1000) {
      const at = random(body.length)
      const more = [
        resealed(body.slice(0, at) + body.slice(at + 1)),
        resealed(body.slice(0, at) + other('') + body.slice(at)),
        resealed(body.slice(0, at) + other('') + other('') + body.slice(at + 2)),
        payload.slice(0, at),
      ]
      const one = more[random(more.length)] as string
      if (one !== payload) altered.add(one)
    }
    expect(altered.size).toBe(1000)
    const verdicts = new Map<string, number>()
    for (const text of altered) {
      const { verdict, reason } = check(text)
      expect(verdict, text).not.toBe('genuine')
      verdicts.set(reason, (verdicts.get(reason) ?? 0) + 1)
    }
    // Single characters without a new check are told apart as misread; forged ones fail at the signature.
    expect(verdicts.get('damaged')).toBeGreaterThan(payload.length - 10)
    expect(verdicts.get('signature')).toBeGreaterThan(200)
    expect(check(payload)).toMatchObject({ verdict: 'genuine' })
  })

  it('every one of 1,000 typed codes that were altered is refused', async () => {
    const letter = await print()
    const code = letter.proof_code ?? ''
    const random = chance(11)
    const altered = new Set<string>()
    for (let at = 0; at < code.length; at += 1)
      for (const one of codeLetters) if (one !== code[at]) altered.add(code.slice(0, at) + one + code.slice(at + 1))
    while (altered.size < 1000) {
      const places = [...code]
      for (let count = 2 + random(4); count > 0; count -= 1) places[random(code.length)] = codeLetters[random(32)] as string
      const one = places.join('')
      if (one !== code) altered.add(one)
    }
    for (const one of altered) expect(check(one).verdict, one).toBe('unknown')
    expect(readLetterCode(code)).toBe(code)
    expect(check(code)).toMatchObject({ verdict: 'genuine' })
  })

  it('a signature of another letter of ours does not fit', async () => {
    const [one, two] = [await print(), await print()]
    const cut = (text: string): [string, string] => [
      text.slice(0, text.lastIndexOf(':') + 1),
      text.slice(text.lastIndexOf(':') + 1, -4),
    ]
    const mixed = resealed(cut(one.payload)[0] + cut(two.payload)[1])
    expect(check(mixed)).toMatchObject({ verdict: 'changed', reason: 'signature' })
  })

  it('a code of a later version of the program is not called forged', async () => {
    const letter = await print()
    expect(check(resealed(letter.payload.slice(0, -4).replace('SLRT1', 'SLRT2')))).toMatchObject({
      verdict: 'uncheckable',
      reason: 'newer',
    })
  })
})

describe('letters of another office', () => {
  it('say whose they are and which key is missing, are checked with its public key, and no longer without', async () => {
    await withOther(async (other, there) => {
      const letter = await print(other, there)
      const missing = check(letter.payload)
      expect(missing).toMatchObject({
        verdict: 'uncheckable',
        reason: 'other-office',
        claims: { own: false, number: letter.number, keyId: letter.proof_key },
      })
      expect(missing.claims?.districtName).toContain('Lombok Tengah')
      expect(check(letter.code)).toMatchObject({ verdict: 'unknown', reason: 'unknown-code' })

      const fileId = carryKeys(other, inline)
      expect(proofs.readKeyFile(inline.context, { fileId })).toMatchObject({
        officeName: 'Dinas Sosial Kabupaten Contoh Lain',
        practice: false,
        keys: [{ state: 'new', retiredOn: null }],
      })
      expect(proofs.importKeys(inline.context, { fileId })).toEqual({ added: 1, updated: 0 })
      expect(check(letter.payload)).toMatchObject({
        verdict: 'genuine',
        reason: 'signed',
        letter: null,
        claims: { officeName: 'Dinas Sosial Kabupaten Contoh Lain', number: letter.number },
      })
      expect(check(letter.payload, { name: 'siti contoh aminah' })).toMatchObject({ verdict: 'genuine', nameFits: true })
      expect(check(letter.payload, { name: 'Budi Umpama' })).toMatchObject({ verdict: 'changed', reason: 'name' })
      const body = letter.payload.slice(0, -4)
      expect(check(resealed(body.replace(':261122:', ':261222:')))).toMatchObject({ verdict: 'changed', reason: 'signature' })

      const [key] = proofs.overview(inline.context, {}).others
      expect(key?.fingerprint.startsWith(letter.proof_key ?? '-')).toBe(true)
      proofs.removeKey(inline.context, { id: key?.id ?? 0 })
      expect(check(letter.payload)).toMatchObject({ verdict: 'uncheckable', reason: 'other-office' })
      expect(inline.audited.map(({ entity }) => entity).filter((entity) => entity === 'other-office-key')).toHaveLength(2)
    })
  })

  it('dated after their key was given up are not called genuine; earlier ones stay so', async () => {
    await withOther(async (other, there) => {
      const letter = await print(other, there)
      const late = await print(other, there, { letterDate: '2026-11-22' })
      proofs.renewKey(other.context, { reason: 'Diganti tiap tahun' })
      const next = await print(other, there)
      proofs.importKeys(inline.context, { fileId: carryKeys(other, inline) })
      for (const { payload } of [letter, late, next])
        expect(check(payload)).toMatchObject({ verdict: 'genuine', reason: 'signed' })
      inline.db.raw.prepare("UPDATE other_office_key SET retired_on = '2026-11-01' WHERE retired_on IS NOT NULL").run()
      expect(check(letter.payload)).toMatchObject({ verdict: 'uncheckable', reason: 'retired-key' })
    })
  })

  it('stay refused with a key that was given up, whatever file says otherwise', async () => {
    await withOther(async (other, there) => {
      const letter = await print(other, there, { letterDate: '2026-11-22' })
      const early = carryKeys(other, inline)
      proofs.renewKey(other.context, { reason: 'Dicuri' })
      proofs.importKeys(inline.context, {
        fileId: carryKeys(other, inline, (text) => text.replace(/"diganti": "[^"]+"/, '"diganti": "2026-11-01"')),
      })
      expect(check(letter.payload)).toMatchObject({ reason: 'retired-key' })
      const forged = [
        (text: string) => text.replace(/"diganti": "[^"]+"/, '"diganti": null'),
        (text: string) => text.replace(/"diganti": "[^"]+"/, '"diganti": "2030-01-01"'),
      ]
      for (const change of forged)
        expect(proofs.importKeys(inline.context, { fileId: carryKeys(other, inline, change) })).toEqual({ added: 0, updated: 0 })
      proofs.importKeys(inline.context, { fileId: early })
      expect(check(letter.payload)).toMatchObject({ verdict: 'uncheckable', reason: 'retired-key' })
    })
  })

  it('are refused with a stolen key even where a file with a later date came before the one that gave it up', async () => {
    await withOther(async (other, there) => {
      const letter = await print(other, there, { letterDate: '2026-11-22' })
      const dated = (day: string) => (text: string) => text.replace(/"tanggal": "[^"]+"/, `"tanggal": "${day}"`)
      expect(() => proofs.importKeys(inline.context, { fileId: carryKeys(other, inline, dated('2099-01-01')) })).toThrow(
        'masa depan',
      )
      proofs.importKeys(inline.context, { fileId: carryKeys(other, inline, dated('2026-11-23')) })
      proofs.renewKey(other.context, { reason: 'Dicuri' })
      const given = (text: string) => text.replace(/"diganti": "[^"]+"/, '"diganti": "2026-11-01"')
      expect(proofs.importKeys(inline.context, { fileId: carryKeys(other, inline, given) })).toEqual({ added: 1, updated: 1 })
      expect(check(letter.payload)).toMatchObject({ reason: 'retired-key' })
    })
  })

  it('keys are refused when the file is damaged, altered, or our own', async () => {
    await withOther(async (other) => {
      for (const change of [
        () => 'bukan berkas',
        () => '{}',
        (text: string) => text.replace(/"publik": "(.)/, (_all, first: string) => `"publik": "${first === 'A' ? 'B' : 'A'}`),
        (text: string) => text.replace('"kabupaten": "52.02"', '"kabupaten": "xx"'),
      ])
        expect(() => proofs.importKeys(inline.context, { fileId: carryKeys(other, inline, change) })).toThrow(
          expect.objectContaining({ data: expect.objectContaining({ code: 'BAD_FILE' }) }),
        )
      expect(() => proofs.importKeys(inline.context, { fileId: carryKeys(inline, inline) })).toThrow(/kantor Anda sendiri/)
    })
  })
})

describe('who may do what', () => {
  it('the front office checks; keys are for those who set the office up; the private key is in no answer', async () => {
    const role = (name: string): string[] =>
      (
        JSON.parse(readFileSync(join(inline.context.dirs.resources, `definitions/role/${name}.json`), 'utf8')) as {
          permissions: string[]
        }
      ).permissions
    const front = role('front-office')
    expect(front).toContain(contract.letterProofs.check.access)
    for (const name of ['setOn', 'renewKey', 'importKeys', 'removeKey', 'readKeyFile'] as const)
      expect(front).not.toContain(contract.letterProofs[name].access)
    await print()
    const secret = inline.db.raw.prepare('SELECT private_key FROM letter_key').pluck().get() as Buffer
    const seed = secret.subarray(-32)
    const file = proofs.exportKeys(inline.context, {})
    const { source } = inline.context.tickets.read(file.fileId, 1)
    const said = [
      JSON.stringify(proofs.overview(inline.context, {})),
      readFileSync(join(inline.context.dirs.tmp, source.ref), 'utf8'),
      inline.db.raw.prepare('SELECT data FROM letter').pluck().get() as string,
    ].join('\n')
    for (const form of ['hex', 'base64', 'base64url'] as const) {
      expect(said).not.toContain(seed.toString(form).replace(/=+$/, ''))
      expect(said).not.toContain(secret.toString(form).replace(/=+$/, ''))
    }
    expect(said).not.toContain(toBase32(seed))
  })

  it('of a letter outside the area nothing is told that is not on the paper', async () => {
    const letter = await print()
    inline.context.actor.areas = ['52.01.09']
    expect(check(letter.code)).toMatchObject({ verdict: 'genuine', letter: { id: null, name: null, number: letter.number } })
    expect(check(letter.number ?? '')).toMatchObject({ verdict: 'unknown', reason: 'nothing' })
  })

  it('its code and its ten characters find it where letters are handed over by scanning', async () => {
    const letter = await print()
    const next = await print()
    for (const typed of [letter.payload, letter.code.toLowerCase(), letter.number ?? ''])
      expect(findScanned(inline.context, typed)?.id).toBe(letter.id)
    expect(findScanned(inline.context, next.payload)?.id).toBe(next.id)
    expect(findScanned(inline.context, resealed(letter.payload.slice(0, -4).replace(':261122:', ':261123:')))).toBeUndefined()
    inline.context.actor.areas = ['52.01.09']
    expect(findScanned(inline.context, letter.payload)).toBeUndefined()
  })

  it('two check characters of a name fit one name in a thousand, and are others on each letter of the same person', () => {
    const letter = (at: number): Uint8Array => createHash('sha256').update(String(at)).digest().subarray(0, 16)
    const own = Array.from({ length: 1000 }, (_none, at) => nameCheckOf(letter(at), 'SITI CONTOH AMINAH'))
    expect(own.every((check) => /^[0-9A-Z]{2}$/.test(check))).toBe(true)
    expect(new Set(own).size).toBeGreaterThan(500)
    const fits = Array.from({ length: 20_000 }, (_none, at) => nameCheckOf(letter(0), `WARGA ${at}`)).filter(
      (check) => check === own[0],
    )
    // 20,000 names, 1,024 values: enough names fit that none is betrayed.
    expect(fits.length).toBeGreaterThan(10)
    expect(fits.length).toBeLessThan(40)
    expect(nameCheckOf(letter(0), '')).toBe('')
  })

  it('a code taken apart gives back what was put in', async () => {
    const letter = await print()
    const read = readPayload(letter.payload)
    if (typeof read === 'string') throw new Error(read)
    expect(read).toMatchObject({ practice: false, district: '5201', kind, number: letter.number, letterDate: '2026-11-22' })
    expect(Buffer.from(read.hash).toString('hex')).toBe(letter.proof_hash)
  })
})
