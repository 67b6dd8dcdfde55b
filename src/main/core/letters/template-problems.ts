import type { LetterBlock, LetterTemplateBody } from '../../../shared/contract/letter-body.ts'
import { numberingProblems } from '../../../shared/domain/letter-number.ts'
import { textHelpers } from '../../../shared/domain/letter-words.ts'
import { conditionName, helpersIn, needsCase, needsPerson, needsReferral, placeholders, placeholdersIn } from './placeholders.ts'

/** One thing that keeps a template from being saved. */
export interface TemplateProblem {
  /** Place in the body, e.g. `blocks.4.rows.0.text`. */
  path: string
  /** One Indonesian sentence. */
  message: string
}

/** Side of a code that a telephone still reads from an ordinary print, in millimetres. */
const smallestQr = 18

/** The longest shipped kind has 20 blocks and 8,000 characters. A page takes a clerk seconds, a thousand of them the desk's whole day. */
const mostBlocks = 150
const mostCharacters = 150_000

/** Whether a template is too large to be set at all, also as a sample. */
export const tooLarge = (body: LetterTemplateBody): boolean =>
  body.blocks.length > mostBlocks || JSON.stringify(body).length > mostCharacters

/** Names that every object has by itself: a field of that name would be filled before anybody typed. */
const reserved = (name: string): boolean => name in {}

/**
 * Checks what the schema of a letter template cannot express: unknown placeholders, conditions, number pattern, parts
 * without which a letter is none, margins that leave no room. Called when a template is saved.
 */
export const templateProblems = (body: LetterTemplateBody): TemplateProblem[] => {
  const problems: TemplateProblem[] = []
  const own = new Set([...body.fields.map((field) => `fields.${field.name}`), ...body.lists.map(({ name }) => `lists.${name}`)])

  const checkName = (path: string, name: string): void => {
    if (name.startsWith('fields.') || name.startsWith('lists.')) {
      if (!own.has(name))
        problems.push({
          path,
          message: `Isian {{${name}}} belum ada di ${name.startsWith('fields.') ? 'daftar isian' : 'daftar nama'} jenis surat ini; tambahkan atau hapus.`,
        })
    } else if (!Object.hasOwn(placeholders, name)) {
      problems.push({ path, message: `Isian {{${name}}} tidak dikenal.` })
    } else if (!body.needsReferral && needsReferral(name)) {
      problems.push({ path, message: `Isian {{${name}}} hanya ada pada surat yang memakai rujukan.` })
    } else if (body.about === 'village' && (needsPerson(name) || needsCase(name))) {
      problems.push({ path, message: `Isian {{${name}}} tidak ada pada surat yang tidak menyangkut satu warga.` })
    } else if (body.register === null && name.startsWith('register.')) {
      problems.push({ path, message: `Isian {{${name}}} hanya ada pada surat yang menerangkan data DTSEN.` })
    }
  }
  const checkWhen = (path: string, when: string): void => {
    const name = conditionName(when)
    if (name === undefined)
      problems.push({ path, message: `Syarat "${when}" tidak dapat dibaca; tulis seperti fields.note atau fields.place=Rumah.` })
    else if (name !== '') checkName(path, name)
  }
  const checkText = (path: string, text: string): void => {
    for (const name of placeholdersIn(text)) checkName(path, name)
    for (const helper of helpersIn(text))
      if (!Object.hasOwn(textHelpers, helper))
        problems.push({ path, message: `Bantuan teks "${helper}" tidak dikenal; pakai ${Object.keys(textHelpers).join(', ')}.` })
    if (/\{\{|\}\}/.test(text.replace(/\{\{[^{}]*\}\}/g, '')))
      problems.push({ path, message: 'Ada kurung kurawal isian yang tidak lengkap; tulis seperti {{person.name}}.' })
  }

  if (tooLarge(body))
    problems.push({
      path: 'blocks',
      message: `Jenis surat ini terlalu besar: paling banyak ${mostBlocks} blok dan ${mostCharacters} huruf.`,
    })
  checkText('subject', body.subject)
  if (placeholdersIn(body.subject).some((name) => name === 'letter.subject' || name === 'letter.number'))
    problems.push({ path: 'subject', message: 'Hal surat tidak boleh memuat hal atau nomor surat itu sendiri.' })
  for (const { path, message } of numberingProblems(body.numbering)) problems.push({ path: `numbering.${path}`, message })
  const names: [string, string][] = [
    ...body.fields.map(({ name }, index): [string, string] => [`fields.${index}.name`, name]),
    ...body.lists.flatMap(({ name, columns }, index): [string, string][] => [
      [`lists.${index}.name`, name],
      ...columns.map(({ key }, at): [string, string] => [`lists.${index}.columns.${at}.key`, key]),
    ]),
  ]
  for (const [path, name] of names)
    if (reserved(name)) problems.push({ path, message: `Nama "${name}" dipakai program sendiri; pilih nama lain.` })
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
    for (const [path, when] of blockConditions(block)) checkWhen(`blocks.${index}.${path}`, when)
    if (block.type === 'table' && !body.lists.some(({ name }) => name === block.list))
      problems.push({
        path: `blocks.${index}.list`,
        message: `Daftar "${block.list}" belum ada di jenis surat ini; tambahkan atau pilih yang lain.`,
      })
    if (block.type === 'members' && body.about === 'village')
      problems.push({ path: `blocks.${index}`, message: 'Tabel anggota keluarga hanya ada pada surat tentang seorang warga.' })
  })

  const count = (type: LetterBlock['type']): number => body.blocks.filter((block) => block.type === type).length
  if (count('signature') === 0) problems.push({ path: 'blocks', message: 'Surat harus memuat blok tanda tangan.' })
  body.blocks.forEach((block, index) => {
    // A version-8 or -9 code of 53 squares: below this a square is smaller than a third of a millimetre.
    if (block.type === 'qr' && block.mm < smallestQr)
      problems.push({
        path: `blocks.${index}.mm`,
        message: `Kode QR paling kecil ${smallestQr} mm; yang lebih kecil sulit dipindai.`,
      })
  })
  if (count('qr') > 1) problems.push({ path: 'blocks', message: 'Kode QR hanya boleh satu.' })
  if (body.shape === 'judul' && count('title') === 0)
    problems.push({ path: 'blocks', message: 'Surat bentuk judul memerlukan blok judul.' })
  if (body.shape === 'judul' && count('addressee') > 0)
    problems.push({
      path: 'blocks',
      message: 'Surat bentuk judul tidak memakai alamat tujuan; hapus bloknya atau pilih bentuk korespondensi.',
    })
  if (count('letterhead') > 1) problems.push({ path: 'blocks', message: 'Kop surat hanya boleh satu.' })
  if (!body.blocks.some((block) => blockTexts(block).some(([, text]) => placeholdersIn(text).includes('letter.number'))))
    problems.push({ path: 'blocks', message: 'Nomor surat belum ditulis: pakai {{letter.number}} di blok nomor atau judul.' })

  problems.push(...choiceProblems(body))

  const { top, right, bottom, left } = body.margins
  for (const [side, length] of Object.entries({ top, right, bottom, left }))
    if (length < 5 || length > 60) problems.push({ path: `margins.${side}`, message: 'Batas tepi harus antara 5 dan 60 mm.' })
  return problems
}

