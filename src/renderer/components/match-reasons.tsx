import type { MatchReason, PersonHit } from '../../shared/contract/people.ts'
import { peopleTexts } from '../texts/people.ts'
import styles from './match-reasons.module.css'

/** A text with the letters marked that fit what was typed. */
export const Marked = (props: { text: string; marks: readonly (readonly [number, number])[] }) => {
  const parts: { text: string; marked: boolean; from: number }[] = []
  let at = 0
  for (const [from, to] of props.marks) {
    if (from < at || to <= from || to > props.text.length) continue
    if (from > at) parts.push({ text: props.text.slice(at, from), marked: false, from: at })
    parts.push({ text: props.text.slice(from, to), marked: true, from })
    at = to
  }
  if (at < props.text.length) parts.push({ text: props.text.slice(at), marked: false, from: at })
  return (
    <>
      {parts.map((part) =>
        part.marked ? (
          <mark key={part.from} className={styles.mark}>
            {part.text}
          </mark>
        ) : (
          <span key={part.from}>{part.text}</span>
        ),
      )}
    </>
  )
}

const labels: Record<MatchReason['field'], string> = peopleTexts.reasons

/** The name of a hit with what fits in it marked. */
export const MarkedName = (props: { person: PersonHit }) => {
  const reason = props.person.reasons.find(({ field }) => field === 'name')
  return <Marked text={props.person.name} marks={reason?.marks ?? []} />
}

/** Why somebody was found, apart from the name: "Ibu kandung: SITI AMINAH · Lahir: 12/05/1987"; nothing when the name says it all. */
export const MatchReasons = (props: { person: PersonHit }) => {
  const others = props.person.reasons.filter(({ field }) => field !== 'name')
  return others.map((reason, index) => (
    <span key={reason.field}>
      {index > 0 ? ' · ' : ''}
      {labels[reason.field]} <Marked text={reason.text} marks={reason.marks} />
    </span>
  ))
}
