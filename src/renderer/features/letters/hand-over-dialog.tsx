import { zodResolver } from '@hookform/resolvers/zod'
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { Controller, useForm } from 'react-hook-form'
import { z } from 'zod'
import type { LetterDetail } from '../../../shared/contract/letters.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { FormDate, FormText } from '../../components/form-fields.tsx'
import { showOnField } from '../../lib/form-errors.ts'
import { ownCounter } from '../../lib/own-counter.ts'
import { useCommand } from '../../lib/query.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { toast } from '../../lib/toast.ts'
import { common } from '../../texts/common.ts'
import { letterTexts } from '../../texts/letters.ts'
import { RelationField } from './relation-field.tsx'

const words = letterTexts.detail

const schema = z.object({
  to: z.string().trim().min(1, words.handedToMissing).max(300),
  relation: z.string().trim().max(60),
  on: z.string({ error: words.handedOnMissing }),
})

/** Who receives the printed letter, and when: usually the client, today. */
export const HandOverDialog = (props: { letter: LetterDetail; opened: boolean; onClose(): void }) => (
  <Modal opened={props.opened} onClose={props.onClose} title={words.handOverTitle}>
    <HandOverForm letter={props.letter} onClose={props.onClose} />
  </Modal>
)

const HandOverForm = ({ letter, onClose }: { letter: LetterDetail; onClose(): void }) => {
  const may = useMay()
  const { today } = useOfficeTime()
  const handOver = useCommand('letters.handOver')
  const form = useForm<z.infer<typeof schema>>({
    resolver: zodResolver(schema),
    // Who asked for the letter usually fetches it.
    defaultValues: {
      to: letter.applicantName === '' ? letter.clientName : letter.applicantName,
      relation: letter.applicantName === '' ? '' : letter.applicant.relation,
      on: today,
    },
  })
  const save = form.handleSubmit((values) =>
    handOver.mutate(
      { id: letter.id, version: letter.version, desk: ownCounter(), ...values },
      {
        onSuccess: () => {
          onClose()
          toast.done(words.handedDone)
        },
        onError: (error) => void showOnField(form, error),
      },
    ),
  )
  useShortcuts({ save: () => void save() }, { insideDialog: true })
  const referred = letter.referralId !== null && (may('referrals.write') || may('referrals.answer'))
  return (
    <form onSubmit={(event) => void save(event)} noValidate>
      <Stack gap="sm">
        <Text size="sm">
          {words.handOverText(letter.number ?? '')} {referred ? words.handOverReferral : ''}
        </Text>
        <FormText
          control={form.control}
          name="to"
          label={words.handedTo}
          description={words.handedToHint}
          maxLength={300}
          required
          autoFocus
        />
        <Controller
          control={form.control}
          name="relation"
          render={({ field }) => <RelationField value={field.value} onChange={field.onChange} />}
        />
        <FormDate control={form.control} name="on" label={words.handedOn} maxDate={today} required />
        <ErrorBox error={handOver.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={handOver.isPending}>
            {words.handOver}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
