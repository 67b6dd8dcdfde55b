import { Textarea, TextInput } from '@mantine/core'
import { createContext, useContext, useRef } from 'react'

/** Where a chosen placeholder goes: into the text box that had the cursor last. */
export interface InsertTarget {
  insert: ((text: string) => void) | null
}
export const InsertContext = createContext<InsertTarget>({ insert: null })

/** A text of a template. Whoever has the cursor receives what the field picker inserts. */
export const TemplateText = (props: {
  label: string
  value: string
  onChange(value: string): void
  rows?: number
  hideLabel?: boolean
  /** A condition: what is inserted stands there without its braces. */
  bare?: boolean
  description?: string
}) => {
  const target = useContext(InsertContext)
  const box = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const change = useRef(props.onChange)
  change.current = props.onChange
  const onFocus = (): void => {
    target.insert = (text) => {
      const input = box.current
      if (input === null) return
      // The box itself knows what was typed since it got the cursor.
      const piece = props.bare === true ? text.replace(/^\{\{([^|}]*).*$/, '$1') : text
      const at = input.selectionStart ?? input.value.length
      change.current(`${input.value.slice(0, at)}${piece}${input.value.slice(input.selectionEnd ?? at)}`)
      window.requestAnimationFrame(() => {
        input.focus()
        input.setSelectionRange(at + piece.length, at + piece.length)
      })
    }
  }
  const shared = {
    ref: box,
    size: 'xs',
    value: props.value,
    onFocus,
    ...(props.hideLabel === true ? { 'aria-label': props.label, placeholder: props.label } : { label: props.label }),
    ...(props.description === undefined ? {} : { description: props.description }),
    spellCheck: false,
  } as const
  return props.rows === undefined ? (
    <TextInput {...shared} onChange={(event) => props.onChange(event.currentTarget.value)} />
  ) : (
    <Textarea
      {...shared}
      autosize
      minRows={props.rows}
      maxRows={10}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  )
}
