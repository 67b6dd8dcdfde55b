import { useState } from 'react'
import type { Need } from '../../../shared/contract/cases.ts'
import type { AppError } from '../../../shared/domain/errors.ts'

/**
 * The version of a need that a dialog was opened over: what a colleague changes meanwhile is told as CONFLICT instead of being
 * overtaken unseen. Once it was told, the step counts from the need as it is on screen now.
 */
export const useSeenVersion = (need: Pick<Need, 'version'>): { version: number; told(error: AppError): void } => {
  const [begun] = useState(need.version)
  const [known, setKnown] = useState(false)
  return {
    version: known ? need.version : begun,
    told: (error) => {
      if (error.data.code === 'CONFLICT') setKnown(true)
    },
  }
}
