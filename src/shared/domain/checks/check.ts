/** Severity of a finding: block = is not written, error = must be mended, warning = look at it. */
export type CheckSeverity = 'block' | 'error' | 'warning'

/** What a check looks at: one value, a person, a family, a whole file, or a batch for the ministry. */
export type CheckScope = 'cell' | 'person' | 'family' | 'package' | 'submission'

/** What a finding puts into its sentence. */
export type CheckValues = Readonly<Record<string, string | number>>

/** One row of the table of checks: everything that is shown or exported about it. */
export interface CheckRow {
  /** Stable: stored with findings and reasons. */
  id: string
  /** Short name for lists. */
  title: string
  severity: CheckSeverity
  scope: CheckScope
  /** Fields as the contract names them; [] = the record as a whole. Their values decide whether an accepted finding comes back. */
  fields: readonly string[]
  /** What is wrong, one sentence; `{word}` is filled in by the finding. */
  what: string
  /** What to do. */
  fix: string
  /** Where the rule comes from. */
  source: string
  /** Whether a user with the right may accept it with a reason. */
  overridable: boolean
}

/** A check with its rule and its own examples; a test runs every one of them. */
export interface Check<Subject, Example = Subject> extends CheckRow {
  /** null = nothing wrong; otherwise what the sentence needs ({} for nothing). */
  find(subject: Subject): CheckValues | null
  examples: { pass: readonly Example[]; fail: readonly Example[] }
}

/** One thing that is wrong, in words. */
export interface Finding {
  id: string
  title: string
  severity: CheckSeverity
  fields: readonly string[]
  message: string
  fix: string
  overridable: boolean
}

/** Nothing to fill in. */
export const nothingMore: CheckValues = {}

/** null unless something is wrong. */
export const when = (wrong: boolean, values: CheckValues = nothingMore): CheckValues | null => (wrong ? values : null)

/** Puts values into a sentence; a word that has no value stays as it is, so that a test sees it. */
export const fillIn = (sentence: string, values: CheckValues): string =>
  sentence.includes('{') ? sentence.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all)) : sentence

/** What a check is about without a finding: places that a finding fills in are left open. */
export const generalWords = ({ what, title }: Pick<CheckRow, 'what' | 'title'>): string =>
  /^\{\w+\}$/.test(what) ? `${title}.` : what.replace(/\{\w+\}/g, '…')

/** A finding of a check. */
export const findingOf = (check: CheckRow, values: CheckValues): Finding => ({
  id: check.id,
  title: check.title,
  severity: check.severity,
  fields: check.fields,
  message: fillIn(check.what, values),
  fix: check.fix,
  overridable: check.overridable,
})

/** Runs checks over one subject, in their order. */
export const run = <S>(checks: readonly Check<S, unknown>[], subject: S): Finding[] => {
  const found: Finding[] = []
  for (const check of checks) {
    const values = check.find(subject)
    if (values !== null) found.push(findingOf(check, values))
  }
  return found
}
