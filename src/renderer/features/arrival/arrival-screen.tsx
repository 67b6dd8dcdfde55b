import { Button, SegmentedControl } from '@mantine/core'
import { IconDeviceTv } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Page } from '../../components/page.tsx'
import { arrivalTexts as words } from '../../texts/arrival.ts'
import { ConsultationList } from './consultation-list.tsx'
import { GuestBook } from './guest-book.tsx'
import { QueueDesk } from './queue-desk.tsx'

type Tab = keyof typeof words.tabs
const tabs = Object.keys(words.tabs) as Tab[]

/** Who comes in at the door: numbers of the day, guest book, questions answered at once. */
export const ArrivalScreen = () => {
  const navigate = useNavigate()
  const search = useSearch({ from: '/antrean' })
  const tab = tabs.find((one) => one === search.tab) ?? 'antrean'
  const choice = (
    <SegmentedControl
      aria-label={words.title}
      value={tab}
      onChange={(value) => void navigate({ to: '/antrean', search: { tab: value }, replace: true })}
      data={tabs.map((value) => ({ value, label: words.tabs[value] }))}
    />
  )
  if (tab === 'tamu') return <GuestBook choice={choice} />
  if (tab === 'konsultasi') return <ConsultationList choice={choice} />
  return (
    <Page
      title={words.title}
      filters={choice}
      action={
        <Button
          variant="default"
          leftSection={<IconDeviceTv size={18} aria-hidden />}
          onClick={() => void navigate({ to: '/antrean/layar' })}
        >
          {words.queue.display}
        </Button>
      }
    >
      <QueueDesk />
    </Page>
  )
}
