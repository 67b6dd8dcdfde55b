import { Button } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { DraftList } from '../../components/draft-list.tsx'
import { Page } from '../../components/page.tsx'
import { useCall } from '../../lib/query.ts'
import { useSession } from '../../lib/session.ts'
import { arrivalTexts } from '../../texts/arrival.ts'
import { counterTexts as words } from '../../texts/counter.ts'
import { ConsultationButton } from '../arrival/consultation-dialog.tsx'
import { CounterDesk } from './counter-desk.tsx'
import { blankCounter, type CounterValues } from './counter-form.ts'
import { rememberClient, rememberedClient } from './counter-memory.ts'

/** Loket: the person in front of the desk, what they need, what will happen. */
export const CounterScreen = () => {
  const navigate = useNavigate()
  const { session } = useSession()
  const search = useSearch({ from: '/loket' })
  const asked = Number(search.warga)
  const fromAddress = Number.isInteger(asked) && asked > 0 ? asked : null
  const numberIn = (value: unknown): number | null =>
    typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : null
  const ticketId = numberIn(search.tiket)
  const consultationId = numberIn(search.konsultasi)
  const consultation = useCall('arrival.consultation', { id: consultationId ?? 1 }, { enabled: consultationId !== null })
  const [clientId, setClientId] = useState<number | null>(fromAddress ?? rememberedClient(session.userId))
  const [carried, setCarried] = useState<CounterValues | null>(null)

  useEffect(() => {
    if (fromAddress !== null) setClientId(fromAddress)
  }, [fromAddress])
  // A question that becomes a case brings its words along.
  const { data: question } = consultation
  useEffect(() => {
    if (question !== undefined && question.caseId === null)
      setCarried({ ...blankCounter, summary: question.subject, notes: question.answer })
  }, [question])
  useEffect(() => rememberClient(session.userId, clientId), [session.userId, clientId])

  const choose = (id: number | null, values: CounterValues | null): void => {
    setCarried(values)
    setClientId(id)
    void navigate({
      to: '/loket',
      search: { warga: id ?? undefined, tiket: ticketId ?? undefined, konsultasi: consultationId ?? undefined },
      replace: true,
    })
  }
  return (
    <Page
      title={words.title}
      action={
        <>
          <Button variant="default" onClick={() => void navigate({ to: '/loket/tempel' })}>
            {arrivalTexts.paste.open}
          </Button>
          <ConsultationButton
            key={String(search.isian)}
            personId={clientId}
            begin={search.isian === `consultation.${clientId ?? 0}`}
          />
        </>
      }
    >
      <DraftList only={/^(case\.(new|person|note)|paste|consultation)/} except={`case.new.${clientId ?? 0}`} />
      {/* Each person has a form and a draft of their own: nobody's complaint slips into another one's case. */}
      <CounterDesk
        key={clientId ?? 0}
        clientId={clientId}
        carried={carried}
        ticketId={ticketId}
        consultationId={consultationId}
        onClient={choose}
      />
    </Page>
  )
}
