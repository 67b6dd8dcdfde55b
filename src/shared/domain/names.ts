const titles = new Set([
  'h',
  'hj',
  'haji',
  'hajjah',
  'drs',
  'dra',
  'dr',
  'drg',
  'ir',
  'prof',
  'kh',
  'tgh',
  'alm',
  'almh',
  'r',
  'rr',
  'sh',
  'se',
  'spd',
  'st',
  'skom',
  'mpd',
  'msi',
  'mm',
  'mh',
  'ssos',
  'bin',
  'binti',
])
const mohammad = new Set([
  'moh',
  'muh',
  'mohamad',
  'mohammad',
  'mohammed',
  'muhamad',
  'muhammad',
  'muhammed',
  'mochamad',
  'mochammad',
  'moch',
  'much',
  'md',
])

/**
 * Search key of a name: lower case, titles dropped, spellings folded (Moh./Muh./Mohammad, Dj/J, Tj/C, Oe/U, Ch/Kh, Sy/S, double letters).
 * Both the register and the typed words go through it, so "Djoko" finds "JOKO".
 */
export const nameKey = (name: string): string => {
  const words = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[.,]/g, ' ')
    .replace(/['’`-]/g, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
  const kept = words.filter((word) => !titles.has(word))
  return (kept.length > 0 ? kept : words).map(foldWord).join(' ')
}

const foldWord = (word: string): string => {
  if (mohammad.has(word)) return 'muhamad'
  return word
    .replaceAll('dj', 'j')
    .replaceAll('tj', 'c')
    .replaceAll('oe', 'u')
    .replaceAll('ch', 'kh')
    .replaceAll('sy', 's')
    .replaceAll('ie', 'i')
    .replace(/([a-z])\1+/g, '$1')
}
