/// <reference path="../letters/pdfkit.d.ts" />

import type { QuestionnaireBody } from '../../../shared/contract/questionnaire-body.ts'
import { maskNumber } from '../../../shared/domain/nik.ts'
import type { AnswerSheet, Answers, Question, Section } from '../../../shared/domain/questionnaire/model.ts'
import { optionsOf, shownCode } from '../../../shared/domain/questionnaire/model.ts'
import { askedWhen } from '../../../shared/domain/questionnaire/rule-text.ts'
import { typedText } from '../../../shared/domain/questionnaire/values.ts'
import { visibleCells } from '../../../shared/domain/questionnaire/visible.ts'
import type { FlowItem } from '../letters/flow.ts'
import { type Face, mm, type TypeSetter } from '../letters/type-setter.ts'

/** One form to be printed. */
export interface PaperForm {
  form: QuestionnaireBody
  /** Small line above the title: the office. */
  office: string
  /** Who is asked, label and value; values are '' on a blank form. */
  head: { label: string; text: string }[]
  /** Null = a blank form. */
  answers: Answers | null
  /** Whether numbers of sixteen digits are printed with all digits. */
  full: boolean
  surveyor: string
}

/** Where the text stands. Points. */
export interface PaperArea {
  setter: TypeSetter
  left: number
  width: number
}

const body: Face = { size: 9 }
const strong: Face = { size: 9, bold: true }
const small: Face = { size: 7.5 }
const leading = 4.4 * mm
const smallLeading = 3.4 * mm
const boxHeight = 6 * mm
const numberWidth = 13 * mm
const answerWidth = 78 * mm
/** Members of one block of the roster. */
const membersAcross = 5
const memberWidth = 21 * mm

const gap = (height: number): FlowItem => ({ height, keepWithNext: false })

const frame = ({ setter }: PaperArea, x: number, y: number, width: number, height: number): void => {
  setter.document
    .save()
    .lineWidth(0.6)
    .strokeColor('#000000')
    .moveTo(x, y)
    .lineTo(x + width, y)
    .lineTo(x + width, y + height)
    .lineTo(x, y + height)
    .lineTo(x, y)
    .stroke()
    .restore()
}

/** The text in the largest size that fits the width, at least 5 points. */
const fitted = (setter: TypeSetter, text: string, width: number, size: number): Face => {
  let face: Face = { size }
  while (face.size > 5 && setter.width(text, face) > width) face = { size: face.size - 0.5 }
  return face
}

const legend = (question: Question): string =>
  optionsOf(question)
    .map(({ code, label }) => `${shownCode(question, code)}\u00a0${label}`)
    .join(' · ')

/** What stands under a question in small print: hint, when it is asked, codes. */
const notes = (paper: PaperForm, question: Question): string[] => {
  const when = askedWhen(paper.form, question)
  return [question.hint, when === '' ? '' : `(${when})`, legend(question)].filter((text) => text !== '')
}

const told = (question: Question, sheet: AnswerSheet | undefined, full: boolean): string => {
  const answer = sheet?.[question.key]
  if (answer === undefined) return ''
  const text = typedText(question, answer.value)
  const shown = question.format === 'digits16' && !full ? maskNumber(text) : text
  return answer.from === 'register' ? `${shown} *` : shown
}

/** Question text with number on the left. Answers the lines and their height. */
const questionLines = (
  area: PaperArea,
  paper: PaperForm,
  question: Question,
  width: number,
): { height: number; draw(y: number): void } => {
  const { setter, left } = area
  const text = setter.wrap(question.text, width - numberWidth, body)
  const under = notes(paper, question).flatMap((note) => setter.wrap(note, width - numberWidth, small))
  return {
    height: text.length * leading + under.length * smallLeading,
    draw: (y) => {
      setter.line(question.number, left, y, leading, strong)
      for (const [index, line] of text.entries()) setter.line(line, left + numberWidth, y + index * leading, leading, body)
      const below = y + text.length * leading
      for (const [index, line] of under.entries())
        setter.line(line, left + numberWidth, below + index * smallLeading, smallLeading, small)
    },
  }
}

/**
 * Questions that may be asked, as far as is known: a condition on something that is still open does not cross a question out,
 * age and sex do. Null = everything (a blank form).
 * @param member of the roster; null = what is asked once
 */
