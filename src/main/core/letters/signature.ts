import type { FlowItem } from './flow.ts'
import { type LetterSheet, signatureColumn } from './sheet.ts'
import { type Face, mm } from './type-setter.ts'

/** Room for signature and stamp. */
const signatureSpace = 20 * mm

/** `a.n.` (atas nama) before the office that is signed for, unless the office wrote its own `a.n.`, `u.b.` or `Plt.`. */
const behalf = (text: string): string => (/^(a\.?n\.?|u\.?b\.?|plt\.?|plh\.?)\s/i.test(text) ? text : `a.n. ${text}`)

/**
 * The signature block, in one piece: on whose behalf, position, room to sign, name (bold, underlined), rank, NIP.
 */
export const signatureItem = (sheet: LetterSheet): FlowItem => {
  const { setter, leading } = sheet
  const { signatory } = sheet.data
  const x = signatureColumn(sheet)
  const face: Face = { size: sheet.template.fontSize }
  const bold: Face = { ...face, bold: true }
  const room = sheet.left + sheet.width - x
  const prefix = 'a.n. '
  const onBehalf = signatory.onBehalfOf === '' ? [] : setter.wrap(behalf(signatory.onBehalfOf), room, face)
  // Under "a.n." the own position stands below the words after it.
  const shift = onBehalf.length === 0 ? 0 : setter.width(prefix, face)
  const position = setter.wrap(`${signatory.position},`, room - shift, face)
  const name = setter.wrap(signatory.name, room, bold)
  const rank = setter.wrap(signatory.rank, room, face)
  const nip = signatory.nip === '' ? [] : setter.wrap(`NIP. ${signatory.nip}`, room, face)
  const lines = onBehalf.length + position.length + name.length + rank.length + nip.length
  return {
    height: lines * leading + signatureSpace,
    keepWithNext: false,
    draw: (top) => {
      let y = top
      const put = (text: string, at: number, cut: Face): void => {
        setter.line(text, at, y, leading, cut)
        y += leading
      }
      onBehalf.forEach((text, index) => {
        put(text, index === 0 ? x : x + shift, face)
      })
      for (const text of position) put(text, x + shift, face)
      y += signatureSpace
      for (const text of name) {
        setter.underline(text, x, y, leading, bold)
        put(text, x, bold)
      }
      for (const text of [...rank, ...nip]) put(text, x, face)
    },
  }
}
