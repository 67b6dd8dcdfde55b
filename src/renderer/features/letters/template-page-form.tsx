import { Button, Group, NumberInput, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { LetterTemplateBody } from '../../../shared/contract/letter-body.ts'
import { useRows } from '../../lib/rows.ts'
import { letterKindTexts } from '../../texts/letter-kinds.ts'
import { letterTexts } from '../../texts/letters.ts'
import { AddRow, Amount, Choice, RemoveRow, Tick } from './template-inputs.tsx'
import { TemplateText } from './template-text.tsx'

const words = letterKindTexts.templates
type Part = { body: LetterTemplateBody; onChange(body: LetterTemplateBody): void }

/** Name, shape, paper, margins, type face, validity, purposes: everything of a kind but its words. */
export const TemplatePageForm = ({ body, onChange, templateKey }: Part & { templateKey: string }) => {
  const navigate = useNavigate()
  const set = (part: Partial<LetterTemplateBody>): void => onChange({ ...body, ...part })
  const { rows: purposes, add } = useRows(body.purposes, (purposes) => set({ purposes }))
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
        <Choice label={words.shape} labels={words.shapes} value={body.shape} onChange={(shape) => set({ shape })} />
        <Choice label={words.about} labels={words.abouts} value={body.about} onChange={(about) => set({ about })} />
      </Group>
      <Tick label={words.applicant} checked={body.applicant} onChange={(checked) => set({ applicant: checked })} />
      <Group grow>
        <Choice label={words.paper} labels={letterTexts.detail.papers} value={body.paper} onChange={(paper) => set({ paper })} />
        <Choice label={words.font} labels={words.fonts} value={body.font} onChange={(font) => set({ font })} />
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
      <Tick label={words.headedPaper} checked={body.headedPaper} onChange={(checked) => set({ headedPaper: checked })} />
      <Textarea
        size="xs"
        label={words.copiesTo}
        autosize
        minRows={2}
        value={body.copiesTo.join('\n')}
        onChange={(event) => set({ copiesTo: event.currentTarget.value === '' ? [] : event.currentTarget.value.split('\n') })}
      />
      <Amount label={words.validDays} min={0} max={3650} value={body.validDays} onChange={(validDays) => set({ validDays })} />
      <Tick
        label={words.register}
        checked={body.register !== null}
        onChange={(checked) => set({ register: checked ? { maxAgeDays: 30 } : null })}
      />
      {body.register === null ? null : (
        <Amount
          label={words.maxAgeDays}
          min={0}
          max={3650}
          value={body.register.maxAgeDays}
          onChange={(maxAgeDays) => set({ register: { maxAgeDays } })}
        />
      )}
      <Text size="sm" fw={600}>
        {words.purposes}
      </Text>
      {purposes.map(({ name, value: purpose, change, remove }) => (
        <Group key={name} gap={4} wrap="nowrap" align="end">
          <TextInput
            size="xs"
            w={96}
            label={words.purposeKey}
            value={purpose.key}
            onChange={(event) => change({ key: event.currentTarget.value })}
          />
          <TextInput
            size="xs"
            style={{ flex: 1 }}
            label={words.purposeLabel}
            value={purpose.label}
            onChange={(event) => change({ label: event.currentTarget.value })}
          />
          <NumberInput
            size="xs"
            w={70}
            label={words.purposeDecile}
            min={1}
            max={10}
            value={purpose.maxDecile ?? ''}
            onChange={(value) => change({ maxDecile: value === '' ? null : Number(value) })}
          />
          <Amount
            w={70}
            label={words.purposeDays}
            min={0}
            max={3650}
            value={purpose.validDays}
            onChange={(validDays) => change({ validDays })}
          />
          <RemoveRow onClick={remove} />
        </Group>
      ))}
      <AddRow
        label={words.addPurpose}
        onClick={() => add({ key: `keperluan-${body.purposes.length + 1}`, label: '', maxDecile: null, validDays: 30 })}
      />
      <Tick label={words.proof} checked={body.proof} onChange={(checked) => set({ proof: checked })} />
      {body.proof && !body.blocks.some(({ type }) => type === 'qr') ? (
        <Text size="xs" c="dimmed">
          {words.proofNoPlace}
        </Text>
      ) : null}
      <Tick label={words.retire} checked={body.retired} onChange={(checked) => set({ retired: checked })} />
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
