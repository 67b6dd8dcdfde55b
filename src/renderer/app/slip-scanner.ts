import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { AppError } from '../../shared/domain/errors.ts'
import { readSlipCode } from '../../shared/domain/slip-code.ts'
import { api } from '../lib/api.ts'
import { useMay } from '../lib/session.ts'
import { toast } from '../lib/toast.ts'
import { referralTexts as words } from '../texts/referrals.ts'

/** Empties an input so that the screen that holds its value notices. */
const empty = (input: HTMLInputElement): void => {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, '')
  input.dispatchEvent(new Event('input', { bubbles: true }))
}

/**
 * A scanner types the code of a slip and Enter wherever the cursor stands: in every search box outside a dialog the code
 * leads to its referral. The check letter keeps ordinary words out.
 */
export const useSlipScanner = (): void => {
  const navigate = useNavigate()
  const may = useMay()
  const allowed = may('referrals.read')
  useEffect(() => {
    if (!allowed) return
    const onKey = (event: KeyboardEvent): void => {
      const { target } = event
      if (event.key !== 'Enter' || !(target instanceof HTMLInputElement) || target.closest('[role="dialog"]') !== null) return
      const code = readSlipCode(target.value)
      if (code === null) return
      event.preventDefault()
      event.stopPropagation()
      api.referrals.byCode({ code }).then(
        (found) => {
          if (found === null) {
            toast.error(new AppError('NOT_FOUND', words.notFound(target.value), { hint: words.notFoundHint }))
            return
          }
          empty(target)
          void navigate({ to: '/rujukan', search: { buka: found.id, pindai: true } })
        },
        (error: unknown) => toast.error(error),
      )
    }
    document.addEventListener('keydown', onKey, { capture: true })
    return () => document.removeEventListener('keydown', onKey, { capture: true })
  }, [allowed, navigate])
}
