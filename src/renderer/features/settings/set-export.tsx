import { Button, Checkbox, Group, Modal, Radio, Stack, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { type DefinitionKind, definitionKinds } from '../../../shared/contract/definitions.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { call } from '../../lib/api.ts'
import { downloadFile } from '../../lib/files.ts'
import { toast } from '../../lib/toast.ts'
import { settingsTexts } from '../../texts/settings.ts'
import { formTexts } from '../../texts/settings-forms/form.ts'

const words = formTexts.set

/** Everything the office edits, or one kind of it, as one file. */
export const SetExportDialog = (props: { opened: boolean; kind: DefinitionKind; onClose(): void }) => {
  const [all, setAll] = useState(true)
  const [onlyOffice, setOnlyOffice] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const make = async (): Promise<void> => {
    setBusy(true)
    setError(null)
    try {
      const { file, count } = await call('definitions.exportSet', {
        kinds: all ? [...definitionKinds] : [props.kind],
        onlyOffice,
      })
      if (count === 0) {
        setError(words.nothing)
        return
      }
      downloadFile(file)
      toast.done(words.exported(count))
      props.onClose()
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={words.export}>
      <Stack gap="sm">
        <Text size="sm">{words.exportIntro}</Text>
        <Radio.Group label={words.which} value={all ? 'all' : 'one'} onChange={(value) => setAll(value === 'all')}>
          <Stack gap={6} mt={4}>
            <Radio value="all" label={words.all} />
            <Radio value="one" label={settingsTexts.definitions.kinds[props.kind]} />
          </Stack>
        </Radio.Group>
        <Checkbox
          label={words.onlyOffice}
          checked={onlyOffice}
          onChange={(event) => setOnlyOffice(event.currentTarget.checked)}
        />
        {error === words.nothing ? <Text size="sm">{words.nothing}</Text> : <ErrorBox error={error} />}
        <Group justify="flex-end">
          <Button leftSection={<IconDownload size={18} aria-hidden />} loading={busy} onClick={() => void make()}>
            {words.exportButton}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
