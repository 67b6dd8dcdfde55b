import { addDays, ageOn, shortDate } from './dates.ts'

/** What a criterion of a programme looks at. */
export const criterionKinds = [
  'decile',
  'age',
  'school-child',
  'elder',
  'disability',
  'pregnancy',
  'member-of',
  'suspended-from',
  'other',
] as const
export type CriterionKind = (typeof criterionKinds)[number]

/** One condition, with the days between which it holds (null = open). */
export interface Criterion {
  kind: CriterionKind
  min: number | null
  max: number | null
  text: string
  /** Conditions with the same group: one of them is enough. */
  group: string
  validFrom: string | null
  validTo: string | null
  source: string
}

/** A membership as the register knows it. */
export interface Received {
  programmeKey: string
  status: 'active' | 'waiting' | 'suspended' | 'ended'
}

/** What is known about one person. Null = not known; a list of memberships is only what reached the register. */
export interface KnownPerson {
  id: number
  name: string
  birthDate: string | null
  pregnant: boolean | null
  /** Kind of disability, '' = the register says none, null = nothing is known. */
  disability: string | null
  received: readonly Received[]
}

/** The welfare decile that counts for a family, with the day it speaks of. */
export interface KnownDecile {
  /** 1 to 10. */
  value: number
  asOf: string
  /** As it was received: `Desil 2`, `Persentil 17`. */
  words: string
}

/** Who stands in front of the clerk: the people of one family card and their decile. */
export interface KnownFamily {
  people: readonly KnownPerson[]
  decile: KnownDecile | null
}

/** What the rules need of a programme. */
export interface RuledProgramme {
  key: string
  receivedBy: 'family' | 'person'
  criteria: readonly Criterion[]
  openings: readonly { from: string; to: string | null }[]
}

/** Fits, does not fit, or a fact is missing that would tell. */
export type Verdict = 'yes' | 'no' | 'unknown'

/** One judged condition in words. */
export interface Finding {
  verdict: Verdict
  text: string
}

/** A programme judged for a family or for one person of it. */
export interface Suggestion {
  key: string
  verdict: Verdict
  /** Null = the whole family. */
  personId: number | null
  /** Why it fits; or what speaks against it. */
  reasons: string[]
  /** Facts that would tell: `umur ANI (tanggal lahir)`. */
  unknown: string[]
  /** What the clerk has to ask or look at; never judged here. */
  toAsk: string[]
  /** The decile is older than half a year. */
  oldDecile: boolean
  /** Whether applications are taken on this day. */
  open: boolean
  /** The next day applications are taken, when not now. */
  opensOn: string | null
}

/** Rankings come every quarter; after two of them a decile is called old (domain: quarterly re-ranking, 2026). */
export const decileOldAfterDays = 183
/** Age from which somebody is an elder (UU 13/1998) where a criterion names no bound of its own. */
export const elderAge = 60
/** School age where a criterion names no bounds of its own. */
export const schoolAges = { min: 6, max: 21 } as const

/** What holds on a day, of rules that say from when to when. */
export const inForce = <R extends { validFrom: string | null; validTo: string | null }>(rules: readonly R[], day: string): R[] =>
  rules.filter(({ validFrom, validTo }) => (validFrom === null || validFrom <= day) && (validTo === null || validTo >= day))

/** Whether applications are taken on a day; no periods = always. `opensOn`: the next beginning, else null. */
export const openingOn = (
  openings: readonly { from: string; to: string | null }[],
  day: string,
): { open: boolean; opensOn: string | null } => {
  if (openings.length === 0 || openings.some(({ from, to }) => from <= day && (to === null || to >= day)))
    return { open: true, opensOn: null }
  const next = openings
    .map(({ from }) => from)
    .filter((from) => from > day)
    .sort()[0]
  return { open: false, opensOn: next ?? null }
}

/** Yes when one says yes, no when all say no, else not known. */
const anyOf = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.includes('yes') ? 'yes' : verdicts.every((verdict) => verdict === 'no') ? 'no' : 'unknown'

