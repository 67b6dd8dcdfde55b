import { createHash } from 'node:crypto'
import { deflateSync, inflateSync } from 'node:zlib'

/** Something that is appended to a PDF as a revision of its own, the bytes before staying as they are. */
export interface Revision {
  /** Changes what the first page draws; gets the page's content. */
  content?(drawing: string): string
  /** Other bodies of objects, by number; gets the file and what an object says now. */
  objects?(text: string, objectOf: (number: number) => string): Record<number, string | Buffer>
  /** A note or stamp on the first page: the annotation's dictionary without its brackets. */
  annotation?: string
  /** An electronic signature with a visible field; `field` = left, bottom, right, top. */
  signature?: { field?: [number, number, number, number]; forged?: boolean }
}

const room = 4000

const objectOf = (text: string, number: number): string => {
  // The newest revision of an object counts.
  const found = [...text.matchAll(new RegExp(`(?:^|\\n)${number} 0 obj\\n([\\s\\S]*?)\\nendobj`, 'g'))].at(-1)
  if (found?.[1] === undefined) throw new Error(`object ${number} not found`)
  return found[1]
}

/** The dictionary of an object without its brackets. */
const inner = (body: string): string => body.trim().replace(/^<</, '').replace(/>>$/, '')

const pad = (value: number, width = 10): string => String(value).padStart(width, '0')

/**
 * Appends a revision to a PDF of ours, as signing services do (ISO 32000-1, 7.5.6). The signature is a made-up token that holds
 * the digest of what it covers; nobody's certificate is in it.
 */
export const revise = (bytes: Uint8Array, revision: Revision): Buffer => {
  const before = Buffer.from(bytes)
  const text = before.toString('latin1')
  const trailer = text.slice(text.lastIndexOf('trailer'))
  const previous = Number(/startxref\s+(\d+)/.exec(trailer)?.[1])
  const root = Number(/\/Root (\d+) 0 R/.exec(trailer)?.[1])
  const info = /\/Info (\d+) 0 R/.exec(trailer)?.[0] ?? ''
  let next = Number(/\/Size (\d+)/.exec(trailer)?.[1])
  const page = Number(/\n(\d+) 0 obj\n<<\n\/Type \/Page\n/.exec(text)?.[1])
  let catalog = inner(objectOf(text, root))
  let pageBody = inner(objectOf(text, page))
  const objects = new Map<number, Buffer>()
  const put = (number: number, body: string | Buffer): void => void objects.set(number, Buffer.from(body as string, 'latin1'))

  if (revision.content !== undefined) {
    const stream = Number(/\/Contents (\d+) 0 R/.exec(pageBody)?.[1])
    const object = objectOf(text, stream)
    const start = object.indexOf('stream\n') + 7
    const drawing = inflateSync(Buffer.from(object.slice(start, object.lastIndexOf('\nendstream')), 'latin1')).toString('latin1')
    const packed = deflateSync(Buffer.from(revision.content(drawing), 'latin1'))
    put(
      stream,
      Buffer.concat([
        Buffer.from(`<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n`, 'latin1'),
        packed,
        Buffer.from('\nendstream', 'latin1'),
      ]),
    )
  }
  for (const [number, body] of Object.entries(revision.objects?.(text, (one) => objectOf(text, one)) ?? {}))
    put(Number(number), body)
  const annotations: string[] = /\/Annots \[([^\]]*)\]/.exec(pageBody)?.[1]?.match(/\d+ 0 R/g) ?? []
  const annotate = (body: string): number => {
    const number = next++
    annotations.push(`${number} 0 R`)
    put(number, `<< ${body} >>`)
    return number
  }
  if (revision.annotation !== undefined) annotate(`/Type /Annot ${revision.annotation} /F 4`)
  if (revision.signature !== undefined) {
    const [left, bottom, right, top] = revision.signature.field ?? [300, 60, 380, 80]
    const appearance = next++
    put(appearance, '<< /Type /XObject /Subtype /Form /BBox [0 0 10 10] /Length 0 >>\nstream\n\nendstream')
    const value = next++
    put(
      value,
      `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /ByteRange [0 ${'*'.repeat(35)}] /Contents <${'0'.repeat(room)}> >>`,
    )
    const field = annotate(
      `/Type /Annot /Subtype /Widget /FT /Sig /T (Tanda tangan ${value}) /V ${value} 0 R /Rect [${left} ${bottom} ${right} ${top}] /F 132 /P ${page} 0 R /AP << /N ${appearance} 0 R >>`,
    )
    const fields = /\/Fields \[([^\]]*)\]/.exec(catalog)?.[1]?.match(/\d+ 0 R/g) ?? []
    catalog = `${catalog.replace(/\/AcroForm << .*? >>/, '')} /AcroForm << /Fields [${[...fields, `${field} 0 R`].join(' ')}] /SigFlags 3 >>`
    put(root, `<<${catalog}>>`)
  }
  if (annotations.length > 0) {
    pageBody = `${pageBody.replace(/\/Annots \[[^\]]*\]/, '')} /Annots [${annotations.join(' ')}]`
    put(page, `<<${pageBody}>>`)
  }

  const parts: Buffer[] = [before]
  let at = before.length
  const add = (part: Buffer): void => {
    parts.push(part)
    at += part.length
  }
  if (before.at(-1) !== 0x0a) add(Buffer.from('\n'))
  const offsets = new Map<number, number>()
  for (const [number, body] of [...objects].sort(([a], [b]) => a - b)) {
    offsets.set(number, at)
    add(Buffer.concat([Buffer.from(`${number} 0 obj\n`), body, Buffer.from('\nendobj\n')]))
  }
  const xref = at
  const lines = [...offsets].map(([number, offset]) => `${number} 1\n${pad(offset)} ${pad(0, 5)} n \n`).join('')
  add(
    Buffer.from(
      `xref\n${lines}trailer\n<< /Size ${next} /Root ${root} 0 R ${info} /Prev ${previous} >>\nstartxref\n${xref}\n%%EOF\n`,
    ),
  )
  const whole = Buffer.concat(parts)
  if (revision.signature === undefined) return whole

  const token = whole.lastIndexOf('/Contents <0')
  const [first, second] = [token + 10, token + 12 + room]
  const gap = whole.lastIndexOf('/ByteRange [0 *')
  whole.write(`/ByteRange [0 ${`${first} ${second} ${whole.length - second}]`.padEnd(36)}`, gap, 'latin1')
  const digest = createHash('sha256').update(whole.subarray(0, first)).update(whole.subarray(second)).digest()
  if (revision.signature.forged === true) digest.reverse()
  const cms = Buffer.concat([Buffer.from('30820400060992864886f70d010702', 'hex'), digest]).toString('hex')
  whole.write(cms, first + 1, 'latin1')
  return whole
}

/** A letter as it comes back from a signing service. */
export const signPdf = (bytes: Uint8Array): Buffer => revise(bytes, { signature: {} })

/** A stream as an object of a PDF holds it. */
export const streamOf = (bytes: Buffer, more = ''): Buffer => {
  const packed = deflateSync(bytes)
  return Buffer.concat([
    Buffer.from(`<< /Length ${packed.length} /Filter /FlateDecode ${more}>>\nstream\n`, 'latin1'),
    packed,
    Buffer.from('\nendstream', 'latin1'),
  ])
}
