import type { LetterBlock, LetterSigner } from '../../../shared/contract/letter-body.ts'
import type { FlowItem } from './flow.ts'
import { gridItems } from './grid.ts'
import { fillText, holds } from './placeholders.ts'
import { type LetterSheet, signatureColumn } from './sheet.ts'
import { type Face, mm } from './type-setter.ts'

type SignatureBlock = Extract<LetterBlock, { type: 'signature' }>

/** Something small that stands at the left of a signature: initials, code. */
export interface Aside {
  height: number
  draw(y: number): void
}

/** Room for signature and stamp. */
const signatureSpace = 20 * mm
const columnSpace = 17 * mm
const stampBox = { width: 24 * mm, height: 15 * mm }

/** `a.n.` (atas nama) before the office that is signed for, unless the office wrote its own `a.n.`, `u.b.` or `Plt.`. */
const behalf = (text: string): string => (/^(a\.?n\.?|u\.?b\.?|plt\.?|plh\.?)\s/i.test(text) ? text : `a.n. ${text}`)

/** Somebody who signs, with all fields filled. */
interface Signer {
  heading: string
  onBehalfOf: string
  /** u.b.: the post in between; '' = none. */
  throughPosition: string
  position: string
  name: string
  rank: string
  nip: string
  stamp: boolean
}

const officeSigner = (sheet: LetterSheet, signer?: LetterSigner): Signer => {
  const { signatory, values } = sheet.data
  return {
    ...signatory,
    throughPosition: signatory.throughPosition ?? '',
    heading: fillText(signer?.heading ?? '', values),
    stamp: signer?.stamp ?? false,
  }
}

const signersOf = (sheet: LetterSheet, block: SignatureBlock): Signer[] => {
  const { values } = sheet.data
  if (block.signers.length === 0) return [officeSigner(sheet)]
  return block.signers
    .filter((signer) => holds(signer.when, values))
    .map((signer) =>
      signer.office
        ? officeSigner(sheet, signer)
        : {
            heading: fillText(signer.heading, values),
            onBehalfOf: '',
            throughPosition: '',
            position: fillText(signer.position, values),
            name: fillText(signer.name, values),
            rank: fillText(signer.rank, values),
            nip: fillText(signer.nip, values),
            stamp: signer.stamp,
          },
    )
}

/**
 * A signature block: one signer at the right (on whose behalf, position, room to sign, name in bold and underlined, rank, NIP),
 * several side by side, or a table to sign in.
 * @param aside stands at the left of a single signer
 */
export const signatureItems = (sheet: LetterSheet, block: SignatureBlock, aside: readonly Aside[]): FlowItem[] => {
  const signers = signersOf(sheet, block)
  const heading = fillText(block.heading, sheet.data.values)
  const items: FlowItem[] = heading === '' ? [] : [headingItem(sheet, heading)]
  if (block.layout === 'table') return [...items, ...signTable(sheet, signers)]
  if (block.layout === 'single') {
    const [signer] = signers
    if (signer === undefined) return []
    const x = signatureColumn(sheet)
    return [...items, rowOf(sheet, [{ signer, x, width: sheet.left + sheet.width - x, centred: false }], aside)]
  }
  const width = sheet.width / block.columns
  for (let first = 0; first < signers.length; first += block.columns) {
    const row = signers.slice(first, first + block.columns)
    // A row that is not full stands in the middle, as whoever "knows of it" does on minutes.
    const shift = (sheet.width - row.length * width) / 2
    const places = row.map((signer, index) => ({ signer, x: sheet.left + shift + index * width, width, centred: true }))
    items.push(rowOf(sheet, places, []))
    if (first + block.columns < signers.length) items.push({ height: sheet.leading, keepWithNext: true })
  }
  for (const item of items.slice(0, -1)) item.keepWithNext = true
  return items
}

const headingItem = (sheet: LetterSheet, text: string): FlowItem => {
  const face: Face = { size: sheet.template.fontSize }
  const middle = sheet.left + sheet.width / 2
  return { height: sheet.leading, keepWithNext: true, draw: (y) => sheet.setter.centred(text, middle, y, sheet.leading, face) }
}

interface Place {
  signer: Signer
  x: number
  width: number
  centred: boolean
}

