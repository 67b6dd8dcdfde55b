import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { sha256 } from '../../src/main/core/files/archive.repo.ts'
import { runDemo } from '../demo/run-demo.ts'
import { readPdf } from '../harness/pdf.ts'

const folder = mkdtempSync(join(tmpdir(), 'loket-demo-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = async (name: string, seed: number): Promise<{ out: string; files: string[] }> => {
  const out = join(folder, name)
  mkdirSync(out)
  vi.stubEnv('LOKET_KEY_DIR', join(folder, 'key'))
  vi.stubEnv('LOKET_PASSWORD', 'kata-sandi-uji')
  vi.stubEnv('LOKET_START_AT', '2026-11-16T01:00:00.000Z')
  vi.stubEnv('LOKET_CHECK_OUTPUT', '1')
  const { files } = await runDemo({ out, data: join(folder, `${name}-data`), seed, people: 120, say: () => {} })
  return { out, files }
}

/** What a letter says on pages of which size, its ten-character code apart. */
const said = async (bytes: Uint8Array) =>
  (await readPdf(bytes)).pages.map(({ width, height, text }) => ({
    width,
    height,
    text: text.replace(/\b[0-9A-Z]{5}-[0-9A-Z]{5}\b/g, '(kode)'),
  }))

describe('the demo', () => {
  it('does the whole main job, and the same one again for the same seed', async () => {
    const first = await run('a', 7)
    expect(first.files.filter((file) => file.endsWith('.pdf')).length).toBeGreaterThanOrEqual(5)
    const second = await run('b', 7)
    expect(second.files).toEqual(first.files)
    const read = (made: { out: string }, file: string) => readFileSync(join(made.out, file))
    for (const file of ['import.json', 'state.json'])
      expect(read(second, file).toString(), file).toBe(read(first, file).toString())
    // The national file is the same to the byte.
    const exact = first.files.filter((file) => /^(DAFTAR|USULAN).*\.xlsx$/i.test(file))
    expect(exact.length).toBeGreaterThanOrEqual(1)
    for (const file of exact) expect(sha256(read(second, file)), file).toBe(sha256(read(first, file)))
    // Letters say the same; each office signs them with a key of its own, so that code and picture differ.
    const letters = first.files.filter((file) => file.endsWith('.pdf'))
    for (const file of letters) expect(await said(read(second, file)), file).toEqual(await said(read(first, file)))
    const state = JSON.parse(read(first, 'state.json').toString()) as {
      submission: { state: string; items: number }
      result: { accepted: number; refused: number; unmatched: number }
      audit: { ok: boolean }
    }
    expect(state).toMatchObject({ submission: { state: 'answered' }, result: { unmatched: 0 }, audit: { ok: true } })
    expect(state.result.accepted + state.result.refused).toBe(state.submission.items)
  })
})
