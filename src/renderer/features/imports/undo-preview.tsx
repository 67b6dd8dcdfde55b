import { List, Text } from '@mantine/core'
import type { OutputOf } from '../../../shared/contract/index.ts'
import { number } from '../../lib/format.ts'
import { importTexts } from '../../texts/imports.ts'

/** Names shown in the question; the rest is counted. */
const shown = 8

/** What undoing would do: how many go back, who stays and why. */
export const UndoPreview = (props: { preview: OutputOf<'imports.previewUndo'> }) => {
  const { restored, removed, kept, keptPeople, reasons } = props.preview
  return (
    <>
      <Text size="sm">{importTexts.undoWill(number(restored), number(removed))}</Text>
      {kept === 0 ? null : (
        <>
          <Text size="sm" mt="xs">
            {importTexts.undoKept(number(kept))} {reasons.map(({ why, count }) => `${why} (${number(count)})`).join(', ')}
          </Text>
          <List size="sm">
            {keptPeople.slice(0, shown).map(({ personId, name, why }) => (
              <List.Item key={personId}>
                {name} – {why}
              </List.Item>
            ))}
            {kept > shown ? <List.Item>dan {number(kept - shown)} warga lain</List.Item> : null}
          </List>
        </>
      )}
    </>
  )
}
