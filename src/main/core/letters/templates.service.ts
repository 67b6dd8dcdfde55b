import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { type LetterTemplateBody, letterTemplateBody } from '../../../shared/contract/letter-body.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { textHelpers } from '../../../shared/domain/letter-words.ts'
import type { Handlers } from '../context.ts'
import { readDefinitionRow } from '../definitions/definition-rows.repo.ts'
import { definition } from '../definitions/definitions.repo.ts'
import { mediaTypes, tmpBytesRef, uploadedFile } from '../files/files.ts'
import { readOffice } from '../office/office.repo.ts'
import { placeholders } from './placeholders.ts'
import { renderFor } from './printing.ts'
import { sampleLetter } from './sample-letter.ts'
import { type TemplateProblem, templateProblems, tooLarge } from './template-problems.ts'

const fileMark = 'loket-jenis-surat'
const largestFile = 1024 * 1024

const templateFile = z.strictObject({
  berkas: z.literal(fileMark),
  kantor: z.string(),
  tanggal: z.string(),
  kunci: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  badan: z.json(),
})

type Json = z.infer<ReturnType<typeof z.json>>

const read = (body: unknown): { body: LetterTemplateBody | null; problems: TemplateProblem[] } => {
  const checked = letterTemplateBody.safeParse(body)
  if (!checked.success)
    return {
      body: null,
      problems: checked.error.issues.slice(0, 10).map((issue) => ({
        path: issue.path.map(String).join('.'),
        message: `Isian tidak sah pada ${issue.path.map(String).join(' → ') || 'isi'}.`,
      })),
    }
  return { body: checked.data, problems: templateProblems(checked.data) }
}

const badFile = (message: string): AppError =>
  new AppError('BAD_FILE', message, {
    hint: 'Pilih berkas "Jenis-surat-….json" yang disimpan dari Pengaturan, bagian Jenis surat.',
  })

type Wanted = 'templateWords' | 'previewTemplate' | 'exportTemplate' | 'readTemplateFile'

/** What the editor of letter kinds asks for; saving goes the way of all definitions. */
export const templateHandlers: Pick<Handlers<'letters'>, Wanted> = {
  templateWords: () => ({
    placeholders: Object.entries(placeholders).map(([name, label]) => ({ name, label })),
    helpers: Object.entries(textHelpers).map(([name, { label }]) => ({ name, label })),
  }),

  previewTemplate: async (context, input) => {
    const { body, problems } = read(input.body)
    if (body === null || tooLarge(body)) return { file: null, pages: 0, problems }
    const data = sampleLetter(body, readOffice(context.db), input.sample, context.today())
    const { bytes, pages } = await renderFor(context, body, { ...data, headedPaper: input.headedPaper }, 'CONTOH')
    return { file: tmpBytesRef(context, bytes, 'Contoh-surat.pdf', mediaTypes.pdf, 'pdf'), pages, problems }
  },

  exportTemplate: (context, { key }) => {
    const { body } = definition(context.db, 'letter-template', key)
    const content: z.infer<typeof templateFile> = {
      berkas: fileMark,
      kantor: readOffice(context.db).name,
      tanggal: context.today(),
      kunci: key,
      badan: JSON.parse(JSON.stringify(body)) as Json,
    }
    const bytes = Buffer.from(`${JSON.stringify(content, null, 2)}\n`)
    return tmpBytesRef(context, bytes, `Jenis-surat-${key}.json`, mediaTypes.json, 'json')
  },

  readTemplateFile: (context, { fileId }) => {
    const { path, size } = uploadedFile(context, fileId)
    if (size > largestFile) throw badFile('Berkas ini terlalu besar untuk satu jenis surat.')
    let file: ReturnType<typeof templateFile.safeParse>
    try {
      // Brackets within brackets by the thousand exhaust the stack in either step.
      file = templateFile.safeParse(JSON.parse(readFileSync(path, 'utf8')))
    } catch {
      throw badFile('Berkas ini bukan berkas jenis surat: isinya tidak terbaca.')
    }
    if (!file.success) throw badFile('Berkas ini bukan berkas jenis surat.')
    const { body, problems } = read(file.data.badan)
    if (body === null) throw badFile(`Berkas jenis surat ini rusak. ${problems[0]?.message ?? ''}`.trim())
    const key = file.data.kunci
    return {
      key,
      name: body.name,
      body: JSON.parse(JSON.stringify(body)) as Json,
      exists: readDefinitionRow(context.db, 'letter-template', key, null) !== undefined,
      problems,
    }
  },
}
