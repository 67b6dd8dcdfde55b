import { Button, Group, TextInput } from '@mantine/core'
import { DateInput } from '@mantine/dates'
import { useState } from 'react'
import type { ReferralDetail } from '../../../shared/contract/referrals.ts'
import { isWaiting } from '../../../shared/domain/referral-flow.ts'
import { DueDate } from '../../components/due-date.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { parseDay } from '../../lib/format.ts'
import { useCommand } from '../../lib/query.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { common } from '../../texts/common.ts'
import { referralTexts } from '../../texts/referrals.ts'

const words = referralTexts.changeDue

/** The day until which the agency is to answer; another one is set with a reason. */
export const ReferralDue = ({ referral }: { referral: ReferralDetail }) => {
  const may = useMay()
  const { today } = useOfficeTime()
  const change = useCommand('referrals.setDue')
  const [open, setOpen] = useState(false)
  const [day, setDay] = useState<string | null>(referral.dueDate)
  const [note, setNote] = useState('')
  const save = (): void => {
    if (day === null || note.trim() === '') return
    change.mutate(
      { id: referral.id, version: referral.version, dueDate: day, note: note.trim() },
      { onSuccess: () => toast.done(words.done) },
    )
  }
  if (!open)
    return (
      <Group gap="xs">
        <DueDate date={referral.dueDate} overdue={referral.overdue} />
        {may('referrals.write') && isWaiting(referral.state) ? (
          <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
            {words.action}
          </Button>
        ) : null}
      </Group>
    )
  return (
    <>
      <Group gap="xs" align="end">
        <DateInput
          label={words.day}
          w={150}
          value={day}
          onChange={setDay}
          dateParser={parseDay}
          valueFormat="DD/MM/YYYY"
          minDate={today}
          data-autofocus
        />
        <TextInput
          style={{ flex: 1 }}
          label={words.note}
          placeholder={words.noteHint}
          value={note}
          maxLength={300}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Button disabled={day === null || note.trim() === ''} loading={change.isPending} onClick={save}>
          {words.save}
        </Button>
        <Button variant="default" onClick={() => setOpen(false)}>
          {common.cancel}
        </Button>
      </Group>
      <ErrorBox error={change.error} />
    </>
  )
}
