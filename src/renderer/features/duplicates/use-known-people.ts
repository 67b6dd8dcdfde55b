import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import type { DuplicateCandidate } from '../../../shared/contract/duplicates.ts'
import type { InputOf } from '../../../shared/contract/index.ts'
import { api } from '../../lib/api.ts'
import { useCall } from '../../lib/query.ts'

type Asked = InputOf<'duplicates.check'>

/** Who may be the person on a form. */
export interface KnownPeople {
  candidates: readonly DuplicateCandidate[]
  /**
   * Asks once more with what stands in the form now. False when somebody is found who was not on screen yet: they are shown,
   * and the user has to say again that it is nobody of them. A check that fails keeps nobody from being registered.
   */
  confirmed(): Promise<boolean>
  /** Somebody came up only when the button was pressed. */
  stopped: boolean
}

/** Enough to ask with: a whole NIK, or a name with the day of birth. */
const enough = ({ name = '', nik = null, birthDate = null }: Asked): boolean =>
  /^\d{16}$/.test(nik ?? '') || (name.trim().length >= 3 && birthDate !== null)

/** Numbers that are only half typed are no numbers yet. */
const asked = (fields: Asked): Asked => ({
  ...fields,
  nik: /^\d{16}$/.test(fields.nik ?? '') ? fields.nik : null,
  kkNumber: /^\d{16}$/.test(fields.kkNumber ?? '') ? fields.kkNumber : null,
})

/** Looks while typing whether the person on a form is registered already. */
export const useKnownPeople = (fields: Asked): KnownPeople => {
  const text = JSON.stringify(asked(fields))
  const [settled] = useDebouncedValue(text, 300)
  const input = JSON.parse(settled) as Asked
  const ready = enough(input) && enough(asked(fields))
  const found = useCall('duplicates.check', input, { enabled: ready, keep: true, staleTime: 10_000 })
  const [late, setLate] = useState<{ text: string; candidates: DuplicateCandidate[] } | null>(null)
  const isLate = late !== null && late.text === text
  const candidates = isLate ? late.candidates : ready ? (found.data ?? []) : []
  const confirmed = async (): Promise<boolean> => {
    if (!enough(asked(fields))) return true
    try {
      const now = await api.duplicates.check(asked(fields))
      const seen = new Set(candidates.map(({ person }) => person.id))
      if (now.every(({ person }) => seen.has(person.id))) return true
      setLate({ text, candidates: now })
      return false
    } catch {
      return true
    }
  }
  return { candidates, confirmed, stopped: isLate }
}
