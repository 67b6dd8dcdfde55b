import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core'
import { DateInput } from '@mantine/dates'
import { useState } from 'react'
import { useOfficeTime } from '../../lib/session.ts'
import { common } from '../../texts/common.ts'
import { letterLifeTexts } from '../../texts/letter-life.ts'
import { letterTexts } from '../../texts/letters.ts'
import { RelationField } from './relation-field.tsx'

const words = letterLifeTexts.many

/** Who receives several letters; '' = each its own applicant or resident. */
export interface Receiver {
  to: string
  relation: string
  on: string | null
}

/** Several letters at once: each to its own people, or all to one courier. */
export const HandOverManyDialog = (props: {
  count: number
  pending: boolean
  onClose(): void
  onConfirm(receiver: Receiver): void
}) => {
  const { today } = useOfficeTime()
  const [who, setWho] = useState<'each' | 'one'>('each')
  const [to, setTo] = useState('')
  const [relation, setRelation] = useState('')
  const [on, setOn] = useState<string | null>(today)
  const [tried, setTried] = useState(false)
  const missing = who === 'one' && to.trim() === ''
  const confirm = (): void => {
    setTried(true)
    if (missing || on === null) return
    props.onConfirm(who === 'each' ? { to: '', relation: '', on } : { to: to.trim(), relation: relation.trim(), on })
  }
  return (
    <Modal opened onClose={props.onClose} title={words.title(props.count)}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          confirm()
        }}
      >
        <Stack gap="sm">
          <Radio.Group label={words.who} value={who} onChange={(value) => setWho(value === 'one' ? 'one' : 'each')}>
            <Stack gap={6} mt={6}>
              <Radio value="each" label={words.each} data-autofocus />
              <Radio value="one" label={words.one} />
            </Stack>
          </Radio.Group>
          {who === 'each' ? null : (
            <>
              <TextInput
                label={letterTexts.detail.handedTo}
                required
                maxLength={300}
                value={to}
                onChange={(event) => setTo(event.currentTarget.value)}
                error={tried && missing ? letterTexts.detail.handedToMissing : undefined}
              />
              <RelationField value={relation} onChange={setRelation} />
            </>
          )}
          <DateInput
            label={letterTexts.detail.handedOn}
            valueFormat="DD/MM/YYYY"
            maxDate={today}
            required
            value={on}
            onChange={setOn}
            error={tried && on === null ? letterTexts.detail.handedOnMissing : undefined}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={props.onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={props.pending}>
              {words.confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
