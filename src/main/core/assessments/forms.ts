import type { QuestionnaireRow } from '../../../shared/contract/assessments.ts'
import type { QuestionnaireBody } from '../../../shared/contract/questionnaire-body.ts'
import type { Option } from '../../../shared/domain/questionnaire/model.ts'
import { questionsOf } from '../../../shared/domain/questionnaire/model.ts'
import type { Db } from '../db/database.ts'
import { currentDefinitions, definition } from '../definitions/definitions.repo.ts'
import type { ValueListBody } from '../definitions/kinds.ts'

/** A questionnaire ready to be asked, with the versions that made it. */
export interface ReadyForm {
  key: string
  version: number
  /** Version of each value list by key: kept with the answers, so that a code never changes its meaning afterwards. */
  lists: Record<string, number>
  form: QuestionnaireBody
}

/** Choices of a value list. Entries without a code are spellings: they join the choice whose label has them ("Istri" → "Istri/Suami"). */
const toOptions = (body: ValueListBody): Option[] => {
  const coded = body.values.some(({ code }) => code !== '')
  const spellings = (value: ValueListBody['values'][number]): string[] =>
    value.store === '' ? value.aliases : [value.store, ...value.aliases]
  const options = body.values
    .filter(({ code }) => !coded || code !== '')
    .map((value, index) => ({ code: coded ? value.code : String(index + 1), label: value.label, aliases: spellings(value) }))
  if (coded)
    for (const value of body.values.filter(({ code }) => code === ''))
      options.find(({ label }) => label.split('/').includes(value.label))?.aliases.push(value.label, ...spellings(value))
  return options
}

/**
 * A questionnaire with the choices of its value lists filled in.
 * @param version null = the newest
 * @param lists versions of the value lists as kept with an answer set; others are the newest
 * @throws AppError NOT_FOUND
 */
export const readyForm = (db: Db, key: string, version: number | null = null, lists: Record<string, number> = {}): ReadyForm => {
  const found = definition(db, 'questionnaire', key, version)
  const used: Record<string, number> = {}
  const options = new Map<string, Option[]>()
  const optionsIn = (list: string): Option[] => {
    const known = options.get(list)
    if (known !== undefined) return known
    const read = definition(db, 'value-list', list, lists[list] ?? null)
    used[list] = read.version
    const made = toOptions(read.body)
    options.set(list, made)
    return made
  }
  const sections = found.body.sections.map((section) => ({
    ...section,
    questions: section.questions.map((question) =>
      question.values === '' ? question : { ...question, options: optionsIn(question.values) },
    ),
  }))
  return { key, version: found.version, lists: used, form: { ...found.body, sections } }
}

/** Questionnaires of the office, by name. */
export const questionnaireRows = (db: Db): QuestionnaireRow[] =>
  currentDefinitions(db, 'questionnaire')
    .map(({ key, version, name, body }) => ({
      key,
      version,
      name,
      description: body.description,
      subject: body.subject,
      questions: questionsOf(body).length,
    }))
    .sort((a, b) => a.name.localeCompare(b.name, 'id'))
