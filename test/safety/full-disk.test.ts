import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createApp } from '../../src/main/core/app.ts'
import { newestMigration } from '../../src/main/core/db/migrations/index.ts'
import { closeDatabase, openDatabase } from '../../src/main/core/db/open.sqlite.ts'
import { sha256 } from '../../src/main/core/files/archive.repo.ts'
import { fileKeystore } from '../../src/main/core/keystore/file-keystore.ts'
import { openKeys } from '../../src/main/core/keystore/key-file.ts'
import { peopleHandlers } from '../../src/main/core/people/people.service.ts'
import { replyOfError } from '../../src/main/core/workers/errors.ts'
import { people as peopleContract } from '../../src/shared/contract/people.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import { makeOffice, workerFile } from '../harness/office.ts'

const root = resolve(import.meta.dirname, '../..')
const nobody = peopleContract.create.input.parse({ name: 'Warga', nik: null })
let inline: Inline
beforeEach(() => {
  inline = openInline()
})
afterEach(() => inline.close())

describe('a full disk', () => {
  it('is said in plain words, and the change is as if it had never been tried', () => {
    const pages = inline.db.raw.pragma('page_count', { simple: true }) as number
    inline.db.raw.pragma(`max_page_count = ${pages + 2}`)
    const count = (): number => (inline.db.raw.prepare('SELECT count(*) AS n FROM person').get() as { n: number }).n
    let thrown: unknown
    try {
      inline.db.raw
        .transaction(() => {
          for (let index = 0; index < 5000; index += 1)
            peopleHandlers.create(inline.context, { ...nobody, name: `Warga ${index}` })
        })
        .immediate()
    } catch (error) {
      thrown = error
    }
    expect(replyOfError(thrown)).toMatchObject({
      ok: false,
      error: { code: 'DISK', message: expect.stringMatching(/Cakram penuh/) },
    })
    expect(count()).toBe(0)
    inline.db.raw.pragma('max_page_count = 1073741823')
    expect(inline.db.raw.pragma('integrity_check', { simple: true })).toBe('ok')
    peopleHandlers.create(inline.context, nobody)
    expect(count()).toBe(1)
  })

  it('during an export leaves no half file behind', () => {
    // A file size limit stands in for the disk: the process may write 64 KB into one file, no more.
    const script = `
      process.on('SIGXFSZ', () => {})
      const { writeFileWhole } = await import(${JSON.stringify(join(root, 'src/main/core/files/write-whole.ts'))})
      try { writeFileWhole(process.argv[1], Buffer.alloc(1_000_000, 1)); process.exit(0) } catch (error) { console.log(error.code); process.exit(5) }`
    const target = join(inline.context.dirs.data, 'hasil.json')
    const ended = spawnSync(
      'bash',
      ['-c', `ulimit -f 64; exec "${process.execPath}" --input-type=module -e "$0" "$1"`, script, target],
      { encoding: 'utf8' },
    )
    expect([ended.status, ended.stdout.trim()]).toEqual([5, 'EFBIG'])
    expect(existsSync(target)).toBe(false)
    expect(readdirSync(inline.context.dirs.data).filter((name) => name.includes('hasil'))).toEqual([])
  })
})

describe('a data folder of a newer version', () => {
  it('is refused by the program and stays untouched', async () => {
    const office = await makeOffice()
    const keyFolder = join(office.data, '..', 'key')
    const file = join(office.data, 'loket.db')
    await office.app.close()
    const key = (await openKeys(office.data, fileKeystore(keyFolder))) as Buffer
    const db = openDatabase(file, { key, role: 'writer' })
    db.raw.pragma(`user_version = ${newestMigration + 10}`)
    closeDatabase(db, 'writer')
    const before = sha256(readFileSync(file))
    const options = {
      dirs: { data: office.data, resources: join(root, 'resources') },
      workerFile,
      version: '0',
      host: 'cli' as const,
      keystore: fileKeystore(keyFolder),
    }
    await expect(createApp(options)).rejects.toMatchObject({
      data: { code: 'DATABASE', message: expect.stringMatching(/versi yang lebih baru/) },
    })
    expect(sha256(readFileSync(file))).toBe(before)
    // Refusing gave the folder back: the right program can open it at once.
    await expect(createApp(options)).rejects.toMatchObject({ data: { code: 'DATABASE' } })
  })
})
