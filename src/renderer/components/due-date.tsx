import { shortDate } from '../lib/format.ts'
import { workTexts } from '../texts/work.ts'
import { StatusBadge } from './status-badge.tsx'

/** A due day; when it has passed: icon, word and tint. With `left`, how many working days remain stands beside it. */
export const DueDate = (props: { date: string | null; overdue: boolean; left?: number | null; soon?: boolean }) => {
  if (props.date === null) return null
  const left = props.left === undefined || props.left === null ? null : workTexts.left(props.left)
  const title = left === null ? undefined : `${shortDate(props.date)}, ${left}`
  if (props.overdue)
    return (
      <span title={title}>
        <StatusBadge tone="danger">{`${shortDate(props.date)} lewat`}</StatusBadge>
      </span>
    )
  if (props.soon === true)
    return (
      <span title={title}>
        <StatusBadge tone="warning">{left ?? shortDate(props.date)}</StatusBadge>
      </span>
    )
  return (
    <span className="numeric" title={title}>
      {shortDate(props.date)}
      {left === null ? null : <span style={{ fontSize: 12, opacity: 0.75 }}>{` · ${left}`}</span>}
    </span>
  )
}
