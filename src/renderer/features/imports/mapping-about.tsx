import { Checkbox, Group, Radio, Select, Text, TextInput } from '@mantine/core'
import type { ImportMappingBody, Inspection } from '../../../shared/contract/mappings.ts'
import { RegionPicker } from '../../components/region-picker.tsx'
import { StatusBadge } from '../../components/status-badge.tsx'
import { mappingTexts } from '../../texts/mappings.ts'
import type { Keeping } from './columns-view.tsx'
import styles from './mappings.module.css'

const fresh = '-'

/** What the file was known as, where its people live, and whether the mapping is remembered. */
export const MappingAbout = (props: {
  inspection: Inspection
  body: ImportMappingBody
  from: { key: string; version: number } | null
  keeping: Keeping
  onKeeping(keeping: Keeping): void
  onChange(body: ImportMappingBody): void
  onBegin(key: string | null): void
}) => {
  const { inspection, body, from } = props
  const known = inspection.known.find(({ key }) => key === from?.key)
  const lines =
    known === undefined
      ? []
      : [
          known.added.length === 0 ? '' : mappingTexts.added(known.added.join(', ')),
          known.missing.length === 0 ? '' : mappingTexts.missing(known.missing.join(', ')),
          known.moved.length === 0 ? '' : mappingTexts.moved(known.moved.join(', ')),
        ].filter((line) => line !== '')
  return (
    <section className="card">
      <Group gap="sm" align="center" mb="xs">
        <StatusBadge tone={known === undefined ? 'info' : known.match === 'same' ? 'ok' : 'warning'}>
          {known !== undefined
            ? known.match === 'same'
              ? mappingTexts.same(known.name)
              : mappingTexts.near(known.name)
            : inspection.profile === null
              ? mappingTexts.guessedAlone
              : mappingTexts.guessed(inspection.profile.name)}
        </StatusBadge>
        {lines.map((line) => (
          <Text key={line} size="sm">
            {line}
          </Text>
        ))}
      </Group>
      <Group gap="md" align="start">
        {inspection.known.length === 0 ? null : (
          <Select
            label={mappingTexts.begin}
            w={240}
            allowDeselect={false}
            value={from?.key ?? fresh}
            onChange={(value) => props.onBegin(value === null || value === fresh ? null : value)}
            data={[
              ...inspection.known.map(({ key, name, sender }) => ({
                value: key,
                label: sender === '' ? name : `${name} (${sender})`,
              })),
              { value: fresh, label: mappingTexts.beginFresh },
            ]}
          />
        )}
        <RegionPicker
          label={mappingTexts.village}
          value={body.village}
          onChange={(village) => props.onChange({ ...body, village })}
          villageOnly
          placeholder={mappingTexts.villageHint}
          w={300}
        />
        <TextInput
          label={mappingTexts.sender}
          placeholder={mappingTexts.senderHint}
          value={body.sender}
          maxLength={300}
          w={240}
          onChange={(event) => props.onChange({ ...body, sender: event.currentTarget.value })}
        />
        <TextInput
          label={mappingTexts.name}
          value={body.name}
          maxLength={300}
          w={260}
          onChange={(event) => props.onChange({ ...body, name: event.currentTarget.value })}
        />
      </Group>
      <Group gap="lg" mt="xs" className={styles.choices}>
        {from === null ? (
          <Checkbox
            label={mappingTexts.remember}
            checked={props.keeping === 'new'}
            onChange={(event) => props.onKeeping(event.currentTarget.checked ? 'new' : 'no')}
          />
        ) : (
          <Radio.Group
            value={props.keeping}
            onChange={(value) => props.onKeeping(value as Keeping)}
            aria-label={mappingTexts.remember}
          >
            <Group gap="md">
              <Radio value="no" label={mappingTexts.keepNot} />
              <Radio value="version" label={mappingTexts.rememberChange(known?.name ?? body.name)} />
              <Radio value="new" label={mappingTexts.rememberNew} />
            </Group>
          </Radio.Group>
        )}
        <Checkbox
          label={mappingTexts.known}
          title={mappingTexts.knownHint}
          checked={body.knownPeopleOnly}
          onChange={(event) => props.onChange({ ...body, knownPeopleOnly: event.currentTarget.checked })}
        />
      </Group>
    </section>
  )
}
