import { writeFileSync } from 'node:fs'
import type { Story } from '../../../shared/contract/timeline.ts'
import { longDate } from '../../../shared/domain/dates.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { byNow, visibleCase } from '../cases/need-flow.service.ts'
import { type Handlers, internalCommand, type JobContext, type QueryContext } from '../context.ts'
import { mediaTypes, newTmpPath, tmpBytesRef, tmpFileRef } from '../files/files.ts'
import { letterFonts } from '../letters/fonts.ts'
import { mm } from '../letters/type-setter.ts'
import { readOffice } from '../office/office.repo.ts'
import { gap, renderPaged, textItems } from '../prints/paged.ts'
import { draftStory, redactorOf } from './draft-story.ts'
import {
  deleteStory,
  findStory,
  insertStory,
  markExported,
  type StoryRecord,
  storyLines,
  touchStory,
  updateLine,
} from './stories.repo.ts'
import { storyDocument } from './story-document.ts'

const stale = (): AppError =>
  new AppError('CONFLICT', 'Kisah ini baru saja diubah orang lain.', { field: 'version', hint: 'Muat ulang, lalu ulangi.' })

const stillOpen = (): AppError =>
  new AppError('STATE', 'Kisah hanya disusun dari kasus yang sudah ditutup.', { hint: 'Selesaikan dahulu semua kebutuhannya.' })

/** @throws AppError NOT_FOUND before a story was drafted, or outside the reader's area */
const visibleStory = (context: QueryContext, caseId: number): StoryRecord => {
  visibleCase(context, caseId)
  const found = findStory(context.db, caseId)
  if (found === undefined)
    throw new AppError('NOT_FOUND', 'Kisah kasus ini belum disusun.', { hint: 'Tekan Susun kisah dahulu.' })
  return found
}

const toStory = (context: QueryContext, row: StoryRecord): Story => {
  const lines = storyLines(context.db, row.id)
  return {
    id: row.id,
    version: row.version,
    caseId: row.case_id,
    title: row.title,
    lines: lines.map((line) => ({
      id: line.id,
      text: line.text,
      leftOut: line.left_out === 1,
      confirmed: line.confirmed_at !== null,
      confirmedBy: line.confirmed_by_name ?? '',
    })),
    waiting: lines.filter((line) => line.left_out === 0 && line.confirmed_at === null).length,
    exportedAt: row.exported_at,
  }
}

/** What the redactor would still take out of a text; '' = nothing. */
const stillTelling = (clean: (text: string) => string, text: string): string => {
  const cleaned = clean(text)
  return cleaned ===
    text
      .normalize('NFC')
      .replace(/[\t ]+/g, ' ')
      .trim()
    ? ''
    : cleaned
}

/** The lines that may leave, checked once more against the case as it is now. */
const finished = (context: QueryContext, story: StoryRecord): string[] => {
  const { lines, waiting } = toStory(context, story)
  if (waiting > 0)
    throw new AppError('STATE', `${waiting} baris belum disetujui.`, {
      hint: 'Baca tiap baris, lalu pilih Setujui atau Jangan ikutkan.',
    })
  const leaving = lines.filter((line) => !line.leftOut)
  if (leaving.length === 0)
    throw new AppError('STATE', 'Tidak ada baris yang diikutkan.', { hint: 'Setujui paling sedikit satu baris.' })
  const row = visibleCase(context, story.case_id)
  if (row.open === 1) throw stillOpen()
  const clean = redactorOf(context, row)
  const bad = leaving.findIndex((line) => stillTelling(clean, line.text) !== '')
  if (bad >= 0)
    throw new AppError('STATE', `Baris ke-${bad + 1} yang diikutkan masih memuat nama, nomor atau tempat yang jelas.`, {
      hint: 'Data kasusnya mungkin berubah. Perbaiki baris itu, lalu setujui lagi.',
    })
  return leaving.map((line) => line.text)
}

/** Writes down that a story left the program, if it still stands as it was set. */
const recordExport = internalCommand(
  'stories.record-export',
  (context, input: { caseId: number; version: number; format: string; lines: number }) => {
    const story = visibleStory(context, input.caseId)
    if (story.version !== input.version) throw stale()
    finished(context, story)
    markExported(context.db, story.id, byNow(context))
    context.audit({
      entity: 'story',
      entityId: story.id,
      caseId: input.caseId,
      detail: { exported: input.format, lines: input.lines },
    })
    return null
  },
)