/** Contradictions between what a letter hangs on, what it asks, and what it is for. */
const choiceProblems = (body: LetterTemplateBody): TemplateProblem[] => {
  const problems: TemplateProblem[] = []
  const twice = (names: readonly string[]): string | undefined => names.find((name, index) => names.indexOf(name) !== index)
  if (body.needsReferral && body.about !== 'case')
    problems.push({ path: 'about', message: 'Surat yang memakai rujukan selalu menyangkut sebuah kasus.' })
  if (body.about === 'village' && (body.register !== null || body.applicant))
    problems.push({ path: 'about', message: 'Keterangan DTSEN dan pemohon hanya ada pada surat tentang seorang warga.' })
  if (body.register === null && body.purposes.some(({ maxDecile }) => maxDecile !== null))
    problems.push({ path: 'purposes', message: 'Batas desil hanya dapat dipakai pada surat yang menerangkan data DTSEN.' })
  body.fields.forEach((field, index) => {
    if (field.type === 'choice' && field.choices.length < 2)
      problems.push({
        path: `fields.${index}.choices`,
        message: `Isian pilihan "${field.label}" memerlukan sedikitnya dua pilihan.`,
      })
  })
  const purpose = twice(body.purposes.map(({ key }) => key))
  if (purpose !== undefined) problems.push({ path: 'purposes', message: `Keperluan "${purpose}" ada dua kali.` })
  const list = twice(body.lists.map(({ name }) => name))
  if (list !== undefined) problems.push({ path: 'lists', message: `Daftar "${list}" ada dua kali.` })
  body.lists.forEach((one, index) => {
    const column = twice(one.columns.map(({ key }) => key))
    if (column !== undefined)
      problems.push({ path: `lists.${index}.columns`, message: `Kolom "${column}" ada dua kali pada daftar ${one.label}.` })
    if (!body.blocks.some((block) => block.type === 'table' && block.list === one.name))
      problems.push({ path: `lists.${index}`, message: `Daftar "${one.label}" belum dipakai oleh satu tabel pun.` })
  })
  return problems
}

/** The conditions of a block, with their place inside it. */
const blockConditions = (block: LetterBlock): [string, string][] => [
  ...('when' in block ? [['when', block.when] as [string, string]] : []),
  ...('rows' in block ? block.rows.map((row, index): [string, string] => [`rows.${index}.when`, row.when]) : []),
  ...('items' in block ? block.items.map((item, index): [string, string] => [`items.${index}.when`, item.when]) : []),
  ...('signers' in block ? block.signers.map((one, index): [string, string] => [`signers.${index}.when`, one.when]) : []),
]

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
    case 'points':
      return block.items.map((item, index): [string, string] => [`items.${index}.text`, item.text])
    case 'signature':
      return [
        ['heading', block.heading],
        ...block.signers.flatMap((signer, index) =>
          (['heading', 'position', 'name', 'rank', 'nip'] as const).map((key): [string, string] => [
            `signers.${index}.${key}`,
            signer[key],
          ]),
        ),
      ]
    case 'qr':
      return [['text', block.text]]
    case 'letterhead':
    case 'initials':
    case 'addressee':
      return block.lines.map((line, index): [string, string] => [`lines.${index}`, line])
    case 'copies':
      return [['title', block.title]]
    default:
      return []
  }
}
