import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import type { DefinitionKind } from '../../../shared/contract/definitions.ts'
import type { JsonObject } from '../../../shared/domain/definition-form.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { Section } from '../../components/page.tsx'
import { call } from '../../lib/api.ts'
import { instantText } from '../../lib/format.ts'
import { useCall } from '../../lib/query.ts'
import { useOfficeTime } from '../../lib/session.ts'
import { settingsTexts } from '../../texts/settings.ts'

const words = settingsTexts.definitions

/** Every version with who made it; an old one can be taken into the form. */
export const DefinitionHistory = (props: {
  kind: DefinitionKind
  definitionKey: string
  version: number
  writable: boolean
  onTake(body: JsonObject): void
}) => {
  const { kind, definitionKey: key } = props
  const { timeZone } = useOfficeTime()
  const [error, setError] = useState<unknown>(null)
  const history = useCall('definitions.history', { kind, key })
  const take = (version: number): void => {
    call('definitions.get', { kind, key, version }).then((old) => props.onTake(old.body as JsonObject), setError)
  }
  return (
    <Section title={words.history}>
      <ErrorBox error={error ?? history.error} />
      {(history.data ?? []).map((row) => (
        <Group key={row.version} gap="sm" mb={4}>
          <Text size="sm" className="numeric">
            {words.version(row.version)} · {instantText(row.createdAt, timeZone)} ·{' '}
            {row.origin === 'shipped' ? words.shipped : row.createdBy}
          </Text>
          {row.version === props.version || !props.writable ? null : (
            <Button size="compact-sm" variant="default" onClick={() => take(row.version)}>
              {words.take}
            </Button>
          )}
        </Group>
      ))}
    </Section>
  )
}
