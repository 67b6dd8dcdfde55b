import {
  type FormField,
  fieldsOf,
  type Json,
  type JsonObject,
  type Path,
  wordPath,
} from '../../../../shared/domain/definition-form.ts'
import { number, shortDate } from '../../../lib/format.ts'
import { wordsAt } from '../../../texts/settings-forms/kinds.ts'
import type { FormWords } from '../../../texts/settings-forms/words.ts'

/** Fields that name an item better than the others, best first. */
const naming = ['label', 'name', 'title', 'header', 'text', 'field', 'code']

const said = (words: FormWords, path: Path, field: FormField, value: Json | undefined): string => {
  if (value === undefined || value === null || value === '') return ''
  const { options, label } = wordsAt(words, wordPath(path))
  if (field.type === 'choice') return options?.[String(value)] ?? String(value)
  if (field.type === 'yes-no') return value === true ? label : ''
  if (field.type === 'text') return field.day && typeof value === 'string' ? shortDate(value) : String(value)
  if (field.type === 'number' && typeof value === 'number') return `${label} ${number(value)}`
  if (field.type === 'list' && field.item.type === 'choice' && Array.isArray(value))
    return value.map((one) => options?.[String(one)] ?? String(one)).join(', ')
  return ''
}

/** One line that tells an item of a list from the others: its name, then its other short values. */
export const summaryOf = (words: FormWords, path: Path, field: FormField, value: Json): string => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return ''
  const item: JsonObject = value
  const fields = fieldsOf(field, item)
  const type =
    field.type === 'variants'
      ? [said(words, [...path, field.by], { type: 'choice', options: [], nullable: false, fresh: null }, item[field.by])]
      : []
  const found = fields.map(({ name, field: inner }) => ({ name, words: said(words, [...path, name], inner, item[name]) }))
  const rank = ({ name }: { name: string }): number => (naming.includes(name) ? naming.indexOf(name) : naming.length)
  const ordered = found.filter((one) => one.words !== '').sort((one, other) => rank(one) - rank(other))
  return [...new Set([...type, ...ordered.map((one) => one.words)])].slice(0, 3).join(' · ')
}
