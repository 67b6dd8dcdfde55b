/** Words in front of a name that are no part of it: religious, noble and academic titles, forms of address, "the late". */
const titlesBefore = new Set(
  'h hj hi haji hajjah hajah drs dra dr drg drh ir prof kh tgh r rr rm alm almh almarhum almarhumah ny tn nn sdr sdri bpk'.split(
    ' ',
  ),
)
/** Degrees behind a name, and "son of", "daughter of". They count as such only after the first word of the name. */
const titlesAfter = new Set(
  'h hj sh se spd spdi sag st skom sp sip sik skep skm mpd mpdi msi mm mh mkes amd amkeb amkep ssos stp shum bin binti bt alm almh almarhum almarhumah'.split(
    ' ',
  ),
)
const mohammad = new Set(
  'moh muh mhd mohd md mohamad mohammad mohamed mohammed muhamad muhammad muhamed muhammed mochamad mochammad mokhamad moch much mokh'.split(
    ' ',
  ),
)
/** Short forms that stand for a whole word; `st` is Siti in the east (St. Aminah), a degree only behind a name. */
const shortForms: Readonly<Record<string, string>> = { st: 'siti', abd: 'abdul', abdoel: 'abdul' }

/** Old and Arabic spellings that sound alike, folded in this order. */
const foldings: readonly (readonly [RegExp, string])[] = [
  [/^nj/, 'ny'],
  [/dj/g, 'j'],
  [/tj/g, 'c'],
  [/oe/g, 'u'],
  [/ch/g, 'kh'],
  // Inside a word Rachmat, Rakhmat and Rahmat are one name; at its start Kh stays, so that lists keep their order.
  [/(?<=.)kh/g, 'h'],
  [/sy|sh/g, 's'],
  [/th/g, 't'],
  [/dh/g, 'd'],
  [/bh/g, 'b'],
  [/gh/g, 'g'],
  [/ph/g, 'f'],
  [/q/g, 'k'],
  [/ie/g, 'i'],
  [/ae/g, 'ai'],
  [/(?<=[^aeiou])y$/, 'i'],
  [/([a-z])\1+/g, '$1'],
]

/** Folded words met before: a million names are made of a few ten thousand words. */
const folded = new Map<string, string>()
const foldedAtMost = 20_000

const foldWord = (word: string): string => {
  const known = folded.get(word)
  if (known !== undefined) return known
  const whole = shortForms[word] ?? word
  const key = mohammad.has(whole) ? 'muhamad' : foldings.reduce((text, [pattern, by]) => text.replace(pattern, by), whole)
  if (folded.size < foldedAtMost) folded.set(word, key)
  return key
}

const plainName = /^[A-Za-z ]*$/

/**
 * Search key of a name: lower case, titles and degrees dropped, spellings folded (Moh./Muh./Mohammad, Dj/J, Tj/C, Oe/U, Ch/Kh, Sy/S,
 * double letters …), one space between words. Register and typed words go through it alike, so "Djoko" finds "JOKO".
 * Only `a-z`, `0-9` and single spaces come out. A name of titles alone keeps them.
 */
export const nameKey = (name: string): string => {
  const words = (plainName.test(name) ? name.toLowerCase() : withoutSigns(name)).split(/[^a-z0-9]+/).filter((word) => word !== '')
  const start = words.findIndex((word) => !titlesBefore.has(word))
  if (start < 0) return words.map(foldWord).join(' ')
  return words
    .slice(start)
    .filter((word, index) => index === 0 || !titlesAfter.has(word))
    .map(foldWord)
    .join(' ')
}

/** Lower case without accents, apostrophes and hyphens; degrees closed up. */
const withoutSigns = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    // "S.Pd.I" and "S. Pd. I" are one degree; behind a name the letters close up before dots become spaces.
    .replace(/(?<=[a-z]{2}.*)\b[sm]\s*\.\s*(?:pd|ag|kom|si|sos|kes|kep|hum|ip|ik|tp|h|e|t|p|m)\b(?:\s*\.?\s*i\b)?/g, (degree) =>
      degree.replace(/[\s.]+/g, ''),
    )
    .replace(/['’‘`´-]/g, '')
