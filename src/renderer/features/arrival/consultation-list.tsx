import { Button, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { Link, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Consultation } from '../../../shared/contract/arrival.ts'
import { clockTime } from '../../../shared/domain/dates.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Page } from '../../components/page.tsx'
import { shortDate } from '../../lib/format.ts'
import { tableProps, useCallPages } from '../../lib/query.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { arrivalTexts } from '../../texts/arrival.ts'
import { ConsultationButton } from './consultation-dialog.tsx'

const words = arrivalTexts.consultations

/** Questions that were answered at once, each one line; any of them can become a case. */
export const ConsultationList = (props: { choice: ReactNode }) => {
  const may = useMay()
  const navigate = useNavigate()
  const { timeZone } = useOfficeTime()
  const [typed, setTyped] = useState('')
  const [text] = useDebouncedValue(typed.trim(), 200)
  const pages = useCallPages('arrival.consultations', { text })
  const columns: Column<Consultation>[] = [
    {
      key: 'time',
      header: arrivalTexts.guests.time,
      width: '190px',
      cell: (row) => (
        <span className="numeric">
          {shortDate(row.day)} {clockTime(row.at, timeZone)}
        </span>
      ),
    },
    {
      key: 'who',
      header: words.who,
      width: 'minmax(120px, 1fr)',
      cell: (row) =>
        row.who === '' ? (
          <Text span size="sm" c="dimmed">
            {words.nobody}
          </Text>
        ) : (
          <strong>{row.who}</strong>
        ),
      title: (row) => row.who,
    },
    {
      key: 'subject',
      header: words.subject,
      width: 'minmax(150px, 1.5fr)',
      cell: (row) => row.subject,
      title: (row) => row.subject,
    },
    { key: 'answer', header: words.answer, width: 'minmax(150px, 1.5fr)', cell: (row) => row.answer, title: (row) => row.answer },
    { key: 'by', header: arrivalTexts.guests.by, width: 'minmax(90px, 0.7fr)', cell: (row) => row.by },
    {
      key: 'case',
      header: words.case,
      width: '190px',
      cell: (row) =>
        row.caseId !== null ? (
          <Link to="/kasus/$id" params={{ id: String(row.caseId) }}>
            {row.caseNumber}
          </Link>
        ) : may('cases.intake') ? (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`${words.toCase}: ${row.subject}`}
            onClick={() => void navigate({ to: '/loket', search: { konsultasi: row.id, warga: row.personId ?? undefined } })}
          >
            {words.toCase}
          </Button>
        ) : null,
    },
  ]
  return (
    <Page
      title={arrivalTexts.title}
      fill
      action={<ConsultationButton personId={null} primary />}
      filters={
        <>
          {props.choice}
          <TextInput
            aria-label={words.search}
            placeholder={words.search}
            w={280}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </>
      }
    >
      <DataTable
        {...tableProps(pages)}
        label={words.list}
        columns={columns}
        rowKey={(row) => row.id}
        empty={
          text === '' ? (
            <EmptyState title={words.empty} text={words.emptyText} />
          ) : (
            <EmptyState title={arrivalTexts.nothingTitle} text={arrivalTexts.nothingText} />
          )
        }
      />
    </Page>
  )
}
