import type { LetterTemplateBody } from '../../../shared/contract/letter-body.ts'

/** A kind on its way into the editor: read from a file or copied, not saved yet. Holds nobody's data. */
let carried: { key: string; body: LetterTemplateBody } | null = null

/** Hands a kind to the editor that opens next. */
export const carryTemplate = (key: string, body: LetterTemplateBody): void => {
  carried = { key, body }
}

/** The kind that was handed over for a key, once. */
export const takeCarried = (key: string): LetterTemplateBody | null => {
  if (carried === null || carried.key !== key) return null
  const { body } = carried
  carried = null
  return body
}
