import { shortDate } from '../lib/format.ts'
import { StatusBadge } from './status-badge.tsx'

/** A due day; when it has passed: icon, word and tint. */
export const DueDate = (props: { date: string | null; overdue: boolean }) =>
  props.date === null ? null : props.overdue ? (
    <StatusBadge tone="danger">{`${shortDate(props.date)} lewat`}</StatusBadge>
  ) : (
    <span className="numeric">{shortDate(props.date)}</span>
  )
