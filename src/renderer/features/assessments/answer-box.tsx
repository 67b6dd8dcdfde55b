import { Badge, Group, Text, Textarea, TextInput, UnstyledButton } from '@mantine/core'
import { type KeyboardEvent, memo, useState } from 'react'
import type { Answer, AnswerValue, Question } from '../../../shared/domain/questionnaire/model.ts'
import { optionsOf, shownCode } from '../../../shared/domain/questionnaire/model.ts'
import { bitLabels, bitsOf, readAnswer, typedText, valueProblem } from '../../../shared/domain/questionnaire/values.ts'
import { assessmentTexts } from '../../texts/assessments.ts'
import styles from './assessments.module.css'

const words = assessmentTexts.typing

/** Moves the focus to the next or previous box of the form; from the last one to the button that finishes. */
const step = (from: HTMLElement, by: 1 | -1): void => {
  // The rules may show or hide boxes by this answer: wait until they are drawn.
  requestAnimationFrame(() => {
    const boxes = [...document.querySelectorAll<HTMLElement>('[data-answer-box]')]
    const next = boxes[boxes.indexOf(from) + by] ?? (by === 1 ? document.querySelector<HTMLElement>('[data-answer-end]') : null)
    next?.focus()
    if (next instanceof HTMLInputElement) next.select()
    next?.scrollIntoView({ block: 'center' })
  })
}

const chosenIn = (question: Question, value: AnswerValue | null, code: string): boolean => {
  if (value === null) return false
  if (Array.isArray(value)) return value.includes(code)
  if (question.type !== 'bits') return value === code
  const [sum, bit] = [Number(value), Number(code)]
  return bitsOf(question).includes(bit) && bitLabels(question, sum) !== null && sum !== 99
    ? Math.floor(sum / bit) % 2 === 1
    : sum === bit
}

/** What a click on a choice makes of the answer. */
const clicked = (question: Question, value: AnswerValue | null, code: string): AnswerValue | null => {
  if (question.type === 'multi') {
    const now = Array.isArray(value) ? value : []
    const next = question.options.map((one) => one.code).filter((one) => (one === code ? !now.includes(one) : now.includes(one)))
    return next.length === 0 ? null : next
  }
  if (question.type === 'bits') {
    const bits = bitsOf(question)
    const bit = Number(code)
    if (!bits.includes(bit)) return bit
    const sum = typeof value === 'number' && (bits.includes(value) || bitLabels(question, value)?.length !== 1) ? value : 0
    const next = Math.floor(sum / bit) % 2 === 1 ? sum - bit : sum + bit
    return next === 0 ? null : next
  }
  return code
}

/** One question with its box, as on the paper: number, text, a box for code or words, and the choices under it. */
export const AnswerBox = memo(
  (props: {
    question: Question
    member: number | null
    answer: Answer | null
    readOnly: boolean
    /** A sentence when the form was to be finished and this box was not right. */
    problem: string | null
    onChange(member: number | null, question: Question, value: AnswerValue | null): void
  }) => {
    const { question, member, answer } = props
    const value = answer?.value ?? null
    const [typed, setTyped] = useState<string | null>(null)
    const text = typed ?? typedText(question, value)
    const reading = readAnswer(question, text)
    const masked = question.format === 'digits16' && text.includes('•')
    const wrong =
      typed === null && props.problem === null
        ? null
        : 'problem' in reading
          ? reading.problem
          : reading.value === null || masked
            ? props.problem
            : valueProblem(question, reading.value)
    const keep = (): void => {
      if (typed === null || 'problem' in reading) return
      if (JSON.stringify(reading.value) !== JSON.stringify(value)) props.onChange(member, question, reading.value)
      setTyped(null)
    }
    const onKey = (event: KeyboardEvent<HTMLElement>): void => {
      if (event.key !== 'Enter' || event.ctrlKey || event.altKey) return
      event.preventDefault()
      keep()
      if (!('problem' in reading)) step(event.currentTarget, event.shiftKey ? -1 : 1)
    }
    const options = optionsOf(question)
    const id = `q-${member ?? 0}-${question.key}`
    const shared = {
      id,
      value: text,
      error: wrong,
      readOnly: props.readOnly,
      onBlur: keep,
      onKeyDown: onKey,
      'data-answer-box': true,
      autoComplete: 'off',
      spellCheck: false,
      'aria-describedby': options.length > 0 ? `${id}-options` : undefined,
    }
    const long = question.type === 'text' && question.lines > 1
    return (
      <div className={styles.question}>
        <span className={styles.number}>{question.number}</span>
        <label htmlFor={id} className={styles.text}>
          {question.text}
          {question.required ? <span aria-hidden> *</span> : null}
          {question.hint === '' ? null : (
            <Text span size="xs" c="dimmed" display="block">
              {question.hint}
            </Text>
          )}
        </label>
        <div className={styles.answer} data-few={options.length > 0 && options.length <= 2}>
          <Group gap={6} wrap="nowrap" align="flex-start">
            {long ? (
              <Textarea
                {...shared}
                autosize
                minRows={2}
                maxRows={6}
                className={styles.wide}
                onChange={(event) => setTyped(event.currentTarget.value)}
              />
            ) : (
              <TextInput
                {...shared}
                inputMode={question.type === 'text' ? 'text' : 'numeric'}
                placeholder={question.type === 'date' ? 'hh/bb/tttt' : undefined}
                className={options.length > 0 && question.type !== 'multi' ? styles.code : styles.wide}
                onChange={(event) => setTyped(event.currentTarget.value)}
              />
            )}
            {question.unit === '' ? null : (
              <Text size="sm" c="dimmed" pt={6}>
                {question.unit}
              </Text>
            )}
            {answer?.from === 'register' ? (
              <Badge variant="light" color="gray" size="sm" mt={8} tt="none" fw={400} className={styles.badge}>
                {words.fromRegister}
              </Badge>
            ) : null}
          </Group>
          {options.length === 0 ? null : (
            <div className={styles.options} id={`${id}-options`}>
              {options.map(({ code, label }) => (
                <UnstyledButton
                  key={code}
                  className={styles.option}
                  data-chosen={chosenIn(question, value, code)}
                  tabIndex={-1}
                  disabled={props.readOnly}
                  onClick={() => {
                    setTyped(null)
                    props.onChange(member, question, clicked(question, value, code))
                    document.getElementById(id)?.focus()
                  }}
                >
                  <b>{shownCode(question, code)}</b> {label}
                </UnstyledButton>
              ))}
            </div>
          )}
        </div>
      </div>
    )
  },
)
