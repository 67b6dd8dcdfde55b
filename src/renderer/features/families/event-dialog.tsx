import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core'
import { DateInput } from '@mantine/dates'
import { IconCalendar } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import type { AppError } from '../../../shared/domain/errors.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { parseDay } from '../../lib/format.ts'
import { useOfficeTime } from '../../lib/session.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { common } from '../../texts/common.ts'
import { familyTexts } from '../../texts/families.ts'
import { RelationsContext, useRelationList } from './relations.tsx'

const words = familyTexts.event

/** What every event says besides its own fields. */
export interface EventFields {
  on: string
  documentNumber: string
  note: string
}

/** Frame of every event: its own fields, then day, paper and note, then one button that says what is recorded. Ctrl+S saves. */
export const EventDialog = (props: {
  title: string
  dayLabel?: string
  /** The day is typed, not taken for today: of a birth or death it is seldom the day of the visit. */
  askDay?: boolean
  ready: boolean
  saving: boolean
  error: AppError | null
  onClose(): void
  onSave(fields: EventFields): void
  children: ReactNode
}) => {
  const { today } = useOfficeTime()
  const [on, setOn] = useState<string | null>(props.askDay === true ? null : today)
  const [documentNumber, setDocumentNumber] = useState('')
  const [note, setNote] = useState('')
  const relations = useRelationList()
  const ready = props.ready && on !== null && !props.saving
  const save = (): void => {
    if (ready && on !== null) props.onSave({ on, documentNumber: documentNumber.trim(), note: note.trim() })
  }
  useShortcuts({ save }, { insideDialog: true })
  return (
    <Modal opened onClose={props.onClose} title={props.title} size="lg">
      <RelationsContext value={relations}>
        <Stack gap="sm">
          {props.children}
          <Group grow align="start">
            <DateInput
              label={props.dayLabel ?? words.on}
              withAsterisk
              value={on}
              onChange={setOn}
              dateParser={parseDay}
              valueFormat="DD/MM/YYYY"
              placeholder="HH/BB/TTTT"
              maxDate={today}
              leftSection={<IconCalendar size={16} aria-hidden />}
              leftSectionPointerEvents="none"
              popoverProps={{ returnFocus: false }}
            />
            <TextInput
              label={words.document}
              maxLength={300}
              autoComplete="off"
              value={documentNumber}
              onChange={(event) => setDocumentNumber(event.currentTarget.value)}
            />
          </Group>
          <Textarea
            label={words.note}
            autosize
            minRows={1}
            maxRows={6}
            maxLength={4000}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <ErrorBox error={props.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={props.onClose}>
              {common.cancel}
            </Button>
            <Button onClick={save} loading={props.saving} disabled={!ready}>
              {props.title.startsWith('Catat') ? props.title : `Catat: ${props.title}`}
            </Button>
          </Group>
        </Stack>
      </RelationsContext>
    </Modal>
  )
}
