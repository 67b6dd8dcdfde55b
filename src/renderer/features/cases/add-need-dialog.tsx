import { Button, Group, Modal, SegmentedControl, Select, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { ErrorBox } from '../../components/error-box.tsx'
import { useCall, useCommand } from '../../lib/query.ts'
import { useServiceLimit } from '../../lib/service-limit.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { toast } from '../../lib/toast.ts'
import { caseTexts, levelLabels } from '../../texts/cases.ts'
import { common } from '../../texts/common.ts'
import { counterTexts } from '../../texts/counter.ts'

const words = caseTexts.addNeed

/** One more need in a case. */
export const AddNeedDialog = (props: { caseId: number; opened: boolean; onClose(): void }) => {
  const due = useServiceLimit()
  const programmes = useCall('programmes.list', {}, { enabled: props.opened })
  const add = useCommand('cases.addNeed')
  const [programmeKey, setProgrammeKey] = useState<string | null>(null)
  const [category, setCategory] = useState<'kebutuhan' | 'kepesertaan'>('kebutuhan')
  const [description, setDescription] = useState('')
  const programme = programmes.data?.find(({ key }) => key === programmeKey)
  const confirm = (): void => {
    if (programmeKey === null || add.isPending) return
    add.mutate(
      { caseId: props.caseId, need: { programmeKey, category, description: description.trim() } },
      {
        onSuccess: () => {
          setProgrammeKey(null)
          setDescription('')
          props.onClose()
          toast.done(words.done)
        },
      },
    )
  }
  useShortcuts(props.opened ? { save: confirm } : {}, { insideDialog: true })
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={words.title}>
      <Stack gap="sm">
        <Select
          label={words.programme}
          data-autofocus
          required
          searchable
          data={[...Map.groupBy(programmes.data ?? [], (one) => one.sectorLabel)].map(([group, items]) => ({
            group,
            items: items.map(({ key, name }) => ({ value: key, label: name })),
          }))}
          value={programmeKey}
          onChange={setProgrammeKey}
        />
        <SegmentedControl
          aria-label={words.category}
          value={category}
          onChange={(value) => setCategory(value as typeof category)}
          data={[
            { value: 'kebutuhan', label: counterTexts.categories.kebutuhan },
            { value: 'kepesertaan', label: counterTexts.categories.kepesertaan },
          ]}
        />
        <Textarea
          label={words.description}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={4000}
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        {programme === undefined ? null : (
          <Text size="sm" c="dimmed">
            {counterTexts.due}: {due(programme)}. {counterTexts.level}: {levelLabels[programme.level]}.
          </Text>
        )}
        <ErrorBox error={add.error ?? programmes.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.onClose}>
            {common.cancel}
          </Button>
          <Button onClick={confirm} loading={add.isPending} disabled={programmeKey === null}>
            {words.confirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
