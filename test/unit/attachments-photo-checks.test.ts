import exifr from 'exifr'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cameraSegment, readCameraWords, withoutCameraWords, withoutPngWords } from '../../src/main/core/attachments/exif.ts'
import { plainCopy, uploadCopy } from '../../src/main/core/attachments/pictures.ts'
import { pixelsOf, sniff } from '../../src/main/core/attachments/sniff.ts'
import { checkPhoto, kilometresApart } from '../../src/shared/domain/photo-check.ts'
import { photo } from '../harness/photos.ts'

const gerung = { latitude: -8.68312, longitude: 116.12345 }
const rule = { gps: true, maxMegabytes: 5, minSide: 600, maxKmApart: 0.5 }
const fine = { size: 400_000, width: 1200, height: 900, place: gerung, contrast: 40 }
const levels = (findings: { level: string; text: string }[]) => findings.map(({ level, text }) => `${level}: ${text}`)

describe('checks of a photo', () => {
  it('find nothing in a good one, and say how to send one that lost its place', () => {
    expect(checkPhoto(fine, rule, null, [])).toEqual([])
    const [lost] = checkPhoto({ ...fine, place: null }, rule, null, [])
    expect(lost).toMatchObject({ level: 'error' })
    expect(lost?.fix).toContain('Dokumen')
    expect(checkPhoto({ ...fine, place: null }, { ...rule, gps: false }, null, [])).toEqual([])
  })

  it('look at the place: Indonesia, the office’s own box, the other photos', () => {
    expect(levels(checkPhoto({ ...fine, place: { latitude: 52.5, longitude: 13.4 } }, rule, null, []))[0]).toContain(
      'luar Indonesia',
    )
    const box = { south: -9, north: -8.4, west: 115.8, east: 116.4 }
    expect(checkPhoto(fine, rule, box, [])).toEqual([])
    expect(levels(checkPhoto({ ...fine, place: { latitude: -6.2, longitude: 106.8 } }, rule, box, []))[0]).toContain(
      'luar wilayah',
    )
    expect(levels(checkPhoto(fine, rule, box, [{ latitude: -8.7, longitude: 116.12345 }]))[0]).toMatch(/^warning: .*1,9 km/)
    expect(kilometresApart(gerung, gerung)).toBe(0)
  })

  it('look at size, sharpness of size and darkness', () => {
    expect(levels(checkPhoto({ ...fine, width: 300, height: 400, contrast: 2, size: 6 * 1024 * 1024 }, rule, null, []))).toEqual([
      expect.stringContaining('error: Gambarnya hanya 300 × 400'),
      expect.stringContaining('warning: Fotonya hampir satu warna'),
      expect.stringContaining('warning: Berkasnya lebih besar dari 5 MB'),
    ])
  })
})

describe('what a camera wrote', () => {
  it('is read back to three metres from what we write ourselves', async () => {
    const base = withoutCameraWords(await photo({ width: 16, height: 16 }))
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: -11, max: 6, noNaN: true }),
        fc.double({ min: 95, max: 141, noNaN: true }),
        async (latitude, longitude) => {
          const segment = cameraSegment({ place: { latitude, longitude }, takenAt: '2026-11-20T09:08:07' })
          const words = await readCameraWords(Buffer.concat([base.subarray(0, 2), segment, base.subarray(2)]))
          expect(words.takenAt).toBe('2026-11-20T09:08:07')
          expect(words.place?.latitude).toBeCloseTo(latitude, 5)
          expect(words.place?.longitude).toBeCloseTo(longitude, 5)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('survives in the upload copy as place and time only, and nowhere else', async () => {
    const original = await photo({ width: 2400, height: 1800, place: gerung, takenAt: '2026-11-20T09:08:07' })
    const words = await readCameraWords(original)
    const upload = await uploadCopy(original, words)
    expect(pixelsOf('jpeg', upload)).toEqual({ width: 1600, height: 1200 })
    expect(await readCameraWords(upload)).toMatchObject({ takenAt: '2026-11-20T09:08:07', place: words.place })
    expect(upload.includes('owner SITI')).toBe(false)
    const plain = await plainCopy('jpeg', original, words.orientation)
    expect(pixelsOf('jpeg', plain)).toEqual({ width: 2400, height: 1800 })
    expect(await readCameraWords(plain)).toEqual({ place: null, takenAt: '', orientation: 1 })
    expect(plain.includes('owner SITI')).toBe(false)
    expect(await exifr.parse(plain).catch(() => undefined)).toBeFalsy()
  })

  it('never fails on rubbish: bytes that are no words tell nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (rest) => {
        const words = await readCameraWords(
          Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, 40]), Buffer.from('Exif\0\0II*\0'), rest]),
        )
        expect(words.orientation).toBeGreaterThan(0)
      }),
      { numRuns: 100 },
    )
  })
})

describe('what a file is', () => {
  const words = (bytes: Buffer): string => {
    try {
      return sniff(bytes)
    } catch (error) {
      const { data } = error as { data: { message: string; hint?: string } }
      return `${data.message} ${data.hint ?? ''}`
    }
  }

  it('is told by its first bytes, and what is refused says how to convert it', async () => {
    expect(words(await photo())).toBe('jpeg')
    expect(words(await photo({ png: true }))).toBe('png')
    expect(words(Buffer.from('%PDF-1.7\n%%EOF'))).toBe('pdf')
    expect(words(Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(20)]))).toMatch(
      /HEIC.*Paling Kompatibel/,
    )
    expect(words(Buffer.from('PK\u0003\u0004 word'))).toMatch(/simpan.* PDF/i)
    expect(words(Buffer.from('RIFF\0\0\0\0WEBPVP8 '))).toMatch(/WEBP/)
    expect(words(Buffer.from('<svg onload=alert(1)>'))).toMatch(/tidak dikenal/)
    expect(words(Buffer.alloc(0))).toMatch(/kosong/)
  })

  it('is, as a plain PNG, the picture and nothing that any device or program hung into it', async () => {
    const png = await photo({ png: true })
    const chunk = (name: string, text: string): Buffer => {
      const length = Buffer.alloc(4)
      length.writeUInt32BE(text.length)
      return Buffer.concat([length, Buffer.from(name), Buffer.from(text), Buffer.alloc(4)])
    }
    // IHDR takes 25 bytes after the signature.
    const told = ['tEXt', 'eXIf', 'caBX', 'vpAg', 'zxIf'].map((name) => chunk(name, `Jl. Rahasia ${name}`))
    const plain = withoutPngWords(Buffer.concat([png.subarray(0, 33), ...told, png.subarray(33)]))
    expect(plain.toString('latin1')).not.toContain('Rahasia')
    expect(plain.equals(png)).toBe(true)
  })

  it('is refused before it is decoded when it claims too many pixels', async () => {
    const bomb = await photo({ png: true, width: 40, height: 40 })
    bomb.writeUInt32BE(60_000, 16)
    bomb.writeUInt32BE(60_000, 20)
    expect(() => pixelsOf('png', bomb)).toThrow('terlalu besar')
    expect(() => pixelsOf('jpeg', Buffer.from([0xff, 0xd8, 0xff, 0xd9]))).toThrow('rusak')
  })
})
