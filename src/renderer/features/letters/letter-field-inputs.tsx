import type { Control } from 'react-hook-form'
import type { LetterField } from '../../../shared/contract/letter-body.ts'
import { FormDate, FormSelect, FormText, FormTextarea } from '../../components/form-fields.tsx'
import { letterKindTexts } from '../../texts/letter-kinds.ts'
import type { DraftForm } from './draft-form.ts'

const words = letterKindTexts.field

/** One field that a kind asks for, in the shape of what goes into it. */
export const LetterFieldInput = ({ control, field }: { control: Control<DraftForm>; field: LetterField }) => {
  const shared = {
    control,
    name: `fields.${field.name}`,
    label: field.label,
    required: field.required,
    ...(field.hint === '' ? {} : { description: field.hint }),
  } as const
  if (field.type === 'date') return <FormDate {...shared} />
  if (field.type === 'choice')
    return <FormSelect {...shared} options={field.choices.map((choice) => ({ value: choice, label: choice }))} />
  if (field.multiline) return <FormTextarea {...shared} rows={3} />
  if (field.type === 'time') return <FormText {...shared} placeholder={words.timeHint} maxLength={20} />
  if (field.type === 'amount') return <FormText {...shared} placeholder={words.amountHint} />
  return <FormText {...shared} />
}
