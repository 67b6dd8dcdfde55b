import type { ProgrammeBody, SopBody } from '../../../shared/contract/service-bodies.ts'

interface Problem {
  path: string
  message: string
}

const twice = (keys: readonly string[], path: string): Problem[] =>
  keys.flatMap((key, index) =>
    keys.indexOf(key) < index ? [{ path: `${path}.${index}.key`, message: `Kunci "${key}" dipakai dua kali.` }] : [],
  )

const turnedRound = (rows: readonly { validFrom: string | null; validTo: string | null }[], path: string): Problem[] =>
  rows.flatMap(({ validFrom, validTo }, index) =>
    validFrom !== null && validTo !== null && validTo < validFrom
      ? [{ path: `${path}.${index}.validTo`, message: 'Tanggal berakhir mendahului tanggal mulai.' }]
      : [],
  )

/** What is wrong with a programme beyond its form; the path names the place in the body. */
export const programmeProblems = (body: ProgrammeBody): Problem[] => {
  const lanes = body.lanes.map(({ key }) => key)
  return [
    ...twice(
      body.requirements.map(({ key }) => key),
      'requirements',
    ),
    ...twice(lanes, 'lanes'),
    ...body.requirements.flatMap((paper, index) => [
      ...(paper.lane !== '' && !lanes.includes(paper.lane)
        ? [{ path: `requirements.${index}.lane`, message: `Berkas "${paper.label}" memakai jalur yang tidak ada.` }]
        : []),
      ...(paper.required === 'when' && paper.when === ''
        ? [{ path: `requirements.${index}.when`, message: `Tulis kapan berkas "${paper.label}" diminta.` }]
        : []),
    ]),
    ...body.criteria.flatMap((rule, index) => {
      const at = `criteria.${index}`
      const found: Problem[] = []
      if (rule.min !== null && rule.max !== null && rule.max < rule.min)
        found.push({ path: `${at}.max`, message: 'Batas atas lebih kecil dari batas bawah.' })
      if (rule.kind === 'decile' && (rule.max ?? rule.min) === null)
        found.push({ path: `${at}.max`, message: 'Isi batas desilnya.' })
      if (rule.kind === 'decile' && ((rule.max ?? 1) > 10 || (rule.min ?? 1) < 1))
        found.push({ path: `${at}.max`, message: 'Desil hanya 1 sampai 10.' })
      if (rule.kind === 'age' && rule.min === null && rule.max === null)
        found.push({ path: `${at}.min`, message: 'Isi batas umurnya.' })
      if ((rule.kind === 'other' || rule.kind === 'member-of' || rule.kind === 'suspended-from') && rule.text === '')
        found.push({ path: `${at}.text`, message: 'Isi keterangannya.' })
      return found
    }),
    ...turnedRound(body.criteria, 'criteria'),
    ...turnedRound(body.quotas, 'quotas'),
    ...turnedRound(body.owners, 'owners'),
    ...body.openings.flatMap(({ from, to }, index) =>
      to !== null && to < from ? [{ path: `openings.${index}.to`, message: 'Tanggal tutup mendahului tanggal buka.' }] : [],
    ),
  ]
}

/** What is wrong with an SOP beyond its form. */
export const sopProblems = (body: SopBody): Problem[] => [
  ...twice(
    body.steps.map(({ key }) => key),
    'steps',
  ),
  ...(body.validFrom !== null && body.validTo !== null && body.validTo < body.validFrom
    ? [{ path: 'validTo', message: 'Tanggal berakhir mendahului tanggal mulai.' }]
    : []),
]
