import { Alert, Button, Group, SegmentedControl, Text, Title } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { DefinitionKind, DefinitionProblem } from '../../../shared/contract/definitions.ts'
import type { OutputOf } from '../../../shared/contract/index.ts'
import {
  type FormField,
  fieldOf,
  type JsonObject,
  type Path,
  pathOf,
  valueAt,
  withValueAt,
  wordPath,
} from '../../../shared/domain/definition-form.ts'
import { useConfirm } from '../../components/confirm.tsx'
import { DraftNote } from '../../components/draft-note.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { Loading } from '../../components/loading.tsx'
import { StatusBadge } from '../../components/status-badge.tsx'
import { call } from '../../lib/api.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { toast } from '../../lib/toast.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { settingsTexts } from '../../texts/settings.ts'
import { formTexts } from '../../texts/settings-forms/form.ts'
import { formWords } from '../../texts/settings-forms/kinds.ts'
import { CopyButton } from './copy-button.tsx'
import { DefinitionHistory } from './definition-history.tsx'
import { DefinitionText } from './definition-text.tsx'
import { useChoiceLists } from './form/choice-lists.ts'
import { DefinitionForm } from './form/definition-form.tsx'
import { hintsAt } from './form/hints.ts'
import { ProblemList } from './form/problem-list.tsx'
import type { FormScope } from './form/scope.ts'
import { useBody } from './form/use-body.ts'
import styles from './settings.module.css'

const words = settingsTexts.definitions
type Definition = OutputOf<'definitions.get'>
type Saving = Parameters<ReturnType<typeof useCommand<'definitions.save'>>['mutate']>[0]
type View = keyof typeof formTexts.views

/** One document: form, text and history, saving as a new version. The kind's rules are checked by the core while one types. */
export const DefinitionEditor = (props: { kind: DefinitionKind; definitionKey: string }) => {
  const { kind } = props
  const found = useCall('definitions.get', { kind, key: props.definitionKey, version: null })
  const schema = useCall('definitions.schema', { kind })
  const field = useMemo(() => (schema.data === undefined ? null : fieldOf(schema.data)), [schema.data])
  // A colleague's newer version must not take the words out of the hands of who is typing.
  const [held, setHeld] = useState<Definition | undefined>(found.data)
  const typing = useRef(false)
  const newest = found.data
  useEffect(() => {
    if (!typing.current) setHeld(newest)
  }, [newest])
  const onTyping = useCallback((now: boolean) => {
    typing.current = now
  }, [])
  const error = found.error ?? schema.error
  if (error !== null) return <ErrorBox error={error} onRetry={() => void Promise.all([found.refetch(), schema.refetch()])} />
  if (newest === undefined || held === undefined || field === null) return <Loading />
  return (
    <Editor
      key={held.version}
      definition={held}
      newest={newest}
      field={field}
      onTyping={onTyping}
      onLoad={() => setHeld(newest)}
    />
  )
}

/** Problems without those of keys that are made from words which are still missing: typing the words mends both. */
const withoutKeys = (kind: DefinitionKind, problems: DefinitionProblem[]): DefinitionProblem[] => {
  const places = new Set(problems.map(({ path }) => path))
  return problems.filter(({ path }) => {
    const source = hintsAt(kind, wordPath(pathOf(path))).keyFrom?.name
    return source === undefined || !places.has([...path.split('.').slice(0, -1), source].join('.'))
  })
}

/** What stands against saving, asked a moment after the last key. */
const useProblems = (kind: DefinitionKind, body: JsonObject, changed: boolean) => {
  const [problems, setProblems] = useState<DefinitionProblem[]>([])
  useEffect(() => {
    if (!changed) {
      setProblems([])
      return
    }
    let gone = false
    const timer = window.setTimeout(() => {
      call('definitions.check', { kind, body: body as Saving['body'] }).then(
        (found) => (gone ? undefined : setProblems(withoutKeys(kind, found))),
        // Saving says what is wrong with the connection; checking while typing stays quiet.
        () => {},
      )
    }, 400)
    return () => {
      gone = true
      window.clearTimeout(timer)
    }
  }, [kind, body, changed])
  return { problems, setProblems }
}

