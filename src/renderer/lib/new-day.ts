import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { dayIn } from '../../shared/domain/dates.ts'

/** A page left open over night: when the office's day turns, what is on screen is asked for again, dates of forms included. */
export const useNewDay = (timeZone: string): void => {
  const client = useQueryClient()
  const [day, setDay] = useState(() => dayIn(new Date(), timeZone))
  useEffect(() => {
    const timer = window.setInterval(() => {
      const now = dayIn(new Date(), timeZone)
      if (now === day) return
      setDay(now)
      void client.invalidateQueries()
    }, 60_000)
    return () => window.clearInterval(timer)
  }, [client, day, timeZone])
}
