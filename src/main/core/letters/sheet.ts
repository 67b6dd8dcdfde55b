import type { LetterTemplateBody } from '../../../shared/contract/letter-body.ts'
import type { LetterData } from './letter-data.ts'
import type { Logo } from './logo.ts'
import type { TypeSetter } from './type-setter.ts'

/** The sheet a letter is set on. Lengths in points. */
export interface LetterSheet {
  setter: TypeSetter
  template: LetterTemplateBody
  data: LetterData
  logo: Logo | null
  /** Left edge and width of the text. */
  left: number
  width: number
  /** Height of a line of the body. */
  leading: number
  /** No final print: places that are filled only then are shown as empty frames. */
  draft: boolean
}

/** Date line and signature share this column, as on a typed letter. */
export const signatureColumn = (sheet: LetterSheet): number => sheet.left + sheet.width * 0.5
