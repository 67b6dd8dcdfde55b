import { Button, Checkbox, Group, NumberInput, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type LetterTemplateBody, letterPapers } from '../../../shared/contract/letter-body.ts'
import { letterKindTexts } from '../../texts/letter-kinds.ts'
import { letterTexts } from '../../texts/letters.ts'
import { TemplateText } from './template-text.tsx'

const words = letterKindTexts.templates
type Part = { body: LetterTemplateBody; onChange(body: LetterTemplateBody): void }

const choices = <T extends string>(labels: Readonly<Record<T, string>>) =>
  (Object.entries(labels) as [T, string][]).map(([value, label]) => ({ value, label }))

/** Name, shape, paper, margins, type face, validity, purposes: everything of a kind but its words. */
export const TemplatePageForm = ({ body, onChange, templateKey }: Part & { templateKey: string }) => {
  const navigate = useNavigate()
  const set = (part: Partial<LetterTemplateBody>): void => onChange({ ...body, ...part })
  const { purposes } = body
  const purpose = (at: number, part: Partial<(typeof purposes)[number]>): void =>
    set({ purposes: purposes.map((one, index) => (index === at ? { ...one, ...part } : one)) })
  return (
    <Stack gap="xs">
      <TextInput size="xs" label={words.name} value={body.name} onChange={(event) => set({ name: event.currentTarget.value })} />
      <Textarea
        size="xs"
        label={words.description}
        autosize
        minRows={2}
        value={body.description}
        onChange={(event) => set({ description: event.currentTarget.value })}
      />
      <TemplateText label={words.subject} value={body.subject} onChange={(subject) => set({ subject })} />
      <Group grow>
        <Select
          size="xs"
          label={words.shape}
          data={choices(words.shapes)}
          value={body.shape}
          allowDeselect={false}
          onChange={(shape) => set({ shape: shape as LetterTemplateBody['shape'] })}
        />
        <Select
          size="xs"
          label={words.about}
          data={choices(words.abouts)}
          value={body.about}
          allowDeselect={false}
          onChange={(about) => set({ about: about as LetterTemplateBody['about'] })}
        />
      </Group>
      <Checkbox
        label={words.applicant}
        checked={body.applicant}
        onChange={(event) => set({ applicant: event.currentTarget.checked })}
      />
      <Group grow>
        <Select
          size="xs"
          label={words.paper}
          data={letterPapers.map((value) => ({ value, label: letterTexts.detail.papers[value] }))}
          value={body.paper}
          allowDeselect={false}
          onChange={(paper) => set({ paper: paper as LetterTemplateBody['paper'] })}
        />
        <Select
          size="xs"
          label={words.font}
          data={choices(words.fonts)}
          value={body.font}
          allowDeselect={false}
          onChange={(font) => set({ font: font as LetterTemplateBody['font'] })}
        />
      </Group>
      <Group grow>
        <NumberInput
          size="xs"
          label={words.fontSize}
          min={8}
          max={16}
          step={0.5}
          decimalSeparator=","
          value={body.fontSize}
          onChange={(value) => set({ fontSize: Number(value) || body.fontSize })}
        />
        <NumberInput
          size="xs"
          label={words.lineSpacing}
          min={1}
          max={2}
          step={0.05}
          decimalSeparator=","
          value={body.lineSpacing}
          onChange={(value) => set({ lineSpacing: Number(value) || body.lineSpacing })}
        />
      </Group>
      <Group grow>
        {(['top', 'right', 'bottom', 'left'] as const).map((side) => (
          <NumberInput
            key={side}
            size="xs"
            label={words.margins[side]}
            suffix={words.millimetres}
            min={5}
            max={60}
            decimalSeparator=","
            value={body.margins[side]}
            onChange={(value) => set({ margins: { ...body.margins, [side]: Number(value) || 0 } })}
          />
        ))}
      </Group>
      <Checkbox
        label={words.headedPaper}
        checked={body.headedPaper}
        onChange={(event) => set({ headedPaper: event.currentTarget.checked })}
      />
      <Textarea
        size="xs"
        label={words.copiesTo}
        autosize
        minRows={2}
        value={body.copiesTo.join('\n')}
        onChange={(event) => set({ copiesTo: event.currentTarget.value === '' ? [] : event.currentTarget.value.split('\n') })}
      />
      <NumberInput
        size="xs"
        label={words.validDays}
        min={0}
        max={3650}
        value={body.validDays}
        onChange={(value) => set({ validDays: Number(value) || 0 })}
      />
      <Checkbox
        label={words.register}
        checked={body.register !== null}
        onChange={(event) => set({ register: event.currentTarget.checked ? { maxAgeDays: 30 } : null })}
      />
      {body.register === null ? null : (
        <NumberInput
          size="xs"
          label={words.maxAgeDays}
          min={0}
          max={3650}
          value={body.register.maxAgeDays}
          onChange={(value) => set({ register: { maxAgeDays: Number(value) || 0 } })}
        />
      )}
      <Text size="sm" fw={600}>
        {words.purposes}
      </Text>
      {purposes.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the key itself is edited here
        <Group key={at} gap={4} wrap="nowrap" align="end">
          <TextInput
            size="xs"
            w={96}
            label={words.purposeKey}
            value={one.key}
            onChange={(event) => purpose(at, { key: event.currentTarget.value })}
          />
          <TextInput
            size="xs"
            style={{ flex: 1 }}
            label={words.purposeLabel}
            value={one.label}
            onChange={(event) => purpose(at, { label: event.currentTarget.value })}
          />
          <NumberInput
            size="xs"
            w={70}
            label="Desil ≤"
            min={1}
            max={10}
            value={one.maxDecile ?? ''}
            onChange={(value) => purpose(at, { maxDecile: value === '' ? null : Number(value) })}
          />
          <NumberInput
            size="xs"
            w={70}
            label="Hari"
            min={0}
            max={3650}
            value={one.validDays}
            onChange={(value) => purpose(at, { validDays: Number(value) || 0 })}
          />
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => set({ purposes: purposes.filter((_one, index) => index !== at) })}
          >
            {words.remove}
          </Button>
        </Group>
      ))}
      <Button
        size="compact-sm"
        variant="default"
        style={{ alignSelf: 'start' }}
        onClick={() =>
          set({ purposes: [...purposes, { key: `keperluan-${purposes.length + 1}`, label: '', maxDecile: null, validDays: 30 }] })
        }
      >
        {words.addPurpose}
      </Button>
      <Checkbox label={words.retire} checked={body.retired} onChange={(event) => set({ retired: event.currentTarget.checked })} />
      <Group gap="xs">
        <Text size="xs" c="dimmed">
          {words.numbering}
        </Text>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() =>
            void navigate({ to: '/pengaturan', search: { tab: 'isian', jenis: 'letter-template', kunci: templateKey } })
          }
        >
          {words.toNumbering}
        </Button>
      </Group>
    </Stack>
  )
}
