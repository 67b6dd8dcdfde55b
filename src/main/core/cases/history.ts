import { longDate } from '../../../shared/domain/dates.ts'
import { type FlowStep, type NeedFlow, stateLabel } from '../../../shared/domain/need-flow.ts'

/** Kinds of events in a case's history. */
export type CaseEventKind =
  | 'opened'
  | 'need-added'
  | 'moved'
  | 'assigned'
  | 'note'
  | 'referral'
  | 'letter'
  | 'closed'
  | 'reopened'
  | 'told'
  | 'file'
  | 'changed'
  | 'escalated'
  | 'flagged'

const channelWords: Record<string, string> = {
  loket: 'di loket',
  puskesos: 'di Puskesos',
  lapangan: 'saat kunjungan lapangan',
  telepon: 'melalui telepon',
  surat: 'melalui surat',
}

/** `Kasus dicatat di loket; warga datang sendiri.` */
export const openedSentence = (
  channel: string,
  reporter: { kind: 'self' | 'other'; name?: string; relation?: string },
): string => {
  const where = `Kasus dicatat ${channelWords[channel] ?? ''}`.trim()
  if (reporter.kind === 'self') return `${where}; warga melapor sendiri.`
  const relation = reporter.relation === undefined || reporter.relation === '' ? '' : ` (${reporter.relation})`
  return `${where}; dilaporkan oleh ${reporter.name ?? 'orang lain'}${relation}.`
}

/** `Kebutuhan "PKH" dicatat, batas waktu 22 Desember 2026.` */
export const needAddedSentence = (programme: string, dueDate: string | null): string =>
  `Kebutuhan "${programme}" dicatat${dueDate === null ? ', tanpa batas waktu' : `, batas waktu ${longDate(dueDate)}`}.`

/** `"PKH" berpindah dari Terdaftar ke Verifikasi (Teruskan ke Back Office).` A step named like its stage is not said twice. */
export const movedSentence = (programme: string, flow: NeedFlow, step: Pick<FlowStep, 'from' | 'to' | 'label'>): string => {
  const to = stateLabel(flow, step.to)
  return `"${programme}" berpindah dari ${stateLabel(flow, step.from)} ke ${to}${step.label === to ? '' : ` (${step.label})`}.`
}

/** Who holds the need from now on. */
export const assignedSentence = (programme: string, before: string, after: string | null): string => {
  if (after === null) return `"${programme}" dilepas${before === '' ? '' : ` dari ${before}`}; menunggu petugas.`
  return before === '' ? `"${programme}" ditangani oleh ${after}.` : `"${programme}" diserahkan dari ${before} kepada ${after}.`
}

/** The case closes by itself when its last need is closed, and opens again with a need. */
export const closedSentence = 'Semua kebutuhan sudah selesai; kasus ditutup.'
export const reopenedSentence = 'Kasus dibuka kembali.'
/** Beside the words of the note itself. */
export const noteSentence = 'Catatan ditambahkan.'
