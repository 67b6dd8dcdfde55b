import { Group, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import type { LetterField, LetterTemplateBody } from '../../../shared/contract/letter-body.ts'
import { useRows } from '../../lib/rows.ts'
import { letterKindTexts } from '../../texts/letter-kinds.ts'
import { AddRow, RemoveRow, Tick } from './template-inputs.tsx'

const words = letterKindTexts.templates

type Shown = keyof typeof words.fieldTypes

const shownType = (field: LetterField): Shown => (field.multiline ? 'multiline' : field.type)

/** The extra fields that the clerk fills in for a kind. */
export const TemplateFieldsForm = (props: { body: LetterTemplateBody; onChange(body: LetterTemplateBody): void }) => {
  const { body, onChange } = props
  const { rows, add } = useRows(body.fields, (fields) => onChange({ ...body, fields }))
  return (
    <Stack gap="xs">
      <Text size="xs" c="dimmed">
        {words.fieldsIntro}
      </Text>
      {rows.map(({ name, value: field, change, remove }) => (
        <Stack key={name} gap={4} className="card" p={8}>
          <Group gap={4} grow>
            <TextInput
              size="xs"
              label={words.fieldLabel}
              value={field.label}
              onChange={(event) => change({ label: event.currentTarget.value })}
            />
            <Select
              size="xs"
              label={words.fieldType}
              data={(Object.entries(words.fieldTypes) as [Shown, string][]).map(([value, label]) => ({ value, label }))}
              value={shownType(field)}
              allowDeselect={false}
              onChange={(value) =>
                change(
                  value === 'multiline'
                    ? { multiline: true, type: 'text' }
                    : { multiline: false, type: (value ?? 'text') as LetterField['type'] },
                )
              }
            />
          </Group>
          <TextInput
            size="xs"
            label={words.fieldName}
            value={field.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          {field.type === 'choice' ? (
            <Textarea
              size="xs"
              label={words.fieldChoices}
              autosize
              minRows={2}
              value={field.choices.join('\n')}
              onChange={(event) => change({ choices: event.currentTarget.value.split('\n') })}
            />
          ) : null}
          <Textarea
            size="xs"
            label={words.fieldInitial}
            autosize
            minRows={1}
            value={field.initial}
            onChange={(event) => change({ initial: event.currentTarget.value })}
          />
          {body.about === 'village' ? (
            <Select
              size="xs"
              label={words.fieldSubmission}
              data={(Object.entries(words.submissionSources) as [LetterField['submission'], string][]).map(([value, label]) => ({
                value,
                label,
              }))}
              value={field.submission}
              allowDeselect={false}
              onChange={(value) => change({ submission: (value ?? '') as LetterField['submission'] })}
            />
          ) : null}
          <Group justify="space-between">
            <Tick label={words.fieldRequired} checked={field.required} onChange={(required) => change({ required })} />
            <Tick label={words.fieldKeep} checked={field.keep} onChange={(keep) => change({ keep })} />
            <RemoveRow onClick={remove} />
          </Group>
        </Stack>
      ))}
      <AddRow
        label={words.addField}
        onClick={() =>
          add({
            name: `isian${body.fields.length + 1}`,
            label: words.newField,
            multiline: false,
            required: false,
            initial: '',
            type: 'text',
            choices: [],
            hint: '',
            keep: false,
            submission: '',
          })
        }
      />
    </Stack>
  )
}
