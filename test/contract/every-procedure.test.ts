import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { procedures } from '../../src/shared/contract/index.ts'
import { makeOffice, type TestOffice } from '../harness/office.ts'

let office: TestOffice
beforeAll(async () => {
  office = await makeOffice()
})
afterAll(() => office.close())

const names = [...procedures.keys()]
const wrongInputs: unknown[] = [
  null,
  undefined,
  5,
  'text',
  true,
  [],
  [{}],
  { '\u0000': 1 },
  { unknown: 1 },
  { id: 'x' },
  { id: -1, version: 'y' },
]

describe('every procedure of the contract', () => {
  it.each(names)('%s refuses wrong input with VALIDATION', async (name) => {
    for (const input of wrongInputs) {
      const reply = await office.app.dispatch(office.admin, name, input)
      expect(reply, `${name} ${JSON.stringify(input)}`).toMatchObject({ ok: false, error: { code: 'VALIDATION' } })
    }
  })

  it('never answers random JSON with INTERNAL', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.jsonValue(), async (name, input) => {
        // An empty object is the right input of procedures that take nothing; sign-out is one of them.
        fc.pre(!(typeof input === 'object' && input !== null && Object.keys(input).length === 0))
        const reply = await office.app.dispatch(office.admin, name, input)
        if (!reply.ok) expect(reply.error.code).not.toBe('INTERNAL')
      }),
      { numRuns: 300 },
    )
  })

  it('is closed to anybody who has not signed in, unless it is public', async () => {
    const stranger = office.app.connect()
    for (const [name, procedure] of procedures) {
      if (procedure.access === 'public') continue
      expect(await office.app.dispatch(stranger, name, {}), name).toMatchObject({ ok: false, error: { code: 'UNAUTHENTICATED' } })
    }
  })

  it('checks the permission before it looks at the input', async () => {
    const { id } = await office.client.users.create({
      username: 'pimpinan',
      displayName: 'Pimpinan',
      password: 'pertama-sekali',
      roles: ['viewer'],
    })
    const first = await office.signIn('pimpinan', 'pertama-sekali')
    await first.client.users.changePassword({ current: 'pertama-sekali', next: 'kedua-kalinya' })
    expect(id).toBeGreaterThan(0)
    const held = first.connection.session?.permissions ?? []
    expect(held.length).toBeGreaterThan(3)
    for (const [name, procedure] of procedures) {
      if (procedure.access === 'public' || procedure.access === 'signed-in' || held.includes(procedure.access)) continue
      expect(await office.app.dispatch(first.connection, name, { wrong: true }), name).toMatchObject({
        ok: false,
        error: { code: 'FORBIDDEN' },
      })
    }
  })

  it('refuses names that are none of ours, also those that every object has', async () => {
    for (const name of [
      '',
      'people',
      'people.',
      'people.nothing',
      '__proto__',
      'people.__proto__',
      'constructor.name',
      'people.toString',
      'x'.repeat(5000),
    ])
      expect(await office.app.dispatch(office.admin, name, {})).toMatchObject({ ok: false, error: { code: 'UNKNOWN_PROCEDURE' } })
  })

  it('answers refusals without stack, path or SQL', async () => {
    const replies = [
      await office.app.dispatch(office.admin, 'people.get', { id: 987654 }),
      await office.app.dispatch(office.admin, 'imports.prepare', { fileId: 'forged.ticket' }),
      await office.app.dispatch(office.admin, 'people.search', { text: 'x'.repeat(500), limit: 1 }),
    ]
    for (const reply of replies) expect(JSON.stringify(reply)).not.toMatch(/ at \/|node_modules|\.ts:|SELECT|INSERT|\/tmp\//)
  })
})
