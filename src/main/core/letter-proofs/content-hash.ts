import { createHash } from 'node:crypto'

type Json = string | number | boolean | null | Json[] | { [name: string]: Json }

/** JSON with the names of every object in order: the same content gives the same text, however it was put together. */
const canonical = (value: Json): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  return `{${Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(value[name] as Json)}`)
    .join(',')}}`
}

/** What a letter says, as the register keeps it. */
export interface LetterContent {
  /** The letter's ten characters, drawn by chance: letters that say the same have different hashes. */
  code: string
  kind: string
  /** Hash of the template version the letter was set with: its fixed words. */
  templateHash: string
  /** JSON of the letter's data snapshot. */
  data: string
}

/**
 * SHA-256 over what a letter says: its kind, the words of its template, and every value of its snapshot (number, date, people, lists,
 * signatory, letterhead) except the code itself. Worked out from the stored row, so that it comes out the same for ever.
 */
export const contentHash = ({ code, kind, templateHash, data }: LetterContent): Buffer => {
  const { verification: _code, ...said } = JSON.parse(data) as { [name: string]: Json }
  return createHash('sha256')
    .update(canonical({ code, kind, template: templateHash, said }))
    .digest()
}
