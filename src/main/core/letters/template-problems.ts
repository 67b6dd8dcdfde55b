import type { LetterBlock, LetterTemplateBody } from '../definitions/kinds.ts'
import { patternProblems } from './numbering.ts'
import { needsReferral, placeholders, placeholdersIn } from './placeholders.ts'

/** One thing that keeps a template from being saved. */
export interface TemplateProblem {
  /** Place in the body, e.g. `blocks.4.rows.0.text`. */
  path: string
  /** One Indonesian sentence. */
  message: string
}

/**
 * Checks what the schema of a letter template cannot express: unknown placeholders, conditions, number pattern, parts
 * without which a letter is none, margins that leave no room. Called when a template is saved.
 */
export const templateProblems = (body: LetterTemplateBody): TemplateProblem[] => {
  const problems: TemplateProblem[] = []
  const own = new Set(body.fields.map((field) => `fields.${field.name}`))

  const checkName = (path: string, name: string): void => {
    if (name.startsWith('fields.')) {
      if (!own.has(name))
        problems.push({ path, message: `Isian {{${name}}} belum ada di daftar isian jenis surat ini; tambahkan atau hapus.` })
    } else if (!Object.hasOwn(placeholders, name)) {
      problems.push({ path, message: `Isian {{${name}}} tidak dikenal.` })
    } else if (!body.needsReferral && needsReferral(name)) {
      problems.push({ path, message: `Isian {{${name}}} hanya ada pada surat yang memakai rujukan.` })
    }
  }
  const checkText = (path: string, text: string): void => {
    for (const name of placeholdersIn(text)) checkName(path, name)
    if (/\{\{|\}\}/.test(text.replace(/\{\{[^{}]*\}\}/g, '')))
      problems.push({ path, message: 'Ada kurung kurawal isian yang tidak lengkap; tulis seperti {{person.name}}.' })
  }

  checkText('subject', body.subject)
  if (placeholdersIn(body.subject).some((name) => name === 'letter.subject' || name === 'letter.number'))
    problems.push({ path: 'subject', message: 'Hal surat tidak boleh memuat hal atau nomor surat itu sendiri.' })
  for (const message of patternProblems(body.numbering.pattern)) problems.push({ path: 'numbering.pattern', message })
  body.fields.forEach((field, index) => {
    if (body.fields.findIndex((other) => other.name === field.name) !== index)
      problems.push({ path: `fields.${index}.name`, message: `Isian "${field.name}" ada dua kali.` })
  })
  // Both are put into the clerk's form as they are, so they hold plain words only.
  const plain = (path: string, text: string): void => {
    if (/[{}]/.test(text)) problems.push({ path, message: 'Di sini isian {{…}} tidak dapat dipakai; tulis kata biasa.' })
  }
  body.copiesTo.forEach((line, index) => {
    plain(`copiesTo.${index}`, line)
  })
  body.fields.forEach((field, index) => {
    plain(`fields.${index}.initial`, field.initial)
  })
  body.blocks.forEach((block, index) => {
    for (const [path, text] of blockTexts(block)) checkText(`blocks.${index}.${path}`, text)
    if (block.type === 'paragraph' && block.when.trim() !== '')
      checkName(`blocks.${index}.when`, block.when.trim().replace(/^!\s*/, ''))
  })

  const count = (type: LetterBlock['type']): number => body.blocks.filter((block) => block.type === type).length
  if (count('signature') !== 1)
    problems.push({ path: 'blocks', message: 'Surat harus memuat blok tanda tangan tepat satu kali.' })
  if (count('letterhead') > 1) problems.push({ path: 'blocks', message: 'Kop surat hanya boleh satu.' })
  if (!body.blocks.some((block) => blockTexts(block).some(([, text]) => placeholdersIn(text).includes('letter.number'))))
    problems.push({ path: 'blocks', message: 'Nomor surat belum ditulis: pakai {{letter.number}} di blok nomor atau judul.' })

  const { top, right, bottom, left } = body.margins
  for (const [side, length] of Object.entries({ top, right, bottom, left }))
    if (length < 5 || length > 60) problems.push({ path: `margins.${side}`, message: 'Batas tepi harus antara 5 dan 60 mm.' })
  return problems
}

/** The texts of a block that may hold placeholders, with their place inside the block. */
const blockTexts = (block: LetterBlock): [string, string][] => {
  switch (block.type) {
    case 'title':
    case 'paragraph':
      return [['text', block.text]]
    case 'number-block':
    case 'identity':
      return block.rows.flatMap((row, index): [string, string][] => [
        [`rows.${index}.label`, row.label],
        [`rows.${index}.text`, row.text],
      ])
    case 'addressee':
      return block.lines.map((line, index): [string, string] => [`lines.${index}`, line])
    case 'copies':
      return [['title', block.title]]
    default:
      return []
  }
}
