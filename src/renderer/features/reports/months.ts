import { monthTitle } from '../../lib/format.ts'

/** Adds whole months to `YYYY-MM`. */
export const addMonths = (month: string, count: number): string => {
  const total = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count
  return `${Math.floor(total / 12)}-${String((total % 12) + 1).padStart(2, '0')}`
}

/** Choices of months around a day, newest first: `November 2026`. */
export const monthChoices = (today: string, before: number, after: number): { value: string; label: string }[] =>
  Array.from({ length: before + after + 1 }, (_, index) => {
    const value = addMonths(today.slice(0, 7), after - index)
    return { value, label: monthTitle(value) }
  })
