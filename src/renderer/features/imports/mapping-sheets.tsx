import { Button, Checkbox, Group, Modal, NumberInput, Text } from '@mantine/core'
import { useState } from 'react'
import type { ImportMappingBody, InspectedSheet, Inspection } from '../../../shared/contract/mappings.ts'
import { mappingTexts } from '../../texts/mappings.ts'
import styles from './mappings.module.css'

/** Which sheets are read, and where the header of each stands. */
export const MappingSheets = (props: {
  inspection: Inspection
  body: ImportMappingBody
  onChange(body: ImportMappingBody): void
  onHeader(sheet: string, row: number, rows: number): void
}) => {
  const { inspection, body } = props
  const [open, setOpen] = useState<InspectedSheet | null>(null)
  return (
    <section className={styles.sheets} aria-label={mappingTexts.sheets}>
      {inspection.sheets
        .filter((sheet) => sheet.rows.length > 0)
        .map((sheet) => {
          const ignored = body.ignoreSheets.includes(sheet.name)
          return (
            <div key={sheet.name} className={styles.sheet}>
              {sheet.hidden ? (
                <Text size="sm">
                  {sheet.name}: {mappingTexts.sheetHidden}
                </Text>
              ) : (
                <Checkbox
                  label={sheet.name}
                  aria-label={mappingTexts.readSheet(sheet.name)}
                  checked={!ignored && sheet.table !== null}
                  disabled={sheet.table === null}
                  onChange={(event) =>
                    props.onChange({
                      ...body,
                      ignoreSheets: event.currentTarget.checked
                        ? body.ignoreSheets.filter((name) => name !== sheet.name)
                        : [...body.ignoreSheets, sheet.name],
                    })
                  }
                />
              )}
              {sheet.hidden ? null : (
                <Button size="compact-sm" variant="default" onClick={() => setOpen(sheet)}>
                  {mappingTexts.header}: {mappingTexts.headerAt(sheet.headerRow, sheet.headerRows)}
                </Button>
              )}
            </div>
          )
        })}
      <HeaderChooser
        sheet={open}
        onClose={() => setOpen(null)}
        onTake={(row, rows) => {
          if (open !== null) props.onHeader(open.name, row, rows)
          setOpen(null)
        }}
      />
    </section>
  )
}

/** The first rows of a sheet as they stand; a click on one makes it the header. */
const HeaderChooser = (props: { sheet: InspectedSheet | null; onClose(): void; onTake(row: number, rows: number): void }) => {
  const { sheet } = props
  const [rows, setRows] = useState<number>(1)
  return (
    <Modal opened={sheet !== null} onClose={props.onClose} size="90%" title={`${mappingTexts.header}: ${sheet?.name ?? ''}`}>
      <Group justify="space-between" align="end" mb="sm">
        <Text size="sm">{mappingTexts.headerText}</Text>
        <Group gap="sm" align="end">
          <NumberInput
            label={mappingTexts.headerRows}
            value={rows}
            min={1}
            max={3}
            w={170}
            onChange={(value) => setRows(Math.min(3, Math.max(1, Number(value) || 1)))}
          />
          <Button variant="default" onClick={() => props.onTake(0, 0)}>
            {mappingTexts.headerNone}
          </Button>
        </Group>
      </Group>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls sideways, also by keyboard */}
      <div className={styles.scroll} tabIndex={0}>
        <table className={styles.raw} aria-label={mappingTexts.header}>
          <tbody>
            {(sheet?.rows ?? []).map((row) => (
              <tr key={row.number} data-header={row.number === sheet?.headerRow}>
                <th scope="row">
                  <Button size="compact-sm" variant="default" onClick={() => props.onTake(row.number, rows)}>
                    {mappingTexts.headerTake(row.number)}
                  </Button>
                </th>
                {row.cells.map((cell, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: cells are places in a row
                  <td key={i}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Modal>
  )
}
