import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { FieldChoice } from '../../../shared/contract/imports.ts'
import { number } from '../../lib/format.ts'
import { importTexts as words } from '../../texts/imports.ts'

/** The second confirmation: fields of the locked list that would change, with counts and examples, each to be agreed to. */
export const LockedDialog = (props: {
  fields: FieldChoice[]
  onCancel(): void
  /** `confirmed` may change, `kept` stay as they are in the register. */
  onWrite(confirmed: string[], kept: string[]): void
}) => {
  const [agreed, setAgreed] = useState<ReadonlySet<string>>(new Set())
  const toggle = (field: string): void =>
    setAgreed((known) => {
      const next = new Set(known)
      if (!next.delete(field)) next.add(field)
      return next
    })
  return (
    <Modal opened onClose={props.onCancel} size="lg" title={words.lockedTitle}>
      <Stack gap="sm">
        <Text size="sm">{words.lockedText}</Text>
        {props.fields.map((one) => (
          <div key={one.field}>
            <Checkbox
              label={words.lockedField(one.label, number(one.affected))}
              checked={agreed.has(one.field)}
              onChange={() => toggle(one.field)}
            />
            {one.examples.map(({ name, before, after }) => (
              <Text key={`${name}${before}${after}`} size="sm" c="dimmed" ml={30}>
                {name}: {before || '(kosong)'} menjadi {after || '(kosong)'}
              </Text>
            ))}
          </div>
        ))}
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onCancel}>
            {words.cancel}
          </Button>
          <Button
            onClick={() =>
              props.onWrite(
                [...agreed],
                props.fields.flatMap(({ field }) => (agreed.has(field) ? [] : [field])),
              )
            }
          >
            {words.lockedWrite}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
