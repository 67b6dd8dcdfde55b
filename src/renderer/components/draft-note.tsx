import { Button, Group, Text } from '@mantine/core'
import { common } from '../texts/common.ts'

/** Says that a half-filled form came back (`useDraft`), and offers to drop it. */
export const DraftNote = (props: { draft: { restored: boolean; older?: unknown; discard(): void } }) =>
  props.draft.restored ? (
    <Group gap="xs" role="status" mb="xs" px="sm" py={4} bg="var(--tone-info-tint)">
      <Text size="sm" c="var(--tone-info-text)">
        {common.draftRestored}
        {props.draft.older === null || props.draft.older === undefined ? '' : ` ${common.draftOlder}`}
      </Text>
      <Button size="compact-sm" variant="default" onClick={props.draft.discard}>
        {common.draftDiscard}
      </Button>
    </Group>
  ) : null
