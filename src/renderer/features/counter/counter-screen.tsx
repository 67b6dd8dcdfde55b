import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { Page } from '../../components/page.tsx'
import { useSession } from '../../lib/session.ts'
import { counterTexts as words } from '../../texts/counter.ts'
import { CounterDesk } from './counter-desk.tsx'
import type { CounterValues } from './counter-form.ts'
import { rememberClient, rememberedClient } from './counter-memory.ts'

/** Loket: the person in front of the desk, what they need, what will happen. */
export const CounterScreen = () => {
  const navigate = useNavigate()
  const { session } = useSession()
  const search = useSearch({ from: '/loket' })
  const asked = Number(search.warga)
  const fromAddress = Number.isInteger(asked) && asked > 0 ? asked : null
  const [clientId, setClientId] = useState<number | null>(fromAddress ?? rememberedClient(session.userId))
  const [carried, setCarried] = useState<CounterValues | null>(null)

  useEffect(() => {
    if (fromAddress !== null) setClientId(fromAddress)
  }, [fromAddress])
  useEffect(() => rememberClient(session.userId, clientId), [session.userId, clientId])

  const choose = (id: number | null, values: CounterValues | null): void => {
    setCarried(values)
    setClientId(id)
    void navigate({ to: '/loket', search: id === null ? {} : { warga: id }, replace: true })
  }
  return (
    <Page title={words.title}>
      {/* Each person has a form and a draft of their own: nobody's complaint slips into another one's case. */}
      <CounterDesk key={clientId ?? 0} clientId={clientId} carried={carried} onClient={choose} />
    </Page>
  )
}
