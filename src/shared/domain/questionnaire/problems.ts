import { type Condition, type Form, isPrefillSource, type Question, questionsOf, type Section } from './model.ts'

/** A place in the body with a sentence. */
export interface Problem {
  path: string
  message: string
}

const looksAt = (section: Section, question: Question): string[] => [
  ...section.when.map((condition) => condition.question),
  ...question.when.map((condition) => condition.question),
]

/** Questions that wait for themselves, by number; null = none. */
const cycle = (form: Form): string[] | null => {
  const all = questionsOf(form)
  const edges = new Map(all.map(({ section, question }) => [question.key, looksAt(section, question)]))
  const numbers = new Map(all.map(({ question }) => [question.key, question.number]))
  const done = new Set<string>()
  const walk = (key: string, path: string[]): string[] | null => {
    const at = path.indexOf(key)
    if (at !== -1) return [...path.slice(at), key].map((one) => numbers.get(one) ?? one)
    if (done.has(key)) return null
    for (const next of edges.get(key) ?? []) {
      const found = walk(next, [...path, key])
      if (found !== null) return found
    }
    done.add(key)
    return null
  }
  for (const key of edges.keys()) {
    const found = walk(key, [])
    if (found !== null) return found
  }
  return null
}

const questionProblems = (question: Question, path: string): Problem[] => {
  const problems: Problem[] = []
  const say = (part: string, message: string): void =>
    void problems.push({ path: `${path}.${part}`, message: `Pertanyaan ${question.number}: ${message}` })
  const chooses = question.type === 'choice' || question.type === 'multi'
  if (chooses && question.values === '' && question.options.length < 2)
    say('options', 'beri daftar nilai atau paling sedikit dua pilihan.')
  if (!chooses && question.type !== 'bits' && (question.values !== '' || question.options.length > 0))
    say('options', 'pilihan hanya untuk jenis choice, multi dan bits.')
  if (question.type === 'bits') {
    if (question.values !== '') say('values', 'jumlah kode memakai pilihan di formulir ini sendiri, bukan daftar nilai.')
    const codes = question.options.map(({ code }) => Number(code))
    if (codes.some((code) => !Number.isInteger(code) || code < 0)) say('options', 'kode jumlah harus bilangan bulat.')
    const bits = codes.filter((code) => code > 0 && Number.isInteger(Math.log2(code)))
    if (bits.length === 0) say('options', 'harus ada kode 1, 2, 4 dan seterusnya untuk dijumlahkan.')
    const sum = bits.reduce((all, bit) => all + bit, 0)
    if (codes.some((code) => code > 0 && !bits.includes(code) && code <= sum))
      say('options', 'kode yang berdiri sendiri (misalnya 99) harus lebih besar daripada jumlah semua kode lain.')
  }
  const seen = new Set<string>()
  for (const { code } of question.options) {
    if (seen.has(code)) say('options', `kode "${code}" ada dua kali.`)
    seen.add(code)
  }
  if (question.min !== null && question.max !== null && question.min > question.max)
    say('min', 'batas bawah lebih besar daripada batas atas.')
  if (question.ages !== null && question.ages.min !== null && question.ages.max !== null && question.ages.min > question.ages.max)
    say('ages', 'umur terendah lebih besar daripada umur tertinggi.')
  if (question.prefill !== '' && !isPrefillSource(question.prefill)) say('prefill', `sumber "${question.prefill}" tidak dikenal.`)
  if ((question.means === 'birth-date' || question.means === 'visit-date') && question.type !== 'date')
    say('means', 'tanggal lahir dan tanggal kunjungan harus berjenis date.')
  return problems
}

const conditionProblems = (
  conditions: readonly Condition[],
  path: string,
  inRoster: boolean,
  places: ReadonlyMap<string, { section: Section; question: Question }>,
): Problem[] =>
  conditions.flatMap((condition, index) => {
    const at = `${path}.when.${index}`
    const place = places.get(condition.question)
    if (place === undefined) return [{ path: at, message: `Aturan menyebut pertanyaan "${condition.question}" yang tidak ada.` }]
    if (place.section.repeat === 'members' && !inRoster)
      return [
        {
          path: at,
          message: `Pertanyaan ${place.question.number} ditanyakan kepada tiap anggota, jadi tidak dapat mengatur pertanyaan yang ditanyakan sekali.`,
        },
      ]
    if ((condition.op === 'in' || condition.op === 'not-in') && condition.values.length === 0)
      return [{ path: at, message: `Aturan tentang pertanyaan ${place.question.number} belum menyebut jawabannya.` }]
    if ((condition.op === 'at-least' || condition.op === 'at-most' || condition.op === 'has-bit') && condition.number === null)
      return [{ path: at, message: `Aturan tentang pertanyaan ${place.question.number} belum menyebut angkanya.` }]
    const known = place.question.type === 'yes-no' ? ['ya', 'tidak'] : place.question.options.map(({ code }) => code)
    const wrong = known.length === 0 ? undefined : condition.values.find((value) => !known.includes(value))
    return wrong === undefined
      ? []
      : [{ path: at, message: `Aturan menyebut kode "${wrong}" yang tidak ada di pertanyaan ${place.question.number}.` }]
  })

/**
 * What is wrong with a questionnaire that an office edited, beyond what the schema sees.
 * @returns places in the definition's body with a sentence each; empty = sound
 */
export const formProblems = (form: Form): Problem[] => {
  const problems: Problem[] = []
  const keys = new Set<string>()
  const numbers = new Set<string>()
  const sections = new Set<string>()
  const places = new Map(questionsOf(form).map((place) => [place.question.key, place]))
  for (const [s, section] of form.sections.entries()) {
    if (sections.has(section.key)) problems.push({ path: `sections.${s}.key`, message: `Bagian "${section.key}" ada dua kali.` })
    sections.add(section.key)
    if (section.repeat === 'members' && form.subject !== 'family')
      problems.push({ path: `sections.${s}.repeat`, message: 'Bagian tiap anggota hanya untuk formulir tentang keluarga.' })
    problems.push(...conditionProblems(section.when, `sections.${s}`, section.repeat === 'members', places))
    for (const [q, question] of section.questions.entries()) {
      const path = `sections.${s}.questions.${q}`
      if (keys.has(question.key)) problems.push({ path: `${path}.key`, message: `Kunci "${question.key}" ada dua kali.` })
      keys.add(question.key)
      if (numbers.has(question.number))
        problems.push({ path: `${path}.number`, message: `Nomor ${question.number} dipakai dua pertanyaan.` })
      numbers.add(question.number)
      problems.push(
        ...questionProblems(question, path),
        ...conditionProblems(question.when, path, section.repeat === 'members', places),
      )
    }
  }
  const round = cycle(form)
  if (round !== null) problems.push({ path: 'sections', message: `Aturan saling menunggu: ${round.join(' → ')}.` })
  return problems
}
