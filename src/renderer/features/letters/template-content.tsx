import { ActionIcon, Button, Group, Menu, Select, Stack, Text } from '@mantine/core'
import { IconChevronDown, IconChevronUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { useContext, useState } from 'react'
import type { LetterBlock, LetterTemplateBody } from '../../../shared/contract/letter-body.ts'
import { useCall } from '../../lib/query.ts'
import { useRows } from '../../lib/rows.ts'
import { letterKindTexts } from '../../texts/letter-kinds.ts'
import styles from './letters.module.css'
import { BlockForm } from './template-block.tsx'
import { InsertContext } from './template-text.tsx'

const words = letterKindTexts.templates

/** A new block of each type, ready to be filled. */
const fresh = (type: LetterBlock['type'], body: LetterTemplateBody): LetterBlock => {
  switch (type) {
    case 'title':
      return { type, text: 'JUDUL\nNomor: {{letter.number}}', when: '' }
    case 'number-block':
      return { type, rows: [{ label: 'Nomor', text: '{{letter.number}}', when: '' }] }
    case 'addressee':
      return { type, lines: ['Yth. ', 'di tempat'] }
    case 'paragraph':
      return { type, text: '', indent: true, align: 'justify', bold: false, when: '' }
    case 'points':
      return { type, style: 'number', items: [{ text: '', when: '' }] }
    case 'identity':
      return { type, rows: [{ label: 'Nama', text: '{{person.name}}', when: '' }], when: '' }
    case 'members':
      return { type, columns: ['name', 'nik', 'relation', 'age'], when: '' }
    case 'table':
      return { type, list: body.lists[0]?.name ?? 'daftar', blankRows: 0, signColumn: false, when: '' }
    case 'signature':
      return { type, layout: 'single', columns: 2, heading: '', signers: [], when: '' }
    case 'initials':
      return { type, title: 'Paraf', lines: ['Sekretaris', 'Kepala Bidang'] }
    case 'qr':
      return { type, mm: 22, text: '' }
    case 'copies':
      return { type, title: 'Tembusan:' }
    case 'space':
      return { type, mm: 5 }
    case 'letterhead':
      return { type, lines: [] }
    case 'page-break':
      return { type, when: '' }
    default:
      return { type }
  }
}

/** What a block says, on one line. */
const summary = (block: LetterBlock): string => {
  if (block.type === 'paragraph' || block.type === 'title') return block.text
  if (block.type === 'points') return block.items.map(({ text }) => text).join(' · ')
  if (block.type === 'identity' || block.type === 'number-block') return block.rows.map(({ label }) => label).join(' · ')
  if (block.type === 'addressee' || block.type === 'initials' || block.type === 'letterhead')
    return (block.lines ?? []).join(' · ')
  if (block.type === 'signature') return block.signers.map(({ position, heading }) => position || heading).join(' · ')
  return ''
}

/** The blocks of a kind, from top to bottom: opened one at a time, moved, added, taken out. */
export const TemplateContent = (props: { body: LetterTemplateBody; onChange(body: LetterTemplateBody): void }) => {
  const { body, onChange } = props
  const [open, setOpen] = useState<number | null>(null)
  const store = (blocks: LetterBlock[]): void => onChange({ ...body, blocks })
  const { rows, add, move } = useRows(body.blocks, store)
  const moveTo = (at: number, to: number): void => {
    move(at, to)
    setOpen((current) => (current === at ? to : current))
  }
  const addBlock = (type: LetterBlock['type']): void => {
    const at = open === null ? body.blocks.length : open + 1
    add(fresh(type, body), at)
    setOpen(at)
  }
  return (
    <Stack gap="xs">
      <FieldPicker body={body} />
      <Text size="sm" fw={600}>
        {words.blocks}
      </Text>
      <ol className={styles.blocks}>
        {rows.map(({ name, value: block, at, remove }) => (
          <li key={name} data-open={open === at}>
            <Group gap={2} wrap="nowrap">
              <button
                type="button"
                className={styles.block}
                aria-expanded={open === at}
                onClick={() => setOpen(open === at ? null : at)}
              >
                <strong>{words.types[block.type]}</strong>
                <Text span size="xs" c="dimmed" truncate>
                  {summary(block)}
                </Text>
              </button>
              <ActionIcon
                variant="subtle"
                size={32}
                aria-label={`${words.up}: ${words.types[block.type]} ${at + 1}`}
                disabled={at === 0}
                onClick={() => moveTo(at, at - 1)}
              >
                <IconChevronUp size={16} aria-hidden />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                size={32}
                aria-label={`${words.down}: ${words.types[block.type]} ${at + 1}`}
                disabled={at === body.blocks.length - 1}
                onClick={() => moveTo(at, at + 1)}
              >
                <IconChevronDown size={16} aria-hidden />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="red.9"
                size={32}
                aria-label={`${words.remove}: ${words.types[block.type]} ${at + 1}`}
                disabled={body.blocks.length === 1}
                onClick={() => {
                  remove()
                  setOpen(null)
                }}
              >
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            </Group>
            {open === at ? (
              <div className={styles.blockForm}>
                <BlockForm
                  block={block}
                  body={body}
                  onChange={(changed) => store(body.blocks.map((one, index) => (index === at ? changed : one)))}
                />
              </div>
            ) : null}
          </li>
        ))}
      </ol>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} style={{ alignSelf: 'start' }}>
            {words.addBlock}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
          {(Object.keys(words.types) as LetterBlock['type'][]).map((type) => (
            <Menu.Item key={type} onClick={() => addBlock(type)}>
              {words.types[type]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Stack>
  )
}

/** Whether a field can be filled on this kind; the others would be refused when it is saved. */
const fits = (name: string, body: LetterTemplateBody): boolean =>
  /^(need|referral|agency)\./.test(name)
    ? body.needsReferral
    : name.startsWith('register.')
      ? body.register !== null
      : !/^(person|family|applicant|case)\./.test(name) || body.about !== 'village'

/** Chooses a field by its words and puts it where the cursor was, with a text helper if wanted. */
const FieldPicker = ({ body }: { body: LetterTemplateBody }) => {
  const target = useContext(InsertContext)
  const known = useCall('letters.templateWords', {})
  const [helper, setHelper] = useState<string | null>(null)
  const own = body.fields.map(({ name, label }) => ({ value: `fields.${name}`, label: `${label} (fields.${name})` }))
  const counts = body.lists.map(({ name, label }) => ({
    value: `lists.${name}`,
    label: `${words.rowCount(label)} (lists.${name})`,
  }))
  const data = [
    ...own,
    ...counts,
    ...(known.data?.placeholders ?? [])
      .filter(({ name }) => fits(name, body))
      .map(({ name, label }) => ({ value: name, label: `${label} (${name})` })),
  ]
  return (
    <Group gap={6} align="end" grow preventGrowOverflow={false} className={styles.picker}>
      <Select
        size="xs"
        label={words.insert}
        description={words.insertHint}
        placeholder={words.insertSearch}
        data={data}
        value={null}
        searchable
        onChange={(name) => {
          if (name !== null) target.insert?.(`{{${name}${helper === null ? '' : `|${helper}`}}}`)
        }}
      />
      <Select
        size="xs"
        label={words.helper}
        placeholder={words.helperNone}
        data={(known.data?.helpers ?? []).map(({ name, label }) => ({ value: name, label: `${name}: ${label}` }))}
        value={helper}
        clearable
        clearButtonProps={{ 'aria-label': words.helperNone }}
        onChange={setHelper}
      />
    </Group>
  )
}
