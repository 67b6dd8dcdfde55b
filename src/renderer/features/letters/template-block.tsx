import { Group, MultiSelect, Select, Stack, Text } from '@mantine/core'
import type { LetterBlock, LetterSigner, LetterTemplateBody } from '../../../shared/contract/letter-body.ts'
import { memberColumns } from '../../../shared/contract/letter-body.ts'
import { useRows } from '../../lib/rows.ts'
import { letterKindTexts } from '../../texts/letter-kinds.ts'
import { AddRow, Amount, Choice, RemoveRow, Tick } from './template-inputs.tsx'
import { TemplateText } from './template-text.tsx'

const words = letterKindTexts.templates

type Change<T extends LetterBlock['type']> = {
  block: Extract<LetterBlock, { type: T }>
  onChange(block: LetterBlock): void
}

/** The form of one block of a letter. */
export const BlockForm = (props: { block: LetterBlock; body: LetterTemplateBody; onChange(block: LetterBlock): void }) => {
  const { block, onChange } = props
  switch (block.type) {
    case 'letterhead':
      return (
        <TemplateText
          label={words.ownLetterhead}
          // Kinds that an office saved with an earlier version of the program have neither lines nor some conditions.
          value={(block.lines ?? []).join('\n')}
          rows={2}
          onChange={(text) => onChange({ ...block, lines: text === '' ? [] : text.split('\n').slice(0, 5) })}
        />
      )
    case 'title':
      return (
        <Stack gap={6}>
          <TemplateText label={words.text} value={block.text} rows={2} onChange={(text) => onChange({ ...block, text })} />
          <When value={block.when} onChange={(when) => onChange({ ...block, when })} />
        </Stack>
      )
    case 'page-break':
      return <When value={block.when} onChange={(when) => onChange({ ...block, when })} />
    case 'copies':
      return <TemplateText label={words.text} value={block.title} onChange={(title) => onChange({ ...block, title })} />
    case 'addressee':
      return (
        <TemplateText
          label={words.lines}
          value={block.lines.join('\n')}
          rows={2}
          onChange={(text) => onChange({ ...block, lines: text.split('\n') })}
        />
      )
    case 'initials':
      return (
        <TemplateText
          label={words.lines}
          value={block.lines.join('\n')}
          rows={2}
          onChange={(text) => onChange({ ...block, lines: text.split('\n').slice(0, 6) })}
        />
      )
    case 'number-block':
    case 'identity':
      return (
        <Stack gap={6}>
          <RowsForm rows={block.rows} onChange={(rows) => onChange({ ...block, rows })} />
          {block.type === 'identity' ? <When value={block.when} onChange={(when) => onChange({ ...block, when })} /> : null}
        </Stack>
      )
    case 'paragraph':
      return <ParagraphForm block={block} onChange={onChange} />
    case 'points':
      return <PointsForm block={block} onChange={onChange} />
    case 'members':
      return (
        <Stack gap={6}>
          <MultiSelect
            size="xs"
            label={words.columns}
            data={memberColumns.map((value) => ({ value, label: words.memberColumns[value] }))}
            value={block.columns}
            onChange={(columns) =>
              onChange({ ...block, columns: memberColumns.filter((column) => (columns as string[]).includes(column)) })
            }
          />
          <When value={block.when} onChange={(when) => onChange({ ...block, when })} />
        </Stack>
      )
    case 'table':
      return (
        <Stack gap={6}>
          <Select
            size="xs"
            label={words.list}
            data={props.body.lists.map(({ name, label }) => ({ value: name, label }))}
            value={block.list}
            onChange={(list) => onChange({ ...block, list: list ?? block.list })}
          />
          <Amount
            label={words.blankRows}
            min={0}
            max={60}
            value={block.blankRows}
            onChange={(blankRows) => onChange({ ...block, blankRows })}
          />
          <Tick
            label={words.signColumn}
            checked={block.signColumn}
            onChange={(checked) => onChange({ ...block, signColumn: checked })}
          />
          <When value={block.when} onChange={(when) => onChange({ ...block, when })} />
        </Stack>
      )
    case 'signature':
      return <SignatureForm block={block} onChange={onChange} />
    case 'qr':
      return (
        <Stack gap={6}>
          <TemplateText label={words.text} value={block.text} rows={2} onChange={(text) => onChange({ ...block, text })} />
          <Amount
            label={words.size}
            min={15}
            max={50}
            empty={22}
            value={block.mm}
            onChange={(mm) => onChange({ ...block, mm })}
          />
        </Stack>
      )
    case 'space':
      return <Amount label={words.height} min={0} max={100} value={block.mm} onChange={(mm) => onChange({ ...block, mm })} />
    default:
      return null
  }
}

