import { Link } from '@tanstack/react-router'
import { useCall } from '../lib/query.ts'
import { arrivalTexts } from '../texts/arrival.ts'

/** How many wait to be called; leads to the queue. */
export const QueueCount = () => {
  const queue = useCall('arrival.display', {})
  if (queue.data === undefined) return null
  const { waiting } = queue.data
  return (
    <Link to="/antrean" title={arrivalTexts.headerTitle(waiting)} style={{ whiteSpace: 'nowrap', fontSize: '0.875rem' }}>
      {arrivalTexts.header(waiting)}
    </Link>
  )
}