/** No when one says no, yes when all say yes, else not known. */
const allOf = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.includes('no') ? 'no' : verdicts.includes('unknown') ? 'unknown' : 'yes'

const bounds = (min: number | null, max: number | null): string =>
  min === null ? (max === null ? '' : `paling tinggi ${max}`) : max === null ? `paling rendah ${min}` : `${min}–${max}`

const within = (value: number, min: number | null, max: number | null): boolean =>
  (min === null || value >= min) && (max === null || value <= max)

const judgeDecile = (rule: Criterion, decile: KnownDecile | null, today: string): Finding => {
  const wanted = `syarat desil ${bounds(rule.min, rule.max)}`
  if (decile === null) return { verdict: 'unknown', text: 'desil keluarga' }
  const old = addDays(decile.asOf, decileOldAfterDays) < today
  const text = `${decile.words} per ${shortDate(decile.asOf)}${old ? ' (sudah lama; cek ulang di SIKS-NG)' : ''}, ${wanted}`
  return { verdict: within(decile.value, rule.min, rule.max) ? 'yes' : 'no', text }
}

const judgeAge = (
  people: readonly KnownPerson[],
  min: number | null,
  max: number | null,
  word: string,
  today: string,
): Finding => {
  const known = people.flatMap(({ name, birthDate }) => (birthDate === null ? [] : [{ name, age: ageOn(birthDate, today) }]))
  const found = known.filter(({ age }) => within(age, min, max))
  if (found.length > 0)
    return { verdict: 'yes', text: `${word}: ${found.map(({ name, age }) => `${name} (${age} tahun)`).join(', ')}` }
  const nameless = people.filter(({ birthDate }) => birthDate === null)
  if (nameless.length > 0)
    return { verdict: 'unknown', text: `umur ${nameless.map(({ name }) => name).join(', ')} (tanggal lahir kosong)` }
  return { verdict: 'no', text: `tidak ada ${word.toLowerCase()} (umur ${bounds(min, max)} tahun)` }
}

const judgeState = (
  people: readonly KnownPerson[],
  stateOf: (person: KnownPerson) => boolean | null,
  word: string,
  wordOf: (person: KnownPerson) => string,
): Finding => {
  const found = people.filter((person) => stateOf(person) === true)
  if (found.length > 0) return { verdict: 'yes', text: `${word}: ${found.map(wordOf).join(', ')}` }
  const unsaid = people.filter((person) => stateOf(person) === null)
  if (unsaid.length > 0) return { verdict: 'unknown', text: `${word.toLowerCase()} (belum ada keterangan)` }
  return { verdict: 'no', text: `tidak ada ${word.toLowerCase()}` }
}

const judgeMembership = (
  people: readonly KnownPerson[],
  key: string,
  holds: (status: Received['status']) => boolean,
  word: string,
): Finding => {
  const keys = key.split(',').map((one) => one.trim())
  const found = people.filter(({ received }) =>
    received.some(({ programmeKey, status }) => keys.includes(programmeKey) && holds(status)),
  )
  return found.length > 0
    ? { verdict: 'yes', text: `${word} ${key}: ${found.map(({ name }) => name).join(', ')}` }
    : // The register only holds what was brought to it: no row is no proof.
      { verdict: 'unknown', text: `${word.toLowerCase()} ${key}` }
}

