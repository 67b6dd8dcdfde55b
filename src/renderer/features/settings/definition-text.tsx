import { Textarea } from '@mantine/core'
import { useState } from 'react'
import type { JsonObject } from '../../../shared/domain/definition-form.ts'
import { settingsTexts } from '../../texts/settings.ts'
import { formTexts } from '../../texts/settings-forms/form.ts'
import styles from './settings.module.css'

const words = settingsTexts.definitions

/** The body that a text holds, or the words around the place where its JSON breaks off, as far as the browser tells. */
const parse = (text: string): { body: JsonObject } | { problem: string } => {
  try {
    const body: unknown = JSON.parse(text)
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { body: body as JsonObject }
    return { problem: words.badJson }
  } catch (error) {
    const at = Number(/position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1] ?? text.length)
    const near = text.slice(Math.max(0, at - 30), at + 10).replace(/\s+/g, ' ')
    return { problem: `${words.badJson} ${words.badJsonHint} … ${near} …` }
  }
}

/** The same body as text, for what the form does not draw and for who knows JSON. */
export const DefinitionText = (props: {
  body: JsonObject
  readOnly: boolean
  onBody(body: JsonObject): void
  onBroken(broken: boolean): void
}) => {
  const [text, setText] = useState(() => JSON.stringify(props.body, null, 2))
  const [problem, setProblem] = useState<string | null>(null)
  return (
    <Textarea
      className={styles.json}
      label={words.body}
      description={formTexts.textHint}
      error={problem}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value)
        const parsed = parse(event.currentTarget.value)
        setProblem('problem' in parsed ? parsed.problem : null)
        props.onBroken('problem' in parsed)
        if ('body' in parsed) props.onBody(parsed.body)
      }}
      readOnly={props.readOnly}
      autosize
      minRows={14}
      maxRows={24}
      spellCheck={false}
    />
  )
}
