import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { regionsHandlers } from '../../src/main/core/regions/regions.service.ts'
import { contract, type InputOf, type OutputOf } from '../../src/shared/contract/index.ts'
import type { Inline } from './inline.ts'
import { type TestCell, writeWorkbook } from './workbooks.ts'

type Settings = Omit<InputOf<'regions.checkFile'>, 'fileId' | 'kind' | 'effective'> & { effective?: string }

/** Drives the region handlers over one connection, with a folder for generated files. */
export interface RegionBench {
  xlsx(name: string, rows: TestCell[][]): Promise<string>
  csv(name: string, text: string): string
  check(kind: 'list' | 'bps', path: string, settings?: Settings): Promise<OutputOf<'regions.checkFile'>>
  apply(kind: 'list' | 'bps', path: string, digest: string, settings?: Settings): Promise<OutputOf<'regions.applyFile'>>
  /** Checks and writes. */
  take(kind: 'list' | 'bps', path: string, settings?: Settings): Promise<OutputOf<'regions.applyFile'>>
  close(): void
}

export const regionBench = (inline: Inline): RegionBench => {
  const folder = mkdtempSync(join(tmpdir(), 'loket-wilayah-'))
  const { context } = inline
  const input = (kind: 'list' | 'bps', path: string, settings: Settings = {}) => ({
    fileId: context.tickets.issue({
      source: { kind: 'path', ref: path },
      name: basename(path),
      mediaType: 'application/octet-stream',
      size: statSync(path).size,
      userId: context.actor.userId,
    }),
    kind,
    effective: '2026-01-01',
    ...settings,
  })
  const check: RegionBench['check'] = (kind, path, settings) =>
    regionsHandlers.checkFile(context, contract.regions.checkFile.input.parse(input(kind, path, settings)))
  const apply: RegionBench['apply'] = (kind, path, digest, settings) =>
    regionsHandlers.applyFile(context, contract.regions.applyFile.input.parse({ ...input(kind, path, settings), digest }))
  return {
    xlsx: async (name, rows) => {
      const path = join(folder, name)
      await writeWorkbook(path, [{ name: 'Wilayah', rows }])
      return path
    },
    csv: (name, text) => {
      const path = join(folder, name)
      writeFileSync(path, text)
      return path
    },
    check,
    apply,
    take: async (kind, path, settings) => apply(kind, path, (await check(kind, path, settings)).digest, settings),
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}