const When = (props: { value: string | undefined; onChange(value: string): void }) => (
  <TemplateText bare label={words.when} description={words.whenHint} value={props.value ?? ''} onChange={props.onChange} />
)

const ParagraphForm = ({ block, onChange }: Change<'paragraph'>) => (
  <Stack gap={6}>
    <TemplateText label={words.text} value={block.text} rows={3} onChange={(text) => onChange({ ...block, text })} />
    <Group gap="md">
      <Tick label={words.indent} checked={block.indent} onChange={(checked) => onChange({ ...block, indent: checked })} />
      <Tick label={words.bold} checked={block.bold} onChange={(checked) => onChange({ ...block, bold: checked })} />
    </Group>
    <Choice label={words.align} labels={words.aligns} value={block.align} onChange={(align) => onChange({ ...block, align })} />
    <When value={block.when} onChange={(when) => onChange({ ...block, when })} />
  </Stack>
)

const PointsForm = ({ block, onChange }: Change<'points'>) => (
  <Stack gap={6}>
    <Choice label={words.style} labels={words.styles} value={block.style} onChange={(style) => onChange({ ...block, style })} />
    <RowsForm
      rows={block.items.map(({ text, when }) => ({ label: '', text, when }))}
      noLabel
      onChange={(rows) => onChange({ ...block, items: rows.map(({ text, when }) => ({ text, when })) })}
    />
  </Stack>
)

interface Row {
  label: string
  text: string
  when: string
}

const RowsForm = (props: { rows: Row[]; noLabel?: boolean; onChange(rows: Row[]): void }) => {
  const { rows, add } = useRows(props.rows, props.onChange)
  return (
    <Stack gap={8}>
      {rows.map(({ name, value, change, remove }) => (
        <Stack key={name} gap={3}>
          <Group gap={4} wrap="nowrap" align="end" grow preventGrowOverflow={false}>
            {props.noLabel === true ? null : (
              <TemplateText label={words.rowLabel} hideLabel value={value.label} onChange={(label) => change({ label })} />
            )}
            <TemplateText
              label={words.rowText}
              hideLabel
              value={value.text}
              {...(props.noLabel === true ? { rows: 2 } : {})}
              onChange={(text) => change({ text })}
            />
          </Group>
          <Group gap={4} wrap="nowrap">
            <TemplateText label={words.when} hideLabel value={value.when} onChange={(when) => change({ when })} />
            <RemoveRow onClick={remove} />
          </Group>
        </Stack>
      ))}
      <AddRow label={words.addRow} onClick={() => add({ label: '', text: '', when: '' })} />
    </Stack>
  )
}

const newSigner: LetterSigner = { heading: '', position: '', name: '', rank: '', nip: '', office: false, stamp: false, when: '' }

const SignatureForm = ({ block, onChange }: Change<'signature'>) => {
  const { rows, add } = useRows(block.signers, (signers) => onChange({ ...block, signers }))
  return (
    <Stack gap={6}>
      <Choice
        label={words.layout}
        labels={words.layouts}
        value={block.layout}
        onChange={(layout) => onChange({ ...block, layout })}
      />
      <TemplateText label={words.heading} value={block.heading} onChange={(heading) => onChange({ ...block, heading })} />
      {block.signers.length === 0 ? (
        <Text size="xs" c="dimmed">
          {words.noSigners}
        </Text>
      ) : null}
      {rows.map(({ name, value: signer, at, change, remove }) => (
        <Stack key={name} gap={3} className="card" p={6}>
          <Group justify="space-between">
            <Text size="xs" fw={600}>
              {words.signer(at + 1)}
            </Text>
            <RemoveRow onClick={remove} />
          </Group>
          <Tick label={words.signerOffice} checked={signer.office} onChange={(office) => change({ office })} />
          {(['heading', 'position', 'name', 'rank', 'nip'] as const).map((key) =>
            signer.office && key !== 'heading' ? null : (
              <TemplateText
                key={key}
                label={words.signerFields[key]}
                {...(key === 'heading' ? { rows: 1 } : {})}
                value={signer[key]}
                onChange={(value) => change({ [key]: value })}
              />
            ),
          )}
          <Tick label={words.stamp} checked={signer.stamp} onChange={(stamp) => change({ stamp })} />
          <When value={signer.when} onChange={(when) => change({ when })} />
        </Stack>
      ))}
      <AddRow label={words.addSigner} onClick={() => add(newSigner)} />
      <When value={block.when} onChange={(when) => onChange({ ...block, when })} />
    </Stack>
  )
}
