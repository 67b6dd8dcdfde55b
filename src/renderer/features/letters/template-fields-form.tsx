import { Button, Checkbox, Group, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import type { LetterField, LetterTemplateBody } from '../../../shared/contract/letter-body.ts'
import { letterKindTexts } from '../../texts/letter-kinds.ts'

const words = letterKindTexts.templates

type Shown = keyof typeof words.fieldTypes

const shownType = (field: LetterField): Shown => (field.multiline ? 'multiline' : field.type)

/** The extra fields that the clerk fills in for a kind. */
export const TemplateFieldsForm = (props: { body: LetterTemplateBody; onChange(body: LetterTemplateBody): void }) => {
  const { body, onChange } = props
  const change = (at: number, part: Partial<LetterField>): void =>
    onChange({ ...body, fields: body.fields.map((field, index) => (index === at ? { ...field, ...part } : field)) })
  return (
    <Stack gap="xs">
      <Text size="xs" c="dimmed">
        {words.fieldsIntro}
      </Text>
      {body.fields.map((field, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the name itself is edited here
        <Stack key={at} gap={4} className="card" p={8}>
          <Group gap={4} grow>
            <TextInput
              size="xs"
              label={words.fieldLabel}
              value={field.label}
              onChange={(event) => change(at, { label: event.currentTarget.value })}
            />
            <Select
              size="xs"
              label={words.fieldType}
              data={(Object.entries(words.fieldTypes) as [Shown, string][]).map(([value, label]) => ({ value, label }))}
              value={shownType(field)}
              allowDeselect={false}
              onChange={(value) =>
                change(
                  at,
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
            onChange={(event) => change(at, { name: event.currentTarget.value })}
          />
          {field.type === 'choice' ? (
            <Textarea
              size="xs"
              label={words.fieldChoices}
              autosize
              minRows={2}
              value={field.choices.join('\n')}
              onChange={(event) => change(at, { choices: event.currentTarget.value.split('\n') })}
            />
          ) : null}
          <Textarea
            size="xs"
            label={words.fieldInitial}
            autosize
            minRows={1}
            value={field.initial}
            onChange={(event) => change(at, { initial: event.currentTarget.value })}
          />
          <Group justify="space-between">
            <Checkbox
              label={words.fieldRequired}
              checked={field.required}
              onChange={(event) => change(at, { required: event.currentTarget.checked })}
            />
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => onChange({ ...body, fields: body.fields.filter((_field, index) => index !== at) })}
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
        onClick={() =>
          onChange({
            ...body,
            fields: [
              ...body.fields,
              {
                name: `isian${body.fields.length + 1}`,
                label: 'Isian baru',
                multiline: false,
                required: false,
                initial: '',
                type: 'text',
                choices: [],
                hint: '',
              },
            ],
          })
        }
      >
        {words.addField}
      </Button>
    </Stack>
  )
}
