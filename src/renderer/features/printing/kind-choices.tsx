import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import type { OutputOf } from '../../../shared/contract/index.ts'
import type { PrintChoice, PrinterView } from '../../../shared/contract/printing.ts'
import { Section } from '../../components/page.tsx'
import { useCall, useCommand } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { common } from '../../texts/common.ts'
import { printingTexts as words } from '../../texts/printing.ts'
import { PrinterFields } from './printer-fields.tsx'
import styles from './printing.module.css'

/** Printer, tray and copies: one line for all kinds, and one for each kind that has its own. */
export const KindChoices = (props: { state: OutputOf<'printing.state'>; printers: readonly PrinterView[] }) => {
  const kinds = useCall('letters.kinds', {})
  const may = useMay()
  const [adding, setAdding] = useState<string | null>(null)
  const { choices } = props.state
  const nameOf = (kind: string): string =>
    kind === '' ? words.allKinds : (kinds.data?.find(({ key }) => key === kind)?.name ?? kind)
  const own = choices.filter(({ kind }) => kind !== '')
  const general = choices.find(({ kind }) => kind === '') ?? { kind: '', printer: '', tray: '', copies: 1, version: 0 }
  const rows: PrintChoice[] = [
    general,
    ...own,
    ...(adding === null || own.some(({ kind }) => kind === adding) ? [] : [{ ...general, kind: adding, version: 0 }]),
  ]
  return (
    <Section title={words.choices}>
      {rows.map((row) => (
        <ChoiceRow
          key={`${row.kind} ${row.version}`}
          choice={row}
          name={nameOf(row.kind)}
          printers={props.printers}
          onGone={() => setAdding(null)}
        />
      ))}
      {may('letters.print') ? (
        <Select
          label={words.otherKind}
          placeholder={words.add}
          searchable
          w={320}
          mt="xs"
          value={null}
          onChange={setAdding}
          data={(kinds.data ?? [])
            .filter(({ key }) => !rows.some(({ kind }) => kind === key))
            .map(({ key, name }) => ({ value: key, label: name }))}
        />
      ) : null}
    </Section>
  )
}

const ChoiceRow = (props: { choice: PrintChoice; name: string; printers: readonly PrinterView[]; onGone(): void }) => {
  const { choice } = props
  const may = useMay()
  const [value, setValue] = useState({ printer: choice.printer, tray: choice.tray, copies: choice.copies })
  const save = useCommand('printing.saveChoice')
  const drop = useCommand('printing.dropChoice')
  const isNew = choice.version === 0 && choice.kind !== ''
  const changed = isNew || value.printer !== choice.printer || value.tray !== choice.tray || value.copies !== choice.copies
  return (
    <fieldset className={styles.choice} style={{ border: 'none', margin: 0 }} aria-label={props.name}>
      <span className={styles.kind}>{props.name}</span>
      <PrinterFields value={value} printers={props.printers} onChange={setValue} />
      {may('letters.print') && changed ? (
        <Button
          loading={save.isPending}
          onClick={() =>
            save.mutate(
              { version: choice.version, kind: choice.kind, ...value },
              { onSuccess: () => toast.done(words.choiceSaved), onError: toast.error },
            )
          }
        >
          {common.save}
        </Button>
      ) : null}
      {may('letters.print') && choice.kind !== '' ? (
        <Button
          variant="subtle"
          color="gray"
          onClick={() =>
            isNew
              ? props.onGone()
              : drop.mutate(
                  { kind: choice.kind, version: choice.version },
                  {
                    onSuccess: () => {
                      props.onGone()
                      toast.done(words.choiceDropped)
                    },
                    onError: toast.error,
                  },
                )
          }
        >
          {words.drop}
        </Button>
      ) : null}
    </fieldset>
  )
}
