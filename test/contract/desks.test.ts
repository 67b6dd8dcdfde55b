import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { NeedFlowBody } from '../../src/main/core/definitions/kinds.ts'
import type { Client } from '../../src/shared/contract/client.ts'
import type { AppError } from '../../src/shared/domain/errors.ts'
import { type NeedState, registers } from '../../src/shared/domain/need-states.ts'
import { makeOffice, type TestOffice } from '../harness/office.ts'

/** Shortest ways to each open state, over steps that an administrator may take. */
const ways: Record<string, NeedState[]> = {
  registered: [],
  'papers-missing': ['papers-missing'],
  verification: ['verification'],
  returned: ['verification', 'returned'],
  'waiting-decision': ['verification', 'waiting-decision'],
  referred: ['verification', 'waiting-decision', 'referred'],
  'waiting-feedback': ['verification', 'waiting-decision', 'referred', 'waiting-feedback'],
  'waiting-turn': ['verification', 'waiting-decision', 'waiting-turn'],
  solved: ['verification', 'waiting-decision', 'solved'],
}

let office: TestOffice
let person: number
/** A file that lacks no paper, so that only the rights decide. */
let papers: { key: string; state: 'have' }[]
const desks = new Map<string, { client: Client; permissions: readonly string[] }>()
beforeAll(async () => {
  office = await makeOffice()
  const { definitions, users } = office.client
  for (const { key } of await definitions.list({ kind: 'role' })) {
    const { permissions } = (await definitions.get({ kind: 'role', key })).body as { permissions: string[] }
    await users.create({ username: `uji-${key}`, displayName: `Uji ${key}`, password: 'kata-sandi-1', roles: [key] })
    const { client } = await office.signIn(`uji-${key}`, 'kata-sandi-1')
    await client.users.changePassword({ current: 'kata-sandi-1', next: 'kata-sandi-2' })
    desks.set(key, { client, permissions })
  }
  const programme = (await office.client.programmes.list({})).find(({ key }) => key === 'pkh')
  papers = (programme?.requirements ?? []).map(({ key }) => ({ key, state: 'have' }))
  person = (await office.client.people.create({ name: 'WARGA CONTOH', nik: null })).id
})
afterAll(() => office.close())

const codeOf = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'none',
    (error: AppError) => error.data.code,
  )

describe.each(registers)('the desks of the register %s', (register) => {
  it('each take only their own steps; the dispatcher refuses all others, whatever a screen shows', async () => {
    const { client } = office
    const { steps } = (await client.definitions.get({ kind: 'need-flow', key: register })).body as unknown as NeedFlowBody
    let refused = 0
    for (const [state, way] of Object.entries(ways)) {
      const { id } = await client.cases.create({
        clientId: person,
        reporter: { kind: 'self' },
        summary: 'Uji hak',
        register,
        needs: [{ programmeKey: 'pkh', category: 'kebutuhan', papers }],
      })
      const read = async () => (await client.cases.get({ id })).needs[0] as { id: number; version: number; state: string }
      for (const to of way) {
        const { id: needId, version } = await read()
        await client.cases.moveNeed({ needId, version, to, note: 'menuju tahap uji' })
      }
      const need = await read()
      expect(need.state).toBe(state)
      for (const { from, to, permissions } of steps.filter((step) => step.from.includes(state as NeedState)))
        for (const [role, desk] of desks) {
          if (permissions.some((permission) => desk.permissions.includes(permission))) continue
          const attempt = desk.client.cases.moveNeed({ needId: need.id, version: need.version, to, note: 'coba' })
          expect(await codeOf(attempt), `${role}: ${from} → ${to}`).toBe('FORBIDDEN')
          refused += 1
        }
      expect(await read()).toMatchObject({ state, version: need.version })
    }
    expect(refused).toBeGreaterThan(200)
  })
})

describe('registering', () => {
  it('is for those who receive people; a viewer and an operator are refused', async () => {
    for (const [role, { client, permissions }] of desks) {
      const code = await codeOf(
        client.cases.create({
          clientId: person,
          reporter: { kind: 'self' },
          summary: 'Uji hak',
          needs: [{ programmeKey: 'pkh', category: 'kebutuhan', papers }],
        }),
      )
      expect(code, role).toBe(permissions.includes('cases.intake') ? 'none' : 'FORBIDDEN')
    }
  })
})
