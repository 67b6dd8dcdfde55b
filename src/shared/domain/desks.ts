import type { NeedFlow } from './need-flow.ts'
import { closedStates, type NeedState, needStates, type Register } from './need-states.ts'
import type { Permission } from './permissions.ts'

/** Rights of which one is enough for the usual next step from a state: the desk where a need stands. Empty for an end. */
export const deskOf = (flow: NeedFlow, state: NeedState): readonly Permission[] =>
  closedStates.has(state) ? [] : (flow.steps.find(({ from }) => from === state)?.permissions ?? [])

const deskWords: Record<Register, Partial<Record<Permission, string>>> = {
  layanan: {
    'cases.intake': 'Front Office',
    'cases.handle': 'Back Office',
    'cases.review': 'supervisor',
    'cases.decide': 'manajer',
  },
  keluhan: {
    'cases.intake': 'fasilitator',
    'cases.handle': 'Back Office',
    'cases.review': 'supervisor',
    'cases.decide': 'manajer',
  },
}

/** Who takes the usual next step from a state, as the office calls that desk: `Back Office`; '' for an end. */
export const deskName = (flow: NeedFlow, register: Register, state: NeedState): string =>
  deskOf(flow, state)
    .flatMap((right) => deskWords[register][right] ?? [])
    .join(' atau ')

/** Open states whose usual next step somebody with these rights may take. */
export const statesAtDesk = (flow: NeedFlow, permissions: readonly Permission[]): NeedState[] =>
  needStates.filter((state) => deskOf(flow, state).some((permission) => permissions.includes(permission)))

/** Government levels from the village up. */
export const levelsUpwards = ['desa', 'kecamatan', 'kabupaten', 'provinsi', 'pusat'] as const

/** Whether one level stands above another. */
export const isAbove = (level: string, other: string): boolean =>
  levelsUpwards.indexOf(level as (typeof levelsUpwards)[number]) > levelsUpwards.indexOf(other as (typeof levelsUpwards)[number])

/** States before anything was decided: until here a need may still become another programme's. */
export const beforeDecision: ReadonlySet<NeedState> = new Set([
  'draft',
  'registered',
  'papers-missing',
  'verification',
  'returned',
])

/** How pressing a need is, as a number in the database. */
export const priorities = ['biasa', 'segera', 'darurat'] as const
export type Priority = (typeof priorities)[number]

/** Words for the levels where no office's own words are at hand. */
export const levelWords: Readonly<Record<(typeof levelsUpwards)[number], string>> = {
  desa: 'Desa/kelurahan',
  kecamatan: 'Kecamatan',
  kabupaten: 'Kabupaten/kota',
  provinsi: 'Provinsi',
  pusat: 'Pusat',
}
