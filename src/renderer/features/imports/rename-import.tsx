import { Button, Group, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ImportPackage } from '../../../shared/contract/imports.ts'
import { useCommand } from '../../lib/query.ts'
import { toast } from '../../lib/toast.ts'
import { common } from '../../texts/common.ts'
import { importTexts as words } from '../../texts/imports.ts'

/** Gives a package another name. */
export const RenameImport = (props: { pack: ImportPackage }) => {
  const { pack } = props
  const [label, setLabel] = useState<string | null>(null)
  const rename = useCommand('imports.rename')
  return (
    <>
      <Button size="compact-sm" variant="subtle" onClick={() => setLabel(pack.label)}>
        {words.rename}
      </Button>
      <Modal opened={label !== null} onClose={() => setLabel(null)} title={words.renameTitle}>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            rename.mutate({ id: pack.id, label: label ?? '' }, { onSuccess: () => setLabel(null), onError: toast.error })
          }}
        >
          <TextInput
            label={words.renameTitle}
            value={label ?? ''}
            maxLength={300}
            data-autofocus
            onChange={(event) => setLabel(event.currentTarget.value)}
          />
          <Group justify="flex-end" mt="sm">
            <Button type="submit" loading={rename.isPending} disabled={(label ?? '').trim() === ''}>
              {common.save}
            </Button>
          </Group>
        </form>
      </Modal>
    </>
  )
}