const Editor = (props: {
  definition: Definition
  /** Another version than `definition` when a colleague saved meanwhile. */
  newest: Definition
  field: FormField
  onTyping(typing: boolean): void
  onLoad(): void
}) => {
  const { definition, newest, field, onTyping } = props
  const { kind, key } = definition
  const may = useMay()
  const ask = useConfirm()
  const saved = definition.body as JsonObject
  const { body, change, form, round } = useBody(saved)
  const draft = useDraft(`definition.${kind}.${key}.v${definition.version}`, form, { onlyChanged: true })
  const [view, setView] = useState<View>('form')
  const [broken, setBroken] = useState(false)
  const [reveal, setReveal] = useState<FormScope['reveal']>(null)
  const lists = useChoiceLists()
  const save = useCommand('definitions.save')
  const writable = may('definitions.write') && (kind !== 'role' || may('users.manage'))
  const changed = useMemo(() => JSON.stringify(body) !== JSON.stringify(saved), [body, saved])
  const { problems, setProblems } = useProblems(kind, body, changed)
  const overtaken = newest.version !== definition.version
  useEffect(() => onTyping(changed || broken), [onTyping, changed, broken])
  useBlocker({
    shouldBlockFn: async () => {
      const leave = await ask({
        title: formTexts.leaveTitle,
        text: formTexts.leaveText(definition.name),
        confirm: formTexts.leave,
        danger: true,
      })
      if (leave) draft.clear()
      return !leave
    },
    disabled: !changed && !broken,
    enableBeforeUnload: false,
  })
  const open = (path: string): void => {
    setView('form')
    setReveal((last) => ({ path, at: (last?.at ?? 0) + 1 }))
  }
  useEffect(() => {
    if (reveal === null) return
    // Rows open one inside the other, each a moment after its parent.
    const timer = window.setTimeout(() => {
      const element = document.getElementById(`isian-${reveal.path}`)
      element?.scrollIntoView({ block: 'center' })
      element?.focus({ preventScroll: true })
    }, 80)
    return () => window.clearTimeout(timer)
  }, [reveal])
  const submit = async (over = definition.version): Promise<void> => {
    if (!writable || !changed || broken || save.isPending) return
    const found = await call('definitions.check', { kind, body: body as Saving['body'] }).catch(() => [])
    const problem = withoutKeys(kind, found)[0]
    if (problem !== undefined) {
      setProblems(withoutKeys(kind, found))
      open(problem.path)
      return
    }
    save.mutate(
      { kind, key, baseVersion: over, body: body as Saving['body'] },
      {
        onSuccess: ({ version }) => {
          draft.clear()
          onTyping(false)
          toast.done(words.saved(version))
        },
      },
    )
  }
  useShortcuts({ save: () => void submit() })
  const scope: FormScope = {
    kind,
    words: formWords[kind],
    readOnly: !writable,
    body,
    saved,
    lists,
    problems: new Map([...problems].reverse().map(({ path, message }) => [path, message])),
    edit: (path: Path, to) => change((now) => withValueAt(now, path, to(valueAt(now, path))) as JsonObject),
    reveal,
  }
  const undo = (): void => {
    setBroken(false)
    draft.discard()
  }
  return (
    <div className={styles.editor}>
      <Group justify="space-between" wrap="nowrap">
        <div className={styles.editorTitle}>
          <Title order={2} title={definition.name}>
            {definition.name}
          </Title>
          <StatusBadge tone={definition.origin === 'shipped' ? 'neutral' : 'info'}>
            {`${definition.origin === 'shipped' ? words.shipped : words.office}, ${words.version(definition.version)}`}
          </StatusBadge>
        </div>
        {writable ? <CopyButton definition={definition} body={body} disabled={changed || broken} /> : null}
      </Group>
      <Group justify="space-between" wrap="nowrap">
        <SegmentedControl
          value={view}
          aria-label={formTexts.view}
          onChange={(next) => (broken ? toast.error(formTexts.textFirst) : setView(next as View))}
          data={(Object.keys(formTexts.views) as View[]).map((value) => ({ value, label: formTexts.views[value] }))}
        />
        {writable ? (
          <Group gap="xs" wrap="nowrap">
            <Button variant="default" disabled={!changed && !broken} onClick={undo}>
              {words.reset}
            </Button>
            <Button disabled={!changed || broken} loading={save.isPending} onClick={() => void submit()}>
              {words.save}
            </Button>
          </Group>
        ) : null}
      </Group>
      {writable ? null : (
        <Text size="sm" c="dimmed">
          {may('definitions.write') ? formTexts.roleReadOnly : formTexts.readOnly}
        </Text>
      )}
      <DraftNote draft={draft} />
      {overtaken && changed && !save.isPending ? (
        <Alert color="yellow" p="xs" role="status" title={formTexts.overtaken(newest.createdBy, newest.version)}>
          <Group gap="xs">
            <Text size="sm">{formTexts.overtakenText}</Text>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => {
                draft.clear()
                onTyping(false)
                props.onLoad()
              }}
            >
              {formTexts.loadNewest}
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => void submit(newest.version)}>
              {formTexts.saveOver}
            </Button>
          </Group>
        </Alert>
      ) : null}
      <ErrorBox error={save.error} />
      <ProblemList words={scope.words} problems={problems} onOpen={open} />
      <div className={styles.editorBody}>
        {view === 'form' ? <DefinitionForm key={round} field={field} scope={scope} body={body} /> : null}
        {view === 'text' ? (
          <DefinitionText
            key={round}
            body={body}
            readOnly={!writable}
            onBody={(next) => change(() => next)}
            onBroken={setBroken}
          />
        ) : null}
        {view === 'history' ? (
          <DefinitionHistory
            kind={kind}
            definitionKey={key}
            version={definition.version}
            writable={writable}
            onTake={(old) => {
              change(() => old)
              setView('form')
            }}
          />
        ) : null}
      </div>
    </div>
  )
}
