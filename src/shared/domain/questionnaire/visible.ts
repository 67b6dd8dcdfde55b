import { ageOn } from '../dates.ts'
import type { Answer, AnswerSheet, Answers, AnswerValue, Condition, Form, Question, RosterMember, Section } from './model.ts'

/** One box of the filled form: a question, for a member where its section repeats. */
export interface Cell {
  section: Section
  question: Question
  /** Null = asked once. */
  member: RosterMember | null
  answer: Answer | null
}

/** Whether a bit is part of a sum; a bit of 0 is the sum 0 itself. */
const hasBit = (sum: number, bit: number): boolean => (bit === 0 ? sum === 0 : Math.floor(sum / bit) % 2 === 1)

const asList = (value: AnswerValue): string[] => (Array.isArray(value) ? value : [String(value)])

/** Whether a condition holds for an answer. */
export const holdsFor = (condition: Condition, value: AnswerValue | null): boolean => {
  if (value === null) return false
  switch (condition.op) {
    case 'answered':
      return true
    case 'in':
      return asList(value).some((one) => condition.values.includes(one))
    case 'not-in':
      return !asList(value).some((one) => condition.values.includes(one))
    case 'at-least':
      return Number(value) >= (condition.number ?? 0)
    case 'at-most':
      return Number(value) <= (condition.number ?? 0)
    case 'has-bit':
      return hasBit(Number(value), condition.number ?? 0)
  }
}

/** The answer that tells something about the one asked, if it was given; else what the register knows. */
const told = (section: Section[], sheet: AnswerSheet, means: Question['means']): AnswerValue | null => {
  for (const { questions } of section)
    for (const question of questions) if (question.means === means) return sheet[question.key]?.value ?? null
  return null
}

const sexOf = (value: AnswerValue | null): 'L' | 'P' | null =>
  value === 'L' || value === '1' ? 'L' : value === 'P' || value === '2' ? 'P' : null

/** Sex and birth date of the one who is asked: as answered, else as the register has it. */
const askedOf = (
  form: Form,
  answers: Answers,
  member: RosterMember | null,
): { sex: 'L' | 'P' | null; birthDate: string | null } => {
  const sections = form.sections.filter(({ repeat }) => (repeat === 'members') === (member !== null))
  const sheet = member?.answers ?? answers.main
  const known = member ?? answers.subject
  const birth = told(sections, sheet, 'birth-date')
  return {
    sex: sexOf(told(sections, sheet, 'sex')) ?? known.sex,
    birthDate: typeof birth === 'string' && birth !== '' ? birth : known.birthDate,
  }
}

/**
 * The boxes that are to be filled, in the paper's order: once-sections as they stand, a repeated section member by member.
 * A question is hidden when its section's or its own conditions do not hold, when a question they look at is itself hidden,
 * or when the age or sex of the one asked is known and outside. Unknown age or sex hides nothing.
 */
export const visibleCells = (form: Form, answers: Answers): Cell[] => {
  const places = new Map<string, { section: Section; question: Question }>()
  for (const section of form.sections) for (const question of section.questions) places.set(question.key, { section, question })
  const known = new Map<string, boolean>()
  const asked = new Map<number, ReturnType<typeof askedOf>>()
  const who = (member: RosterMember | null): ReturnType<typeof askedOf> => {
    const found = asked.get(member?.id ?? 0) ?? askedOf(form, answers, member)
    asked.set(member?.id ?? 0, found)
    return found
  }
  const answerTo = (key: string, member: RosterMember | null): AnswerValue | null => {
    const place = places.get(key)
    if (place === undefined) return null
    const whose = place.section.repeat === 'members' ? member : null
    if (place.section.repeat === 'members' && whose === null) return null
    if (!visible(place.section, place.question, whose)) return null
    return (whose?.answers ?? answers.main)[key]?.value ?? null
  }
  const allHold = (conditions: readonly Condition[], member: RosterMember | null): boolean =>
    conditions.every((condition) => holdsFor(condition, answerTo(condition.question, member)))
  const visible = (section: Section, question: Question, member: RosterMember | null): boolean => {
    const id = `${question.key}\n${member?.id ?? ''}`
    const before = known.get(id)
    if (before !== undefined) return before
    // A cycle is refused when a definition is saved; here it only must not hang.
    known.set(id, false)
    const { sex, birthDate } = who(member)
    const age = birthDate === null || birthDate > answers.on ? null : ageOn(birthDate, answers.on)
    const shown =
      allHold(section.when, member) &&
      allHold(question.when, member) &&
      (question.sex === null || sex === null || sex === question.sex) &&
      (question.ages === null ||
        age === null ||
        ((question.ages.min === null || age >= question.ages.min) && (question.ages.max === null || age <= question.ages.max)))
    known.set(id, shown)
    return shown
  }
  return form.sections.flatMap((section): Cell[] => {
    const of = (member: RosterMember | null): Cell[] =>
      section.questions
        .filter((question) => visible(section, question, member))
        .map((question) => ({
          section,
          question,
          member,
          answer: (member?.answers ?? answers.main)[question.key] ?? null,
        }))
    return section.repeat === 'members' ? answers.members.flatMap(of) : of(null)
  })
}

/** How far a form is filled. */
export interface Progress {
  asked: number
  answered: number
  /** Required and still empty. */
  missing: number
}

/** Counts over the visible boxes. */
export const progressOf = (cells: readonly Cell[]): Progress => ({
  asked: cells.length,
  answered: cells.filter(({ answer }) => answer !== null).length,
  missing: cells.filter(({ question, answer }) => question.required && answer === null).length,
})

/** Answers that count as a sign, of all visible questions that can be one. */
export const signsOf = (cells: readonly Cell[]): { of: number; signs: Cell[] } => {
  const countable = cells.filter(({ question }) => question.counts.length > 0)
  return {
    of: countable.length,
    signs: countable.filter(
      ({ question, answer }) => answer !== null && asList(answer.value).some((one) => question.counts.includes(one)),
    ),
  }
}
