import type { OutputOf, ParsedInputOf } from '../../../shared/contract/index.ts'
import type { AnswerValue } from '../../../shared/domain/questionnaire/model.ts'
import { questionsOf } from '../../../shared/domain/questionnaire/model.ts'
import type { CommandContext, QueryContext } from '../context.ts'
import { visiblePerson } from '../families/act.ts'
import { type AnswerSet, draftAt, keepSet, shownText, visibleSet } from './answer-set.ts'
import { insertSetMember } from './assessments.repo.ts'
import { prefilled, type RegisterValues, registerValues } from './register-values.ts'
import { type BoxChange, writeBoxes } from './write-set.ts'

const same = (a: AnswerValue | null, b: AnswerValue | null): boolean => JSON.stringify(a) === JSON.stringify(b)

interface Fresh {
  change: BoxChange & { value: AnswerValue }
  difference: OutputOf<'assessments.compare'>['differences'][number]
}

const freshBoxes = (set: AnswerSet, register: RegisterValues): Fresh[] => {
  const rows = [
    { member: null, name: '', personId: null as number | null, sheet: set.answers.main },
    ...set.answers.members.map(({ id, name, answers }, index) => ({
      member: id,
      name,
      personId: set.members[index]?.person_id ?? null,
      sheet: answers,
    })),
  ]
  return rows.flatMap(({ member, name, personId, sheet }) =>
    questionsOf(set.ready.form).flatMap(({ section, question }): Fresh[] => {
      if (question.prefill === '' || (section.repeat === 'members') !== (member !== null)) return []
      if (member !== null && personId === null) return []
      const value = personId === null ? register.once(question) : register.ofMember(question, personId)
      const old = sheet[question.key]
      // Where the register says nothing, what was heard in the field stands.
      if (value === null || same(value, old?.value ?? null)) return []
      return [
        {
          change: { member, question: question.key, value, from: 'register' },
          difference: {
            member,
            memberName: name,
            question: question.key,
            number: question.number,
            text: question.text,
            old: shownText(question, old?.value ?? null),
            from: old?.from ?? '',
            new: shownText(question, value),
          },
        },
      ]
    }),
  )
}

const joinedAndLeft = (set: AnswerSet, register: RegisterValues): Pick<OutputOf<'assessments.compare'>, 'joined' | 'left'> => {
  if (!set.ready.form.sections.some(({ repeat }) => repeat === 'members')) return { joined: [], left: [] }
  const inSet = new Set(set.members.map(({ person_id }) => person_id))
  const inFamily = new Set(register.members.map(({ personId }) => personId))
  return {
    joined: register.members.filter(({ personId }) => !inSet.has(personId)).map(({ personId, name }) => ({ personId, name })),
    left: set.members
      .filter(({ person_id }) => person_id !== null && !inFamily.has(person_id))
      .map(({ id, name }) => ({ memberId: id, name })),
  }
}

/** What the register says differently now. */
export const compareSet = (context: QueryContext, id: number): OutputOf<'assessments.compare'> => {
  const set = visibleSet(context, id)
  const register = registerValues(context, visiblePerson(context, set.record.person_id))
  return {
    version: set.record.version,
    differences: freshBoxes(set, register).map(({ difference }) => difference),
    ...joinedAndLeft(set, register),
  }
}

/** Takes the chosen boxes from the register; a box in which the two agree by now is left alone. */
export const takeFromRegister = (
  context: CommandContext,
  input: ParsedInputOf<'assessments.takeFromRegister'>,
): { id: number; version: number } => {
  const set = draftAt(context, input.id, input.version)
  const register = registerValues(context, visiblePerson(context, set.record.person_id))
  const chosen = new Set(input.boxes.map(({ member, question }) => `${member ?? ''}\n${question}`))
  const changes = freshBoxes(set, register)
    .map(({ change }) => change)
    .filter(({ member, question }) => chosen.has(`${member ?? ''}\n${question}`))
  const { joined } = joinedAndLeft(set, register)
  const added = joined.filter(({ personId }) => input.joined.includes(personId))
  for (const { personId, name } of added)
    insertSetMember(context.db, {
      assessment_id: set.record.id,
      person_id: personId,
      name,
      answers: JSON.stringify(prefilled(set.ready.form, register, personId)),
    })
  writeBoxes(context, set, changes)
  if (added.length > 0) {
    // The counts take the new members in.
    const after = draftAt(context, input.id, input.version + 1)
    keepSet(context, after, {})
  }
  context.audit({
    entity: 'assessment',
    entityId: input.id,
    caseId: set.record.case_id,
    detail: { boxes: changes.length, joined: added.length },
  })
  return { id: input.id, version: input.version + (added.length > 0 ? 2 : 1) }
}
