import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { DefinitionKind } from '../../../shared/contract/definitions.ts'
import type { OutputOf } from '../../../shared/contract/index.ts'
import { type JsonObject, keyOf } from '../../../shared/domain/definition-form.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { useCall, useCommand } from '../../lib/query.ts'
import { toast } from '../../lib/toast.ts'
import { common } from '../../texts/common.ts'
import { formTexts as texts } from '../../texts/settings-forms/form.ts'

/** Kinds of which an office has exactly what the program knows, and mappings, which are made from a file. */
const fixed: ReadonlySet<DefinitionKind> = new Set(['need-flow', 'referral-flow', 'calendar', 'import-mapping'])

/** A new document begins as a copy of one that is like it. */
export const CopyButton = (props: { definition: OutputOf<'definitions.get'>; body: JsonObject; disabled: boolean }) => {
  const { kind } = props.definition
  const navigate = useNavigate()
  const [opened, setOpened] = useState(false)
  const [name, setName] = useState('')
  const save = useCommand('definitions.save')
  const list = useCall('definitions.list', { kind }, { enabled: opened })
  const key = keyOf(name, 'kebab', [])
  const taken = (list.data ?? []).some((row) => row.key === key)
  if (fixed.has(kind)) return null
  const create = (): void => {
    if (key === '' || taken || list.data === undefined) return
    type Body = Parameters<typeof save.mutate>[0]['body']
    save.mutate(
      { kind, key, baseVersion: 0, body: { ...props.body, name: name.trim() } as Body },
      {
        onSuccess: () => {
          setOpened(false)
          setName('')
          toast.done(texts.copyDone)
          void navigate({ to: '/pengaturan', search: { tab: 'isian', jenis: kind, kunci: key } })
        },
      },
    )
  }
  return (
    <>
      <Button variant="default" disabled={props.disabled} onClick={() => setOpened(true)}>
        {texts.copy}
      </Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={texts.copyTitle}>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            create()
          }}
        >
          <Stack gap="sm">
            <Text size="sm">{texts.copyText}</Text>
            <TextInput
              label={texts.copyName}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              error={taken ? texts.copyTaken : undefined}
              maxLength={200}
              data-autofocus
              required
            />
            <ErrorBox error={save.error} />
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={() => setOpened(false)}>
                {common.cancel}
              </Button>
              <Button type="submit" loading={save.isPending} disabled={key === '' || taken}>
                {texts.create}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  )
}