/** Signers side by side: positions begin on one line, names stand on one line. */
const rowOf = (sheet: LetterSheet, places: readonly Place[], aside: readonly Aside[]): FlowItem => {
  const columns = places.map((place) => columnOf(sheet, place))
  const above = Math.max(...columns.map(({ head }) => head.length)) * sheet.leading
  const below = Math.max(...columns.map(({ foot }) => foot.length)) * sheet.leading
  const space = places.some(({ centred }) => centred) ? columnSpace : signatureSpace
  const height = above + space + below
  const beside = aside.reduce((sum, one) => sum + one.height + 2 * mm, 0)
  return {
    height: Math.max(height, beside),
    keepWithNext: false,
    draw: (y) => {
      for (const column of columns) column.draw(y, y + above + space)
      let at = y
      for (const one of aside) {
        one.draw(at)
        at += one.height + 2 * mm
      }
    },
  }
}

interface Line {
  text: string
  x: number
  face: Face
  underlined: boolean
}

const columnOf = (sheet: LetterSheet, { signer, x, width, centred }: Place) => {
  const { setter, leading } = sheet
  const face: Face = { size: sheet.template.fontSize }
  const bold: Face = { ...face, bold: true }
  const room = width - (centred ? 3 * mm : 0)
  const lines = (text: string, cut: Face, shift = 0, underlined = false): Line[] =>
    (text === '' ? [] : text.split('\n').flatMap((part) => setter.wrap(part, room - shift, cut))).map((line) => ({
      text: line,
      x: centred ? x + (width - setter.width(line, cut)) / 2 : x + shift,
      face: cut,
      underlined,
    }))
  // Under "a.n." the own position stands below the words after it.
  const shift = signer.onBehalfOf === '' || centred ? 0 : setter.width('a.n. ', face)
  const onBehalf = signer.onBehalfOf === '' ? [] : lines(behalf(signer.onBehalfOf), face)
  for (const line of onBehalf.slice(1)) if (!centred) line.x = x + shift
  const position = signer.position === '' || /[,.:]$/.test(signer.position) ? signer.position : `${signer.position},`
  // Under "u.b." (untuk beliau) stand the post that is signed for, u.b. itself, then the own post.
  const through =
    signer.throughPosition === ''
      ? []
      : [...lines(signer.throughPosition, face, shift), ...lines('u.b.', face, centred ? 0 : shift + setter.width('a.n. ', face))]
  const head = [...lines(signer.heading, face), ...onBehalf, ...through, ...lines(position, face, shift)]
  const dots = '.'.repeat(
    Math.max(10, Math.floor((Math.min(room, 55 * mm) - setter.width('()', face)) / setter.width('.', face))),
  )
  const foot = [
    ...(signer.name === '' ? lines(`(${dots})`, face) : lines(signer.name, bold, 0, true)),
    ...lines(signer.rank, face),
    ...lines(signer.nip === '' ? '' : `NIP. ${signer.nip}`, face),
  ]
  const put = (list: readonly Line[], top: number): void => {
    list.forEach((line, index) => {
      const y = top + index * leading
      if (line.underlined) setter.underline(line.text, line.x, y, leading, line.face)
      setter.line(line.text, line.x, y, leading, line.face)
    })
  }
  return {
    head,
    foot,
    draw: (top: number, names: number): void => {
      put(head, top)
      if (signer.stamp) drawStampBox(sheet, centred ? x + (width - stampBox.width) / 2 : x, names - stampBox.height - 2 * mm)
      put(foot, names)
    },
  }
}

/** Where the revenue stamp is glued. */
const drawStampBox = (sheet: LetterSheet, x: number, y: number): void => {
  const { setter } = sheet
  const { document } = setter
  document.save().lineWidth(0.4).strokeColor('#777777').dash(2, { space: 2 })
  document.rect(x, y, stampBox.width, stampBox.height).stroke().undash().restore()
  setter.centred('Meterai', x + stampBox.width / 2, y + stampBox.height / 2 - 9, 9, { size: 7.5 })
  setter.centred('Rp10.000', x + stampBox.width / 2, y + stampBox.height / 2, 9, { size: 7.5 })
}

const signTable = (sheet: LetterSheet, signers: readonly Signer[]): FlowItem[] =>
  gridItems(
    sheet,
    [
      { label: 'No.', width: 10, align: 'center' },
      { label: 'Nama', width: 55, align: 'left' },
      { label: 'Jabatan/Unsur', width: 50, align: 'left' },
      { label: 'Tanda Tangan', width: 55, align: 'left' },
    ],
    // Numbers stand at the left and in the middle in turn, so that signatures have room.
    signers.map((signer, index) => [
      `${index + 1}.`,
      [signer.name, signer.nip === '' ? '' : `NIP. ${signer.nip}`].filter((part) => part !== '').join('\n'),
      signer.position,
      `${index % 2 === 0 ? '' : '\u00a0'.repeat(26)}${index + 1}. ……………`,
    ]),
    11 * mm,
  )
