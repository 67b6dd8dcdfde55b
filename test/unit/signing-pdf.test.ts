import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { sha256 } from '../../src/main/core/files/archive.repo.ts'
import { comparePdf } from '../../src/main/core/signing/compare-pdf.ts'
import { type PdfPage, readPdfPages } from '../../src/main/core/signing/pdf-pages.ts'
import { pdfSignatures, revisionHashes } from '../../src/main/core/signing/pdf-signature.ts'
import { plainPdf } from '../harness/plain-pdf.ts'
import { revise, signPdf, streamOf } from '../harness/signed-pdf.ts'

const compare = async (before: Uint8Array, after: Uint8Array) => comparePdf(await readPdfPages(before), await readPdfPages(after))

describe('a signed PDF', () => {
  it('begins with the bytes of the letter and holds the digest of what it covers', async () => {
    const letter = await plainPdf(['Desil 2', 'Berlaku 30 hari'])
    const signed = signPdf(letter)
    expect(revisionHashes(signed)).toContain(sha256(letter))
    expect(pdfSignatures(letter)).toEqual([])
    expect(pdfSignatures(signed)).toMatchObject([{ intact: true, coversAll: true }])
    expect(await compare(letter, signed)).toEqual({ altered: null, sameDrawing: true })
    const twice = signPdf(signed)
    expect(pdfSignatures(twice)).toMatchObject([
      { intact: true, coversAll: false },
      { intact: true, coversAll: true },
    ])
    expect(await compare(letter, twice)).toEqual({ altered: null, sameDrawing: true })
  })

  it('whose covered bytes were changed holds another digest', async () => {
    const signed = signPdf(await plainPdf(['Desil 2']))
    const changed = Buffer.from(signed)
    changed.write('Loket SLRX', changed.indexOf('Loket SLRT'))
    expect(pdfSignatures(changed)).toMatchObject([{ intact: false }])
    expect(pdfSignatures(revise(await plainPdf(['Desil 2']), { signature: { forged: true } }))).toMatchObject([{ intact: false }])
  })
})

