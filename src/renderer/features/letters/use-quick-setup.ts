import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { QuickSetup } from '../../../shared/contract/quick-letters.ts'
import { api } from '../../lib/api.ts'
import { useCall } from '../../lib/query.ts'
import { keptFields, type QuickWork, quickKinds } from './quick-step.ts'

const nothing: QuickSetup = { kind: '', signatoryId: null, kinds: {} }
/** What was changed is kept when the fingers rest so long, milliseconds. */
const rest = 500

/** What the letters of the morning have in common; kept for the user in the office's database. */
export const useQuickSetup = () => {
  const client = useQueryClient()
  const kinds = useCall('letters.kinds', {})
  const signatories = useCall('office.signatories', {})
  // Asked for once: what this window changes meanwhile is newer than anything that comes back.
  const stored = useCall('quickLetters.setup', {})
  const [setup, setSetup] = useState<QuickSetup | null>(null)
  const waiting = useRef<{ timer: number; setup: QuickSetup } | null>(null)
  const send = (): void => {
    if (waiting.current === null) return
    window.clearTimeout(waiting.current.timer)
    const { setup: last } = waiting.current
    waiting.current = null
    // What could not be kept is chosen once more tomorrow; no reason to stop a queue.
    api.quickLetters.saveSetup(last).catch(() => {})
  }
  const leave = useRef(send)
  leave.current = send
  useEffect(() => () => leave.current(), [])
  useEffect(() => {
    if (setup === null && stored.data !== undefined) setSetup(stored.data ?? nothing)
  }, [setup, stored.data])

  const change = (next: QuickSetup): void => {
    setSetup(next)
    // Whoever comes back before it is kept finds it all the same.
    client.setQueryData(['quickLetters', 'setup', {}], next)
    window.clearTimeout(waiting.current?.timer)
    waiting.current = { setup: next, timer: window.setTimeout(send, rest) }
  }
  const offered = quickKinds(kinds.data ?? [])
  const active = (signatories.data ?? []).filter((one) => one.active)
  const chosen = setup ?? nothing
  // A desk for statements mostly: the first kind with purposes stands there until another one is chosen.
  const kind = offered.find(({ key }) => key === chosen.kind) ?? offered.find(({ purposes }) => purposes.length > 0) ?? offered[0]
  const own = kind === undefined ? undefined : chosen.kinds[kind.key]
  const purpose = kind?.purposes.some(({ key }) => key === own?.purpose) === true ? (own?.purpose ?? '') : ''
  const signatory = active.find(({ id }) => id === chosen.signatoryId) ?? active[0]
  const work: QuickWork | null =
    kind === undefined || setup === null
      ? null
      : { kind, purpose, signatoryId: signatory?.id ?? null, kept: keptFields(kind, own?.fields ?? {}) }
  const setOwn = (part: Partial<{ purpose: string; fields: Record<string, string> }>): void => {
    if (work === null) return
    const before = { purpose: work.purpose, fields: work.kept }
    change({ ...chosen, kind: work.kind.key, kinds: { ...chosen.kinds, [work.kind.key]: { ...before, ...part } } })
  }
  return {
    work,
    kinds: offered,
    signatories: active,
    ready: setup !== null && kinds.data !== undefined && signatories.data !== undefined,
    error: kinds.error ?? signatories.error ?? stored.error,
    setKind: (key: string) => change({ ...chosen, kind: key }),
    setPurpose: (key: string) => setOwn({ purpose: key }),
    setSignatory: (id: number) => change({ ...chosen, signatoryId: id }),
    setField: (name: string, value: string) => setOwn({ fields: { ...work?.kept, [name]: value } }),
  }
}

/** What the screen knows of the letters of the morning. */
export type QuickSetupHandle = ReturnType<typeof useQuickSetup>
