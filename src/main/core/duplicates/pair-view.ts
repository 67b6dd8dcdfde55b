import type { DuplicatePair, PairSide } from '../../../shared/contract/duplicates.ts'
import { maskNumber } from '../../../shared/domain/nik.ts'
import { internalNumber } from '../people/person-view.ts'
import type { ListedPair, SideRow } from './duplicates.repo.ts'
import type { Evidence } from './evidence.ts'
import { likelyFrom, type ScoredField } from './score.ts'
import { toPairField } from './words.ts'

/** How sure a score is, in two steps. */
export const levelOf = (score: number): 'likely' | 'possible' => (score >= likelyFrom ? 'likely' : 'possible')

/** One side of a pair as screens show it: numbers masked. */
export const toPairSide = (row: SideRow): PairSide => ({
  id: row.id,
  version: row.version,
  name: row.name,
  nikMasked: maskNumber(row.nik),
  originalNumberMasked: maskNumber(row.original_number),
  internalNumber: internalNumber(row),
  kkMasked: maskNumber(row.kk_number),
  relation: row.relation ?? '',
  sex: row.sex === 'L' || row.sex === 'P' ? row.sex : null,
  birthDate: row.birth_date,
  birthPlace: row.birth_place,
  religion: row.religion,
  maritalStatus: row.marital_status,
  education: row.education,
  occupation: row.occupation,
  disability: row.disability,
  motherName: row.mother_name,
  fatherName: row.father_name,
  phone: row.phone,
  address: row.address,
  hamlet: row.hamlet,
  rt: row.rt,
  rw: row.rw,
  village: row.village ?? '',
  regionCode: row.region_code,
  lifeStatus: row.life_status,
  updatedAt: row.updated_at,
  cases: row.cases,
  letters: row.letters,
  submissions: row.submissions,
})

/** A pair with both sides. */
export const toDuplicatePair = (pair: ListedPair, a: SideRow, b: SideRow): DuplicatePair => ({
  id: pair.id,
  state: pair.state as DuplicatePair['state'],
  score: pair.score,
  level: levelOf(pair.score),
  fields: (JSON.parse(pair.fields) as ({ field: ScoredField } & Evidence)[]).map(toPairField),
  a: toPairSide(a),
  b: toPairSide(b),
  foundAt: pair.found_at,
  decidedAt: pair.decided_at,
  decidedBy: pair.decided_by_name ?? '',
  mergeId: pair.merge_id,
  survivorId: pair.survivor_id,
})
