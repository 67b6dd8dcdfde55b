import { Button, Group, SegmentedControl, Select, Stack, Text } from '@mantine/core'
import { DateInput } from '@mantine/dates'
import { IconFileTypePdf } from '@tabler/icons-react'
import { useState } from 'react'
import { ErrorBox } from '../../components/error-box.tsx'
import { JobProgress } from '../../components/job-progress.tsx'
import { downloadFile } from '../../lib/files.ts'
import { useCall } from '../../lib/query.ts'
import { useOfficeTime } from '../../lib/session.ts'
import { useJob } from '../../lib/use-job.ts'
import { letterLifeTexts } from '../../texts/letter-life.ts'

const words = letterLifeTexts.sheet
/** Stands for "no name" in the choice, where '' cannot be a value. */
const noDesk = '-'

/** The daily sheet with a column to sign in. */
export const HandOverSheet = () => {
  const { today } = useOfficeTime()
  const [what, setWhat] = useState<'handed' | 'waiting'>('handed')
  const [day, setDay] = useState<string>(today)
  const [desk, setDesk] = useState<string | null>(null)
  const desks = useCall('letterLife.desks', { day })
  const job = useJob('letterLife.sheet')
  const make = async (): Promise<void> => {
    const made = await job.start({ what, day, desk: desk === null || what === 'waiting' ? null : desk === noDesk ? '' : desk })
    if (made !== null && made.letters > 0) downloadFile(made.file)
  }
  const known = desks.data ?? []
  return (
    <section className="card" style={{ maxWidth: 640 }}>
      <Stack gap="sm">
        <Text size="sm">{words.intro}</Text>
        <SegmentedControl
          aria-label={words.what}
          value={what}
          onChange={(value) => setWhat(value === 'waiting' ? 'waiting' : 'handed')}
          data={(['handed', 'waiting'] as const).map((value) => ({ value, label: words.whats[value] }))}
        />
        {what === 'waiting' ? null : (
          <Group grow align="start">
            <DateInput
              label={words.day}
              valueFormat="DD/MM/YYYY"
              maxDate={today}
              value={day}
              onChange={(value) => {
                if (value === null) return
                setDay(value)
                setDesk(null)
              }}
            />
            <Select
              label={words.desk}
              placeholder={words.allDesks}
              clearable
              value={desk}
              onChange={setDesk}
              data={known.map((one) => ({
                value: one.desk === '' ? noDesk : one.desk,
                label: words.counted(one.desk === '' ? words.noDesk : one.desk, one.count),
              }))}
            />
          </Group>
        )}
        {what === 'handed' && desks.data !== undefined && known.length === 0 ? (
          <Text size="sm" c="dimmed">
            {words.none}
          </Text>
        ) : null}
        <ErrorBox error={desks.error ?? job.error} />
        <JobProgress job={job} label={words.making} />
        <Group justify="end" gap="xs">
          {job.result === null ? null : (
            <Text size="sm" role="status">
              {words.made(job.result.letters)}
            </Text>
          )}
          <Button leftSection={<IconFileTypePdf size={18} aria-hidden />} loading={job.running} onClick={() => void make()}>
            {words.make}
          </Button>
        </Group>
      </Stack>
    </section>
  )
}
