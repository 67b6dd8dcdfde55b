/** How one paper of a need stands: it lies on the desk, it is still to come, or this resident does not need it. */
export const paperStates = ['have', 'missing', 'not-needed'] as const
export type PaperState = (typeof paperStates)[number]
export const paperStateLabels: Record<PaperState, string> = { have: 'Ada', missing: 'Belum ada', 'not-needed': 'Tidak perlu' }

/** One paper that a service asks for. */
export interface Paper {
  key: string
  label: string
  /** `when`: only in the case that `when` names. */
  required: 'always' | 'when'
  when: string
  note: string
  /** Only in this lane of the service; '' = in every lane. */
  lane: string
}

/** `KTP pemohon` → `ktp-pemohon`: the key that ticks are kept under. */
export const paperKey = (label: string): string =>
  label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
    .replace(/-$/, '')

/** Requirements were plain lines once; `SKTM bila diminta` is one that is asked for only then. */
export const paperOfLine = (text: string): Paper => {
  const [, label, when] = /^(.+?) ((?:bila|jika|kalau) .+)$/i.exec(text.trim()) ?? []
  const plain = { note: '', lane: '', key: paperKey(text) }
  return label === undefined || when === undefined
    ? { ...plain, label: text.trim(), required: 'always', when: '' }
    : { ...plain, label, required: 'when', when }
}

/** The papers of one lane, in their order. */
export const papersOfLane = <P extends Pick<Paper, 'lane'>>(papers: readonly P[], lane: string): P[] =>
  papers.filter((paper) => paper.lane === '' || paper.lane === lane)

/**
 * What the file still lacks. A paper that is asked for only in some cases lacks when somebody marked it missing; one that
 * is always asked for lacks until it is there or somebody wrote down that it is not needed.
 * @param stateOf how a paper stands, null when nobody looked yet
 * @returns empty = the file is complete
 */
export const lackingPapers = <P extends Pick<Paper, 'key' | 'lane' | 'required'>>(
  papers: readonly P[],
  lane: string,
  stateOf: (key: string) => PaperState | null,
): P[] =>
  papersOfLane(papers, lane).filter(({ key, required }) => {
    const state = stateOf(key)
    return state === 'missing' || (state === null && required === 'always')
  })

/** `SKTM dari desa (bila diminta)`. */
export const paperText = ({ label, when }: Pick<Paper, 'label' | 'when'>): string => (when === '' ? label : `${label} (${when})`)