const possible = (paper: PaperForm, member: number | null): ReadonlySet<string> | null => {
  const { answers, form } = paper
  if (answers === null) return null
  const sheet = { ...answers.main, ...answers.members.find(({ id }) => id === member)?.answers }
  const known = <T extends { when: Section['when'] }>(of: T): T => ({
    ...of,
    when: of.when.filter(({ question }) => sheet[question] !== undefined),
  })
  const sections = form.sections.map((section) => ({ ...known(section), questions: section.questions.map(known) }))
  return new Set(
    visibleCells({ ...form, sections }, answers)
      .filter((cell) => (cell.member?.id ?? null) === member)
      .map(({ question }) => question.key),
  )
}

const boxWidths: Partial<Record<Question['type'], number>> = {
  choice: 14 * mm,
  'yes-no': 14 * mm,
  bits: 14 * mm,
  multi: 40 * mm,
  number: 40 * mm,
  date: 40 * mm,
}

const onceItem = (area: PaperArea, paper: PaperForm, question: Question, asked: boolean): FlowItem => {
  const { setter, left, width } = area
  const long = question.type === 'text' && question.lines > 1
  const words = questionLines(area, paper, question, long ? width : width - answerWidth - 3 * mm)
  const value = asked ? told(question, paper.answers?.main, paper.full) : '–'
  const x = left + width - answerWidth
  if (long) {
    const height = question.lines * 7 * mm
    return {
      height: words.height + height + 2 * mm,
      keepWithNext: false,
      draw: (y) => {
        words.draw(y)
        const lines = setter.wrap(value, width - numberWidth, body)
        for (let line = 0; line < question.lines; line += 1) {
          const top = y + words.height + line * 7 * mm
          const rest = line === question.lines - 1 ? lines.slice(line).join(' ') : (lines[line] ?? '')
          setter.line(rest, left + numberWidth, top, 7 * mm, fitted(setter, rest, width - numberWidth, body.size))
          setter.rule(left + numberWidth, top + 6.4 * mm, left + width, 0.4)
        }
      },
    }
  }
  return {
    height: Math.max(words.height, boxHeight) + 1.6 * mm,
    keepWithNext: false,
    draw: (y) => {
      words.draw(y)
      const box = boxWidths[question.type] ?? answerWidth
      if (question.type === 'text') setter.rule(x, y + boxHeight, x + box, 0.4)
      else frame(area, x, y, box, boxHeight)
      const shown = value === '' && question.type === 'date' ? '      /       /' : value
      setter.line(shown, x + 1.5 * mm, y, boxHeight, fitted(setter, shown, box - 3 * mm, 10))
      if (question.unit !== '') setter.line(question.unit, x + box + 2 * mm, y, boxHeight, small)
    },
  }
}

interface Column {
  name: string
  sheet: AnswerSheet | undefined
  /** Keys that are asked of this member; null = all (blank). */
  asked: ReadonlySet<string> | null
}

const rosterItems = (area: PaperArea, paper: PaperForm, section: Section): FlowItem[] => {
  const { setter, left, width } = area
  const filled: Column[] = (paper.answers?.members ?? []).map((member) => ({
    name: member.name,
    sheet: member.answers,
    asked: possible(paper, member.id),
  }))
  // A family may have somebody the register does not know: there is always an empty column left.
  const blank = membersAcross - (filled.length % membersAcross)
  const columns: Column[] = [...filled, ...Array.from({ length: blank }, () => ({ name: '', sheet: undefined, asked: null }))]
  const start = left + width - membersAcross * memberWidth
  const items: FlowItem[] = []
  for (let first = 0; first < columns.length; first += membersAcross) {
    const block = columns.slice(first, first + membersAcross)
    const names = block.map(({ name }) => setter.wrap(name, memberWidth - 2 * mm, small).slice(0, 2))
    items.push({
      height: smallLeading * 3 + 1 * mm,
      keepWithNext: true,
      draw: (y) => {
        setter.line('Anggota ke-', start - 20 * mm, y, smallLeading, small)
        for (const [index, lines] of names.entries()) {
          const x = start + index * memberWidth + 1 * mm
          setter.line(String(first + index + 1), x, y, smallLeading, { ...small, bold: true })
          for (const [line, text] of lines.entries()) setter.line(text, x, y + (line + 1) * smallLeading, smallLeading, small)
        }
      },
    })
    for (const question of section.questions) {
      const words = questionLines(area, paper, question, width - membersAcross * memberWidth - 2 * mm)
      // The small column number stands under its box, clear of the next one.
      const height = Math.max(words.height, boxHeight + 1.2 * mm)
      items.push({
        height: height + 1.2 * mm,
        keepWithNext: false,
        draw: (y) => {
          words.draw(y)
          for (const [index, column] of block.entries()) {
            const x = start + index * memberWidth
            frame(area, x + 0.5 * mm, y, memberWidth - 1 * mm, boxHeight)
            const value =
              column.asked !== null && !column.asked.has(question.key) ? '–' : told(question, column.sheet, paper.full)
            setter.line(value, x + 1.2 * mm, y, boxHeight, fitted(setter, value, memberWidth - 2.4 * mm, 9))
            // The names stand above the first row only; the number tells the columns of later pages apart.
            setter.line(String(first + index + 1), x + memberWidth - 3.4 * mm, y + boxHeight, 1.6 * mm, { size: 4.5 })
          }
        },
      })
    }
    items.push(gap(3 * mm))
  }
  return items
}

