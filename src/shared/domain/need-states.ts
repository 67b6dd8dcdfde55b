/**
 * States of one need. The list is fixed because figures and reports stand on it; the words for the states and every step
 * between them are data (definition kind `need-flow`). Letter states (initials, signature) belong to the letter, feedback
 * states to the referral.
 */
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

/** Indonesian words for the states where needs of several flows stand together: lists, figures, reports. */
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

/** The two registers of SLRT: services at the counter (FO–BO) and complaints from the field. They share people, not steps. */
export const registers = ['layanan', 'keluhan'] as const
export type Register = (typeof registers)[number]
export const registerLabels: Record<Register, string> = { layanan: 'Layanan loket', keluhan: 'Keluhan dari lapangan' }

/** Kinds of a complaint from the field; '' for a service at the counter (SLRT field application, manual). */
export const complaintKinds = ['', 'pertanyaan', 'saran', 'pengaduan'] as const
export type ComplaintKind = (typeof complaintKinds)[number]
export const complaintKindLabels: Record<ComplaintKind, string> = {
  '': '–',
  pertanyaan: 'Pertanyaan',
  saran: 'Saran',
  pengaduan: 'Pengaduan',
}
