import { Button, Group, Text, Textarea, Title } from '@mantine/core'
import { useState } from 'react'
import type { DefinitionKind } from '../../../shared/contract/definitions.ts'
import type { OutputOf } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { Loading } from '../../components/loading.tsx'
import { StatusBadge } from '../../components/status-badge.tsx'
import { call } from '../../lib/api.ts'
import { instantText } from '../../lib/format.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { toast } from '../../lib/toast.ts'
import { toAppError } from '../../lib/transport.ts'
import { settingsTexts } from '../../texts/settings.ts'
import styles from './settings.module.css'

const words = settingsTexts.definitions
type Definition = OutputOf<'definitions.get'>
type Saving = Parameters<ReturnType<typeof useCommand<'definitions.save'>>['mutate']>[0]

const pretty = (body: unknown): string => JSON.stringify(body, null, 2)

/** The words around the place where the JSON breaks off, as far as the browser tells. */
const parse = (text: string): { body: Saving['body'] } | { error: AppError } => {
  try {
    return { body: JSON.parse(text) as Saving['body'] }
  } catch (error) {
    const at = Number(/position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1] ?? text.length)
    const near = text.slice(Math.max(0, at - 30), at + 10).replace(/\s+/g, ' ')
    return { error: new AppError('VALIDATION', words.badJson, { hint: `${words.badJsonHint} … ${near} …` }) }
  }
}

/** One document: its text, its history, saving as a new version. The kind's rules are checked by the core. */
export const DefinitionEditor = (props: { kind: DefinitionKind; definitionKey: string }) => {
  const found = useCall('definitions.get', { kind: props.kind, key: props.definitionKey, version: null })
  if (found.error !== null) return <ErrorBox error={found.error} onRetry={() => void found.refetch()} />
  if (found.data === undefined) return <Loading />
  return <Editor key={found.data.version} definition={found.data} />
}

const Editor = (props: { definition: Definition }) => {
  const { definition } = props
  const { kind, key } = definition
  const may = useMay()
  const { timeZone } = useOfficeTime()
  const [text, setText] = useState(() => pretty(definition.body))
  const [problem, setProblem] = useState<AppError | null>(null)
  const save = useCommand('definitions.save')
  const history = useCall('definitions.history', { kind, key })
  const writable = may('definitions.write')
  const changed = text !== pretty(definition.body)
  const submit = (): void => {
    if (!writable || !changed) return
    const parsed = parse(text)
    if ('error' in parsed) {
      setProblem(parsed.error)
      return
    }
    setProblem(null)
    save.mutate(
      { kind, key, baseVersion: definition.version, body: parsed.body },
      { onSuccess: ({ version }) => toast.done(words.saved(version)) },
    )
  }
  useShortcuts({ save: submit })
  const take = (version: number): void => {
    call('definitions.get', { kind, key, version }).then(
      (old) => setText(pretty(old.body)),
      (error: unknown) => setProblem(toAppError(error)),
    )
  }
  return (
    <div className={styles.editor}>
      <Group justify="space-between" wrap="nowrap">
        <Group gap="xs">
          <Title order={2}>{definition.name}</Title>
          <StatusBadge tone={definition.origin === 'shipped' ? 'neutral' : 'info'}>
            {`${definition.origin === 'shipped' ? words.shipped : words.office}, ${words.version(definition.version)}`}
          </StatusBadge>
        </Group>
        {writable ? (
          <Group gap="xs" wrap="nowrap">
            <Button variant="default" disabled={!changed} onClick={() => setText(pretty(definition.body))}>
              {words.reset}
            </Button>
            <Button disabled={!changed} loading={save.isPending} onClick={submit}>
              {words.save}
            </Button>
          </Group>
        ) : null}
      </Group>
      <ErrorBox error={problem ?? save.error} />
      <Textarea
        className={styles.json}
        label={words.body}
        description={words.bodyHint}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        readOnly={!writable}
        autosize
        minRows={14}
        maxRows={24}
        spellCheck={false}
      />
      <section>
        <Title order={3} mb={4}>
          {words.history}
        </Title>
        {(history.data ?? []).map((row) => (
          <Group key={row.version} gap="sm" mb={4}>
            <Text size="sm" className="numeric">
              {words.version(row.version)} · {instantText(row.createdAt, timeZone)} ·{' '}
              {row.origin === 'shipped' ? words.shipped : row.createdBy}
            </Text>
            {row.version === definition.version || !writable ? null : (
              <Button size="compact-sm" variant="default" onClick={() => take(row.version)}>
                {words.take}
              </Button>
            )}
          </Group>
        ))}
      </section>
    </div>
  )
}