const titleItems = (area: PaperArea, paper: PaperForm): FlowItem[] => {
  const { setter, left, width } = area
  const middle = left + width / 2
  const line = (text: string, face: Face, height: number): FlowItem => ({
    height,
    keepWithNext: true,
    draw: (y) => setter.centred(text, middle, y, height, face),
  })
  const label = Math.max(0, ...paper.head.map((row) => setter.width(row.label, body))) + 4 * mm
  return [
    line(paper.office, small, 4 * mm),
    line(paper.form.name.toLocaleUpperCase('id'), { size: 12, bold: true }, 6.5 * mm),
    gap(1.5 * mm),
    ...paper.head.map(
      (row): FlowItem => ({
        height: leading + 0.8 * mm,
        keepWithNext: true,
        draw: (y) => {
          setter.line(row.label, left, y, leading, body)
          setter.line(':', left + label - 2 * mm, y, leading, body)
          if (row.text === '') setter.rule(left + label, y + leading, left + width * 0.62, 0.4)
          else setter.line(row.text, left + label, y, leading, fitted(setter, row.text, width - label, body.size))
        },
      }),
    ),
    gap(1 * mm),
  ]
}

const sectionTitle = (area: PaperArea, paper: PaperForm, section: Section): FlowItem[] => {
  const { setter, left, width } = area
  const when = askedWhen(paper.form, section)
  const intro = [section.intro, when === '' ? '' : `Diisi ${when}.`].filter((text) => text !== '').join(' ')
  const lines = intro === '' ? [] : setter.wrap(intro, width, small)
  return [
    gap(2 * mm),
    {
      height: 6 * mm + lines.length * smallLeading,
      keepWithNext: true,
      draw: (y) => {
        setter.line(section.title, left, y, 5 * mm, { size: 10, bold: true })
        setter.rule(left, y + 5.2 * mm, left + width, 0.8)
        for (const [index, line] of lines.entries())
          setter.line(line, left, y + 5.6 * mm + index * smallLeading, smallLeading, small)
      },
    },
    { ...gap(1.4 * mm), keepWithNext: true },
  ]
}

const signatures = (area: PaperArea, paper: PaperForm): FlowItem => {
  const { setter, left, width } = area
  const marked = paper.answers !== null
  return {
    height: 34 * mm,
    keepWithNext: false,
    draw: (y) => {
      if (marked) setter.line('* dari data warga; tanyakan kembali dan coret bila berubah.', left, y, smallLeading, small)
      for (const [index, [role, name]] of [
        ['Yang ditanyai', ''],
        ['Petugas', paper.surveyor],
      ].entries()) {
        const x = left + index * width * 0.55
        setter.line(`${role},`, x, y + 6 * mm, leading, body)
        setter.rule(x, y + 29 * mm, x + 60 * mm, 0.4)
        setter.line(name ?? '', x, y + 24 * mm, leading, fitted(setter, name ?? '', 60 * mm, body.size))
        setter.line('Nama, tanda tangan, tanggal', x, y + 29.5 * mm, smallLeading, small)
      }
    },
  }
}

/** A form as pieces of pages, from top to bottom. */
export const paperItems = (area: PaperArea, paper: PaperForm): FlowItem[] => {
  const asked = possible(paper, null)
  return [
    ...titleItems(area, paper),
    ...paper.form.sections.flatMap((section) => [
      ...sectionTitle(area, paper, section),
      ...(section.repeat === 'members'
        ? rosterItems(area, paper, section)
        : section.questions.map((question) => onceItem(area, paper, question, asked?.has(question.key) ?? true))),
    ]),
    gap(4 * mm),
    signatures(area, paper),
  ]
}
