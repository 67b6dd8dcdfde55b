import { useCallback, useEffect, useRef, useState } from 'react'
import type { AssessmentDetail } from '../../../shared/contract/assessments.ts'
import type { AppError } from '../../../shared/domain/errors.ts'
import type { Answers, AnswerValue, Question } from '../../../shared/domain/questionnaire/model.ts'
import { call } from '../../lib/api.ts'
import { toAppError } from '../../lib/transport.ts'

/** Waits this long after the last change before it is sent. Milliseconds. */
const pause = 600

interface Change {
  member: number | null
  question: string
  value: AnswerValue | null
}

const toAnswers = (detail: AssessmentDetail): Answers => ({
  subject: detail.subject,
  on: detail.visitedOn,
  main: detail.main,
  members: detail.members,
})

/**
 * An answer set being typed: loaded once (every look at it is audited), changed boxes are sent one batch after the other, each
 * with the version the last one answered. `flush` sends what is left.
 */
export const useAnswers = (id: number) => {
  const [detail, setDetail] = useState<AssessmentDetail | null>(null)
  const [answers, setAnswers] = useState<Answers | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  const [unsaved, setUnsaved] = useState(0)
  const version = useRef(0)
  const pending = useRef(new Map<string, Change>())
  const head = useRef<{ visitedOn?: string; surveyor?: string }>({})
  const sending = useRef<Promise<boolean>>(Promise.resolve(true))
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const load = useCallback(async (): Promise<void> => {
    try {
      const got = await call('assessments.get', { id })
      version.current = got.version
      pending.current.clear()
      head.current = {}
      setUnsaved(0)
      setError(null)
      setDetail(got)
      setAnswers(toAnswers(got))
    } catch (failure) {
      setError(toAppError(failure))
    }
  }, [id])

  /** Sends what is not sent yet; false when it was refused. */
  const flush = useCallback((): Promise<boolean> => {
    clearTimeout(timer.current)
    sending.current = sending.current.then(async () => {
      const batch = [...pending.current.values()]
      const more = head.current
      if (batch.length === 0 && Object.keys(more).length === 0) return true
      pending.current.clear()
      head.current = {}
      try {
        const saved = await call('assessments.save', { id, version: version.current, answers: batch, ...more })
        version.current = saved.version
        setError(null)
        setUnsaved(pending.current.size)
        return true
      } catch (failure) {
        // What could not be sent is tried again with the next change, unless something newer was typed there.
        for (const change of batch) {
          const key = `${change.member ?? ''}\n${change.question}`
          if (!pending.current.has(key)) pending.current.set(key, change)
        }
        head.current = { ...more, ...head.current }
        setError(toAppError(failure))
        return false
      }
    })
    return sending.current
  }, [id])

  const later = useCallback((): void => {
    setUnsaved(pending.current.size + Object.keys(head.current).length)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void flush(), pause)
  }, [flush])

  const change = useCallback(
    (member: number | null, question: Question, value: AnswerValue | null): void => {
      pending.current.set(`${member ?? ''}\n${question.key}`, { member, question: question.key, value })
      setAnswers((now) => {
        if (now === null) return now
        const put = (sheet: Answers['main']): Answers['main'] => {
          const { [question.key]: _old, ...rest } = sheet
          return value === null ? rest : { ...rest, [question.key]: { value, from: 'field' } }
        }
        return member === null
          ? { ...now, main: put(now.main) }
          : { ...now, members: now.members.map((one) => (one.id === member ? { ...one, answers: put(one.answers) } : one)) }
      })
      later()
    },
    [later],
  )

  const changeHead = useCallback(
    (values: { visitedOn?: string; surveyor?: string }): void => {
      head.current = { ...head.current, ...values }
      setDetail((now) => (now === null ? now : { ...now, ...values }))
      if (values.visitedOn !== undefined) {
        const on = values.visitedOn
        setAnswers((now) => (now === null ? now : { ...now, on }))
      }
      later()
    },
    [later],
  )

  useEffect(() => {
    void load()
    const leave = (): void => void flush()
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [load, flush])

  return { detail, answers, error, unsaved, version, change, changeHead, flush, load, setError }
}
