import { useState } from 'react'
import type { OutputOf } from '../../shared/contract/index.ts'
import type { PrintChoice } from '../../shared/contract/printing.ts'
import { useCall } from './query.ts'
import { useMay } from './session.ts'

// Whether this PC uses the printers of the machine that the program runs on is nobody's personal data.
const key = 'cetak-langsung'

/** The program runs on this very PC: in its own window, or in a browser that called it by its local address. */
const runsHere = (): boolean =>
  window.location.protocol === 'app:' || ['localhost', '127.0.0.1', '[::1]'].includes(window.location.hostname)

/** Whether letters of this PC go to those printers; elsewhere somebody has to say so first. */
const usesPrinters = (): boolean => {
  const kept = window.localStorage.getItem(key)
  return kept === null ? runsHere() : kept === 'ya'
}

/** How letters are printed from this PC. */
export interface DirectPrint {
  state: OutputOf<'printing.state'> | undefined
  /** Whether this PC prints directly at all. */
  on: boolean
  setOn(on: boolean): void
  /** What is remembered for a kind; undefined = its letters are saved as PDF. */
  choiceFor(kind: string): PrintChoice | undefined
}

/** Printing without a dialog, as this PC and the machine behind it allow. */
export const useDirectPrint = (): DirectPrint => {
  const may = useMay()
  const found = useCall('printing.state', {}, { enabled: may('letters.read') })
  const [on, setOn] = useState(usesPrinters)
  return {
    state: found.data,
    on,
    setOn: (next) => {
      window.localStorage.setItem(key, next ? 'ya' : 'tidak')
      setOn(next)
    },
    choiceFor: (kind) => {
      if (!on || found.data === undefined || found.data.spooler === null) return undefined
      const { choices } = found.data
      const choice = choices.find((one) => one.kind === kind) ?? choices.find((one) => one.kind === '')
      return choice === undefined || choice.printer === '' ? undefined : choice
    },
  }
}
