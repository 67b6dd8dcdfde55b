/** Who goes first, in the words of public service standards: people who can wait least. */
export const ticketPriorities = ['', 'elder', 'disabled', 'pregnant', 'emergency'] as const
export type TicketPriority = (typeof ticketPriorities)[number]
export const priorityLabels: Record<TicketPriority, string> = {
  '': 'Biasa',
  elder: 'Lanjut usia',
  disabled: 'Disabilitas',
  pregnant: 'Hamil atau membawa bayi',
  emergency: 'Darurat medis',
}

/** `later` = will come back today; `absent` = was called and did not come. */
export const ticketStates = ['waiting', 'called', 'later', 'absent', 'done'] as const
export type TicketState = (typeof ticketStates)[number]
export const ticketStateLabels: Record<TicketState, string> = {
  waiting: 'Menunggu',
  called: 'Dipanggil',
  later: 'Kembali nanti',
  absent: 'Tidak hadir',
  done: 'Selesai',
}

const allowed: Record<TicketState, readonly TicketState[]> = {
  waiting: ['called', 'later', 'absent'],
  called: ['done', 'later', 'absent', 'waiting'],
  later: ['waiting', 'called', 'absent'],
  absent: ['waiting', 'called'],
  // A number that was finished by mistake can be called again.
  done: ['called'],
}

/** Whether a ticket may go from one state to another. Calling one that stands called is "call again". */
export const ticketMayMove = (from: TicketState, to: TicketState): boolean =>
  (from === 'called' && to === 'called') || allowed[from].includes(to)

/** Medical emergencies before everybody, then the other priorities among each other by number, then the rest by number. */
const rank = (priority: TicketPriority): number => (priority === 'emergency' ? 0 : priority === '' ? 2 : 1)

/** Waiting tickets in the order they are called. */
export const callOrder = <T extends { priority: TicketPriority; number: number }>(waiting: readonly T[]): T[] =>
  [...waiting].sort((one, other) => rank(one.priority) - rank(other.priority) || one.number - other.number)

/** `007`: as it stands on the paper and on the wall. */
export const ticketLabel = (number: number): string => String(number).padStart(3, '0')
