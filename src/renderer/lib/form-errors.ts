import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form'
import { toAppError } from './transport.ts'

/**
 * Shows a refusal of the core beside its field when the form has that field, and goes there.
 * @returns true when a field took it; otherwise show the error in an ErrorBox
 */
export const showOnField = <T extends FieldValues, C, O>(form: UseFormReturn<T, C, O>, error: unknown): boolean => {
  const { field, message, hint } = toAppError(error).data
  if (field === undefined || !(field.split('.')[0]! in form.getValues())) return false
  form.setError(
    field as FieldPath<T>,
    { type: 'server', message: hint === undefined ? message : `${message} ${hint}` },
    { shouldFocus: true },
  )
  return true
}
