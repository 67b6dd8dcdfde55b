import type { Permission } from './permissions.ts'

/** States of one need. Letter states (initials, signature) and feedback states belong to the letter and the referral. */
export const needStates = [
  'draft',
  'registered',
  'papers-missing',
  'verification',
  'returned',
  'waiting-decision',
  'referred',
  'waiting-feedback',
  'waiting-turn',
  'solved',
  'not-solvable-here',
  'refused',
  'duplicate',
  'cancelled',
] as const
export type NeedState = (typeof needStates)[number]

/** Indonesian words for the states (domain: status models). */
export const needStateLabels: Record<NeedState, string> = {
  draft: 'Draf',
  registered: 'Terdaftar',
  'papers-missing': 'Berkas belum lengkap',
  verification: 'Verifikasi',
  returned: 'Dikembalikan',
  'waiting-decision': 'Menunggu penetapan',
  referred: 'Dirujuk',
  'waiting-feedback': 'Menunggu umpan balik',
  'waiting-turn': 'Menunggu giliran program',
  solved: 'Selesai ditangani',
  'not-solvable-here': 'Ditutup: tidak dapat ditangani di sini',
  refused: 'Ditolak',
  duplicate: 'Data ganda',
  cancelled: 'Dibatalkan',
}

/** Ends: a need in one of these states is closed. */
export const closedStates: ReadonlySet<NeedState> = new Set(['solved', 'not-solvable-here', 'refused', 'duplicate', 'cancelled'])

/** One allowed step: from, to, the words on the button, what it asks for. */
export interface NeedStep {
  from: NeedState
  to: NeedState
  label: string
  permission: Permission
  needsNote: boolean
}

const step = (
  from: NeedState,
  to: NeedState,
  label: string,
  permission: Permission = 'cases.write',
  needsNote = false,
): NeedStep => ({
  from,
  to,
  label,
  permission,
  needsNote,
})

const openStates = needStates.filter((state) => !closedStates.has(state))

/**
 * The state machine as data: front office → back office → decision, with returns that carry a note, and side exits.
 * Order matters: the first step of a state is its usual next one and becomes the screen's primary button.
 */
export const needSteps: readonly NeedStep[] = [
  step('draft', 'registered', 'Daftarkan'),
  step('registered', 'verification', 'Teruskan ke Back Office'),
  step('registered', 'papers-missing', 'Berkas belum lengkap', 'cases.write', true),
  step('papers-missing', 'registered', 'Berkas sudah lengkap'),
  step('verification', 'waiting-decision', 'Ajukan penetapan'),
  step('verification', 'returned', 'Kembalikan ke Front Office', 'cases.write', true),
  step('verification', 'papers-missing', 'Berkas belum lengkap', 'cases.write', true),
  step('returned', 'registered', 'Perbaiki dan daftarkan lagi'),
  step('waiting-decision', 'referred', 'Tetapkan: dirujuk', 'cases.decide'),
  step('waiting-decision', 'solved', 'Tetapkan: selesai ditangani', 'cases.decide', true),
  step('waiting-decision', 'waiting-turn', 'Tetapkan: menunggu giliran program', 'cases.decide'),
  step('waiting-decision', 'returned', 'Kembalikan', 'cases.decide', true),
  step('referred', 'waiting-feedback', 'Rujukan sudah diserahkan'),
  step('waiting-feedback', 'solved', 'Selesai ditangani', 'cases.write', true),
  step('waiting-feedback', 'verification', 'Perlu ditangani lagi', 'cases.write', true),
  step('waiting-turn', 'solved', 'Sudah menerima program', 'cases.write', true),
  ...openStates.flatMap((from) => [
    step(from, 'not-solvable-here', 'Tutup: tidak dapat ditangani di sini', 'cases.decide', true),
    step(from, 'refused', 'Tolak', 'cases.decide', true),
    step(from, 'duplicate', 'Tandai data ganda', 'cases.write', true),
    step(from, 'cancelled', 'Batalkan', 'cases.write', true),
  ]),
  ...[...closedStates].map((from) => step(from, 'registered', 'Buka kembali', 'cases.decide', true)),
]

/** Steps open from a state for somebody with these permissions. */
export const stepsFrom = (from: NeedState, permissions: readonly Permission[]): NeedStep[] =>
  needSteps.filter((candidate) => candidate.from === from && permissions.includes(candidate.permission))

/** The step between two states, or undefined where there is none. */
export const findStep = (from: NeedState, to: NeedState): NeedStep | undefined =>
  needSteps.find((candidate) => candidate.from === from && candidate.to === to)
