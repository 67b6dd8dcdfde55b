import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { officeHandlers } from '../../src/main/core/office/office.service.ts'
import { furnishOffice } from '../harness/case-world.ts'
import { type Inline, openInline } from '../harness/inline.ts'

let inline: Inline
beforeEach(() => {
  inline = openInline()
  furnishOffice(inline)
})
afterEach(() => inline.close())

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type), data])
  const size = Buffer.alloc(4)
  size.writeUInt32BE(data.length)
  return Buffer.concat([size, body, Buffer.alloc(4)])
}
/** A PNG of the asked size whose pixels are `pixels` bytes. */
const png = (side: number, pixels: Buffer): Buffer => {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head.set([8, 6, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const set = (bytes: Buffer): void => {
  const path = join(inline.context.dirs.tmp, 'logo.png')
  writeFileSync(path, bytes)
  const fileId = inline.context.tickets.issue({
    source: { kind: 'path', ref: path },
    name: 'logo.png',
    mediaType: 'image/png',
    size: readFileSync(path).length,
    userId: 1,
  })
  officeHandlers.setLogo(inline.context, { fileId })
}
const stored = (): boolean => officeHandlers.get(inline.context, {}).hasLogo

it('a whole picture becomes the logo', () => {
  set(png(2, Buffer.alloc(2 * (2 * 4 + 1))))
  expect(stored()).toBe(true)
})

it.each([
  ['ends too early', png(4, Buffer.alloc(7))],
  ['has a filter that does not exist', png(2, Buffer.alloc(18, 9))],
  ['unpacks to more pixels than letters can hold', png(30_000, Buffer.alloc(10))],
  ['is cut off in its head', png(2, Buffer.alloc(18)).subarray(0, 20)],
])('a picture that %s is refused when it is chosen, not when the first letter is printed', (_what, bytes) => {
  expect(() => set(bytes)).toThrow('Logo kantor tidak dapat dibaca')
  expect(stored()).toBe(false)
})
