import { Button, Checkbox, Group, MultiSelect, NumberInput, Select, Stack, Text } from '@mantine/core'
import type { LetterBlock, LetterSigner, LetterTemplateBody } from '../../../shared/contract/letter-body.ts'
import { memberColumns } from '../../../shared/contract/letter-body.ts'
import { letterKindTexts } from '../../texts/letter-kinds.ts'
import { TemplateText } from './template-text.tsx'

const words = letterKindTexts.templates

type Change<T extends LetterBlock['type']> = {
  block: Extract<LetterBlock, { type: T }>
  onChange(block: LetterBlock): void
}

const choices = <T extends string>(labels: Readonly<Record<T, string>>): { value: T; label: string }[] =>
  (Object.entries(labels) as [T, string][]).map(([value, label]) => ({ value, label }))

/** The form of one block of a letter. */
export const BlockForm = (props: { block: LetterBlock; body: LetterTemplateBody; onChange(block: LetterBlock): void }) => {
  const { block, onChange } = props
  switch (block.type) {
    case 'title':
      return <TemplateText label={words.text} value={block.text} rows={2} onChange={(text) => onChange({ ...block, text })} />
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
          <NumberInput
            size="xs"
            label={words.blankRows}
            min={0}
            max={60}
            value={block.blankRows}
            onChange={(value) => onChange({ ...block, blankRows: Number(value) || 0 })}
          />
          <Checkbox
            label={words.signColumn}
            checked={block.signColumn}
            onChange={(event) => onChange({ ...block, signColumn: event.currentTarget.checked })}
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
          <NumberInput
            size="xs"
            label={words.size}
            min={15}
            max={50}
            value={block.mm}
            onChange={(value) => onChange({ ...block, mm: Number(value) || 22 })}
          />
        </Stack>
      )
    case 'space':
      return (
        <NumberInput
          size="xs"
          label={words.height}
          min={0}
          max={100}
          value={block.mm}
          onChange={(value) => onChange({ ...block, mm: Number(value) || 0 })}
        />
      )
    default:
      return null
  }
}

const When = (props: { value: string; onChange(value: string): void }) => (
  <TemplateText label={words.when} description={words.whenHint} value={props.value} onChange={props.onChange} />
)

const ParagraphForm = ({ block, onChange }: Change<'paragraph'>) => (
  <Stack gap={6}>
    <TemplateText label={words.text} value={block.text} rows={3} onChange={(text) => onChange({ ...block, text })} />
    <Group gap="md">
      <Checkbox
        label={words.indent}
        checked={block.indent}
        onChange={(event) => onChange({ ...block, indent: event.currentTarget.checked })}
      />
      <Checkbox
        label={words.bold}
        checked={block.bold}
        onChange={(event) => onChange({ ...block, bold: event.currentTarget.checked })}
      />
    </Group>
    <Select
      size="xs"
      label={words.align}
      data={choices(words.aligns)}
      value={block.align}
      allowDeselect={false}
      onChange={(align) => onChange({ ...block, align: align as typeof block.align })}
    />
    <When value={block.when} onChange={(when) => onChange({ ...block, when })} />
  </Stack>
)

const PointsForm = ({ block, onChange }: Change<'points'>) => (
  <Stack gap={6}>
    <Select
      size="xs"
      label={words.style}
      data={choices(words.styles)}
      value={block.style}
      allowDeselect={false}
      onChange={(style) => onChange({ ...block, style: style as typeof block.style })}
    />
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
  const change = (at: number, part: Partial<Row>): void =>
    props.onChange(props.rows.map((row, index) => (index === at ? { ...row, ...part } : row)))
  return (
    <Stack gap={8}>
      {props.rows.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no key of their own
        <Stack key={at} gap={3}>
          <Group gap={4} wrap="nowrap" align="end" grow preventGrowOverflow={false}>
            {props.noLabel === true ? null : (
              <TemplateText label={words.rowLabel} hideLabel value={row.label} onChange={(label) => change(at, { label })} />
            )}
            <TemplateText
              label={words.rowText}
              hideLabel
              value={row.text}
              {...(props.noLabel === true ? { rows: 2 } : {})}
              onChange={(text) => change(at, { text })}
            />
          </Group>
          <Group gap={4} wrap="nowrap">
            <TemplateText label={words.when} hideLabel value={row.when} onChange={(when) => change(at, { when })} />
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => props.onChange(props.rows.filter((_row, index) => index !== at))}
            >
              {words.remove}
            </Button>
          </Group>
        </Stack>
      ))}
      <Button
        size="compact-sm"
        variant="default"
        style={{ alignSelf: 'start' }}
        onClick={() => props.onChange([...props.rows, { label: '', text: '', when: '' }])}
      >
        {words.addRow}
      </Button>
    </Stack>
  )
}

const newSigner: LetterSigner = { heading: '', position: '', name: '', rank: '', nip: '', office: false, stamp: false, when: '' }

const SignatureForm = ({ block, onChange }: Change<'signature'>) => {
  const change = (at: number, part: Partial<LetterSigner>): void =>
    onChange({ ...block, signers: block.signers.map((signer, index) => (index === at ? { ...signer, ...part } : signer)) })
  return (
    <Stack gap={6}>
      <Select
        size="xs"
        label={words.layout}
        data={choices(words.layouts)}
        value={block.layout}
        allowDeselect={false}
        onChange={(layout) => onChange({ ...block, layout: layout as typeof block.layout })}
      />
      <TemplateText label={words.heading} value={block.heading} onChange={(heading) => onChange({ ...block, heading })} />
      {block.signers.length === 0 ? (
        <Text size="xs" c="dimmed">
          {words.noSigners}
        </Text>
      ) : null}
      {block.signers.map((signer, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: signers have no key of their own
        <Stack key={at} gap={3} className="card" p={6}>
          <Group justify="space-between">
            <Text size="xs" fw={600}>
              {words.signer(at + 1)}
            </Text>
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => onChange({ ...block, signers: block.signers.filter((_one, index) => index !== at) })}
            >
              {words.remove}
            </Button>
          </Group>
          <Checkbox
            label={words.signerOffice}
            checked={signer.office}
            onChange={(event) => change(at, { office: event.currentTarget.checked })}
          />
          {(['heading', 'position', 'name', 'rank', 'nip'] as const).map((key) =>
            signer.office && key !== 'heading' ? null : (
              <TemplateText
                key={key}
                label={words.signerFields[key]}
                value={signer[key]}
                onChange={(value) => change(at, { [key]: value })}
              />
            ),
          )}
          <Checkbox
            label={words.stamp}
            checked={signer.stamp}
            onChange={(event) => change(at, { stamp: event.currentTarget.checked })}
          />
          <When value={signer.when} onChange={(when) => change(at, { when })} />
        </Stack>
      ))}
      <Button
        size="compact-sm"
        variant="default"
        style={{ alignSelf: 'start' }}
        onClick={() => onChange({ ...block, signers: [...block.signers, newSigner] })}
      >
        {words.addSigner}
      </Button>
    </Stack>
  )
}
