import { createContext, useContext } from 'react'
import type { DefinitionKind } from '../../../../shared/contract/definitions.ts'
import { type Json, type JsonObject, type Path, wordPath } from '../../../../shared/domain/definition-form.ts'
import { wordsAt } from '../../../texts/settings-forms/kinds.ts'
import type { FormWords } from '../../../texts/settings-forms/words.ts'
import { type FieldHints, hintsAt } from './hints.ts'

/** A choice of a list. */
export interface Choice {
  value: string
  label: string
}

/** Lists of the office that fields choose from. */
export interface ChoiceLists {
  programmes: Choice[]
  valueLists: Choice[]
  agencies: string[]
  /** Key → label. */
  sectors: Choice[]
}

/** What every part of one form knows. */
export interface FormScope {
  kind: DefinitionKind
  words: FormWords
  readOnly: boolean
  body: JsonObject
  /** The body as it is in force: keys in it are in use and stay. */
  saved: JsonObject
  lists: ChoiceLists
  /** Problem by path: `requirements.3.label`. */
  problems: ReadonlyMap<string, string>
  /** Puts what `change` makes of the value that stands there now. */
  edit(path: Path, change: (value: Json | undefined) => Json): void
  /** A place to open and go to; `at` counts the requests. */
  reveal: { path: string; at: number } | null
}

const Scope = createContext<FormScope | null>(null)
export const FormScopeProvider = Scope.Provider

export const useScope = (): FormScope => {
  const scope = useContext(Scope)
  if (scope === null) throw new Error('a form field outside its form')
  return scope
}

/** Id of the element that edits a place of the body. */
export const fieldId = (path: Path): string => `isian-${path.join('.')}`

export const dotted = (path: Path): string => path.join('.')

/** Words, hints and problem of one place. */
export const usePlace = (path: Path): { said: ReturnType<typeof wordsAt>; hints: FieldHints; problem: string | undefined } => {
  const { kind, words, problems } = useScope()
  const place = wordPath(path)
  return { said: wordsAt(words, place), hints: hintsAt(kind, place), problem: problems.get(dotted(path)) }
}

/** How many problems stand at a place or below it. */
export const problemsBelow = (problems: ReadonlyMap<string, string>, path: Path): number => {
  const at = dotted(path)
  return [...problems.keys()].filter((place) => place === at || place.startsWith(`${at}.`)).length
}