describe('a letter that comes back', () => {
  it('is altered when a word is another, is missing, stands elsewhere or was added, whatever was kept in front', async () => {
    const letter = await plainPdf(['Desil 2', 'Berlaku 30 hari'])
    const other = await plainPdf(['Desil 1', 'Berlaku 30 hari'])
    expect((await compare(letter, other)).altered).toBe('Halaman 1: tertulis “Desil 1”, pada arsip “Desil 2”.')
    expect((await compare(letter, await plainPdf(['Desil 2']))).altered).toBe('Halaman 1: tulisan “Berlaku 30 hari” hilang.')
    expect((await compare(letter, await plainPdf(['Desil 2', 'Berlaku 30 hari', 'Dan lain-lain']))).altered).toContain(
      'ada tulisan tambahan “Dan lain-lain”',
    )
    const moved = revise(letter, {
      content: (drawing) => drawing.replace(/1 0 0 1 (\d+)/, (_all, x) => `1 0 0 1 ${Number(x) + 40}`),
    })
    expect((await compare(letter, moved)).altered).toContain('letak tulisan “Desil 2” berubah')
    expect((await compare(letter, await plainPdf(['Desil 2', 'Berlaku 30 hari'], 2))).altered).toContain('2 halaman')
  })

  it('is altered when something was painted or laid over its words, though the words are the same', async () => {
    const letter = await plainPdf(['Desil 2', 'Berlaku 30 hari'])
    const covered = revise(letter, { content: (drawing) => `${drawing}\n1 1 1 rg 40 40 500 700 re f\n` })
    expect((await compare(letter, covered)).altered).toContain('gambar, garis, bidang atau bentuk huruf')
    const pale = revise(letter, { content: (drawing) => `1 1 1 rg\n${drawing}` })
    expect((await compare(letter, pale)).altered === null && (await compare(letter, pale)).sameDrawing).toBe(false)
    const note = revise(letter, { annotation: '/Subtype /FreeText /Rect [40 600 300 700] /Contents (Desil 1) /DA (/Helv 12 Tf)' })
    expect((await compare(letter, note)).altered).toContain('catatan, cap atau isian tambahan')
    const wide = revise(letter, { signature: { field: [0, 0, 595, 842] } })
    expect((await compare(letter, wide)).altered).toContain('gambar tanda tangan menutupi')
  })

  it('is altered when its letters look like others, though the file says they are the same', async () => {
    const letter = await plainPdf(['Desil 2', 'Berlaku 30 hari'])
    // The font draws "0" where the letter has "2": every word is read as before, and shown otherwise.
    const numberOf = (text: string, pattern: RegExp): number => Number(pattern.exec(text)?.[1])
    const [zero, two] = [14, 7]
    const swapped = Buffer.alloc(32)
    for (let glyph = 0; glyph < 16; glyph += 1) swapped.writeUInt16BE(glyph === two ? zero : glyph, glyph * 2)
    const otherShapes = revise(letter, {
      objects: (text, objectOf) => {
        const font = numberOf(text, /\n(\d+) 0 obj\n<<\n\/Type \/Font\n\/Subtype \/CIDFontType2/)
        return {
          [font]: objectOf(font).replace('/CIDToGIDMap /Identity', '/CIDToGIDMap 900 0 R'),
          900: streamOf(swapped),
        }
      },
    })
    expect((await readPdfPages(otherShapes))[0]?.pieces.map(({ text }) => text)).toEqual(['Desil 2', 'Berlaku 30 hari'])
    expect((await compare(letter, otherShapes)).altered).toContain('bentuk huruf')
    // 2 and 0 have changed places in what is drawn, and once more in what the file says of its letters.
    const exchange = (text: string, one: string, other: string): string =>
      text.replaceAll(one, '?').replaceAll(other, one).replaceAll('?', other)
    const otherMeaning = revise(letter, {
      content: (drawing) => drawing.replace(/<[0-9a-f]+>/g, (codes) => exchange(codes, '0007', '000e')),
      objects: (text, objectOf) => {
        const map = numberOf(text, /\/ToUnicode (\d+) 0 R/)
        const object = objectOf(map)
        const start = object.indexOf('stream\n') + 7
        const meanings = inflateSync(Buffer.from(object.slice(start, object.lastIndexOf('\nendstream')), 'latin1'))
        return { [map]: streamOf(Buffer.from(exchange(meanings.toString('latin1'), '<0032>', '<0030>'), 'latin1')) }
      },
    })
    expect((await readPdfPages(otherMeaning))[0]?.pieces.map(({ text }) => text)).toEqual(['Desil 2', 'Berlaku 30 hari'])
    expect((await compare(letter, otherMeaning)).altered).toContain('bentuk huruf')
  })

  it('is altered when a picture of it is another of the same size', async () => {
    const pdf = (image: string): Buffer => {
      const body =
        '%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] >>\nendobj\n'
      const page =
        '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>'
      const drawing = 'q 90 0 0 90 40 700 cm /I Do Q'
      const dictionary =
        '<< /Type /XObject /Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 4 >>'
      return Buffer.from(
        `${body}3 0 obj\n${page}\nendobj\n4 0 obj\n<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream\nendobj\n5 0 obj\n${dictionary}\nstream\n${image}\nendstream\nendobj\ntrailer\n<< /Root 1 0 R /Size 6 >>\n%%EOF\n`,
        'latin1',
      )
    }
    const logo = pdf('abcd')
    expect(await compare(logo, pdf('abcd'))).toEqual({ altered: null, sameDrawing: true })
    expect((await compare(logo, pdf('abzd'))).altered).toContain('gambar')
  })

  it('may carry the line of the signing service, and says that it was set anew', async () => {
    const line =
      'Dokumen ini telah ditandatangani secara elektronik menggunakan sertifikat elektronik yang diterbitkan oleh Balai Sertifikasi Elektronik (BSrE), Badan Siber dan Sandi Negara (BSSN)'
    const letter = await plainPdf(['Desil 2'])
    expect(await compare(letter, await plainPdf(['Desil 2', line]))).toEqual({ altered: null, sameDrawing: false })
    expect((await compare(letter, await plainPdf(['Desil 2', line, 'tidak berlaku']))).altered).toContain('tambahan')
  })

  it('that is no PDF is refused in words', async () => {
    await expect(readPdfPages(Buffer.from('bukan pdf'))).rejects.toMatchObject({
      data: { code: 'BAD_FILE', message: 'Berkas ini bukan PDF yang dapat dibaca.' },
    })
  })
})

describe('pages that are compared', () => {
  it('must be of one size', () => {
    const page: PdfPage = { width: 600, height: 900, pieces: [], steps: [], marks: [] }
    expect(comparePdf([page], [{ ...page, height: 800 }]).altered).toContain('ukuran kertas')
  })
})
