/** Words for the priority of somebody who waits for a programme. */
export const waitingPriorityLabels: Record<number, string> = { 1: 'Mendesak', 2: 'Didahulukan', 3: 'Biasa' }

/** Words for where an entry of a waiting list stands. */
export const waitingStateLabels = {
  waiting: 'Menunggu',
  offered: 'Mendapat giliran',
  placed: 'Sudah menerima',
  left: 'Keluar dari daftar',
} as const