/** Internal commands of stories. */
export const storiesInternal = [recordExport]

const exportStory = async (context: JobContext, input: { caseId: number; format: 'docx' | 'pdf' | 'txt' }) => {
  context.progress('Menyusun kisah', 0, 1)
  const story = visibleStory(context, input.caseId)
  const lines = finished(context, story)
  const office = readOffice(context.db)
  const title = redactorOf(context, visibleCase(context, input.caseId))(story.title)
  const foot = `Nama dan tempat disamarkan. ${office.name}, ${longDate(context.today())}.`
  await context.write(recordExport, { caseId: input.caseId, version: story.version, format: input.format, lines: lines.length })
  // No case number in the name: it would lead back to the person.
  const name = `Kisah-layanan-${story.id}.${input.format}`
  if (input.format === 'txt') {
    const path = newTmpPath(context, 'txt')
    writeFileSync(path, `${office.practice ? 'LATIHAN\r\n' : ''}${[title, '', ...lines, '', foot].join('\r\n')}\r\n`)
    return { file: tmpFileRef(context, path, name, 'text/plain; charset=utf-8') }
  }
  if (input.format === 'docx') {
    const bytes = await storyDocument({ title, lines, foot, author: office.name, practice: office.practice })
    return { file: tmpBytesRef(context, bytes, name, mediaTypes.docx, 'docx') }
  }
  const { bytes } = await renderPaged(
    {
      width: 210,
      height: 297,
      margin: 25,
      title,
      author: office.name,
      date: context.today(),
      practice: office.practice,
      foot,
    },
    letterFonts(context.dirs.resources),
    (sheet) => [
      ...textItems(sheet, title, { size: 15, bold: true }),
      gap(5 * mm),
      ...lines.flatMap((line) => [...textItems(sheet, line, { size: 11 }, { leading: 1.5 }), gap(2.5 * mm)]),
    ],
  )
  return { file: tmpBytesRef(context, bytes, name, mediaTypes.pdf, 'pdf') }
}

/** Use cases of anonymised success stories. */
export const storiesHandlers: Handlers<'stories'> = {
  get: (context, { id }) => {
    visibleCase(context, id)
    const found = findStory(context.db, id)
    return found === undefined ? null : toStory(context, found)
  },

  draft: (context, { caseId, version }) => {
    const row = visibleCase(context, caseId)
    if (row.open === 1) throw stillOpen()
    const before = findStory(context.db, caseId)
    if ((before?.version ?? null) !== version) throw stale()
    if (before !== undefined) deleteStory(context.db, before.id)
    const { title, lines } = draftStory(context, row)
    const id = insertStory(context.db, caseId, title, lines, byNow(context))
    context.audit({ entity: 'story', entityId: id, caseId, detail: { lines: lines.length } })
    return { id, version: 1 }
  },

  setLine: (context, { caseId, lineId, version, text, leftOut, confirmed }) => {
    const story = visibleStory(context, caseId)
    if (!leftOut) {
      const cleaned = stillTelling(redactorOf(context, visibleCase(context, caseId)), text)
      if (cleaned !== '')
        throw new AppError('VALIDATION', 'Baris ini masih memuat nama, nomor, tanggal atau tempat yang jelas.', {
          field: 'text',
          hint: `Misalnya: ${cleaned}`,
        })
    }
    const by = byNow(context)
    if (!touchStory(context.db, story.id, version, by)) throw stale()
    if (!updateLine(context.db, story.id, lineId, { text, leftOut, confirmed: confirmed && !leftOut }, by))
      throw new AppError('NOT_FOUND', 'Baris ini tidak ada lagi.', { hint: 'Muat ulang kisahnya.' })
    context.audit({ entity: 'story', entityId: story.id, caseId, detail: { line: lineId, leftOut, confirmed } })
    return { version: version + 1 }
  },

  remove: (context, { caseId, version }) => {
    const story = visibleStory(context, caseId)
    if (story.version !== version) throw stale()
    deleteStory(context.db, story.id)
    context.audit({ entity: 'story', entityId: story.id, caseId, detail: { removed: true } })
    return {}
  },

  export: (context, input) => exportStory(context, input),
}