/** Judges one condition for some people of a family (all of them, or the one who would receive it). */
export const judge = (rule: Criterion, people: readonly KnownPerson[], decile: KnownDecile | null, today: string): Finding => {
  switch (rule.kind) {
    case 'decile':
      return judgeDecile(rule, decile, today)
    case 'age':
      return judgeAge(people, rule.min, rule.max, rule.text === '' ? 'Umur yang cocok' : rule.text, today)
    case 'school-child':
      return judgeAge(people, rule.min ?? schoolAges.min, rule.max ?? schoolAges.max, 'Anak usia sekolah', today)
    case 'elder':
      return judgeAge(people, rule.min ?? elderAge, rule.max, 'Lanjut usia', today)
    case 'disability':
      return judgeState(
        people,
        ({ disability }) => (disability === null ? null : disability !== ''),
        'Penyandang disabilitas',
        ({ name, disability }) => `${name} (${disability})`,
      )
    case 'pregnancy':
      return judgeState(
        people,
        ({ pregnant }) => pregnant,
        'Ibu hamil',
        ({ name }) => name,
      )
    case 'member-of':
      return judgeMembership(people, rule.text, (status) => status === 'active' || status === 'waiting', 'Penerima')
    case 'suspended-from':
      return judgeMembership(
        people,
        rule.text,
        (status) => status === 'suspended' || status === 'ended',
        'Kepesertaan dihentikan',
      )
    case 'other':
      return { verdict: 'yes', text: rule.text }
  }
}

const suggestFor = (
  programme: RuledProgramme,
  rules: readonly Criterion[],
  people: readonly KnownPerson[],
  personId: number | null,
  decile: KnownDecile | null,
  today: string,
): Suggestion => {
  const deciding = rules.filter(({ kind }) => kind !== 'other')
  const groups = new Map<string, Finding[]>()
  for (const [index, rule] of deciding.entries()) {
    const group = rule.group === '' ? `#${index}` : rule.group
    groups.set(group, [...(groups.get(group) ?? []), judge(rule, people, decile, today)])
  }
  const judged = [...groups.values()].map((findings) => ({ verdict: anyOf(findings.map((one) => one.verdict)), findings }))
  const verdict = allOf(judged.map((one) => one.verdict))
  const texts = (wanted: Verdict): string[] =>
    judged.flatMap(({ verdict: whole, findings }) =>
      whole === wanted ? findings.filter((one) => one.verdict === wanted).map(({ text }) => text) : [],
    )
  return {
    key: programme.key,
    verdict,
    personId,
    reasons: texts(verdict === 'no' ? 'no' : 'yes'),
    unknown: verdict === 'unknown' ? texts('unknown') : [],
    toAsk: rules.filter(({ kind, text }) => kind === 'other' && text !== '').map(({ text }) => text),
    oldDecile:
      decile !== null && deciding.some(({ kind }) => kind === 'decile') && addDays(decile.asOf, decileOldAfterDays) < today,
    ...openingOn(programme.openings, today),
  }
}

/**
 * Programmes that a family may be entitled to and does not receive yet: a suggestion, never a decision. A programme
 * without a condition that can be judged is left out, and so is what speaks against it. A fact that is not known makes a
 * programme neither fit nor not fit: it is told what would have to be known.
 * @param focusId only this person for programmes that one person receives; null = everybody of the family
 * @returns what fits first, then what cannot be told; at most one entry per programme and person
 */
export const suggest = (
  family: KnownFamily,
  programmes: readonly RuledProgramme[],
  today: string,
  focusId: number | null = null,
): Suggestion[] => {
  const found: Suggestion[] = []
  for (const programme of programmes) {
    const rules = inForce(programme.criteria, today)
    if (!rules.some(({ kind }) => kind !== 'other')) continue
    const has = (person: KnownPerson): boolean =>
      person.received.some(
        ({ programmeKey, status }) => programmeKey === programme.key && status !== 'ended' && status !== 'suspended',
      )
    if (programme.receivedBy === 'family') {
      if (family.people.some(has)) continue
      found.push(suggestFor(programme, rules, family.people, null, family.decile, today))
      continue
    }
    for (const person of family.people) {
      if (has(person) || (focusId !== null && person.id !== focusId)) continue
      found.push(suggestFor(programme, rules, [person], person.id, family.decile, today))
    }
  }
  const rank: Record<Verdict, number> = { yes: 0, unknown: 1, no: 2 }
  return found
    .filter(({ verdict }) => verdict !== 'no')
    .map((one, index) => ({ one, index }))
    .sort((left, right) => rank[left.one.verdict] - rank[right.one.verdict] || left.index - right.index)
    .map(({ one }) => one)
}
