import { Button, Group, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ReferralDetail } from '../../../shared/contract/referrals.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { shortDate } from '../../lib/format.ts'
import { useCommand } from '../../lib/query.ts'
import { toast } from '../../lib/toast.ts'
import { referralTexts as words } from '../../texts/referrals.ts'

/** Writes down that the agency was asked again. */
export const ReminderForm = ({ referral }: { referral: ReferralDetail }) => {
  const [note, setNote] = useState('')
  const remind = useCommand('referrals.remind')
  const save = (): void =>
    remind.mutate(
      { id: referral.id, version: referral.version, note },
      {
        onSuccess: () => {
          setNote('')
          toast.done(words.reminded)
        },
      },
    )
  return (
    <div>
      <Text size="sm" c={referral.remindNow ? 'var(--tone-warning-text)' : 'dimmed'}>
        {words.remindOn(shortDate(referral.remindOn), referral.reminders)}
      </Text>
      <Group align="end" gap="xs">
        <TextInput
          style={{ flex: 1 }}
          label={words.remind}
          placeholder={words.remindHint}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          maxLength={300}
        />
        <Button variant="default" disabled={note.trim() === ''} loading={remind.isPending} onClick={save}>
          {words.remindSave}
        </Button>
      </Group>
      <ErrorBox error={remind.error} />
    </div>
  )
}
