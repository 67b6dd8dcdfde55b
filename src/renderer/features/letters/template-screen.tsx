import { Alert, Button, Checkbox, Group, Menu, Select, Stack, Tabs, Text } from '@mantine/core'
import { IconDotsVertical } from '@tabler/icons-react'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { OutputOf } from '../../../shared/contract/index.ts'
import type { LetterTemplateBody } from '../../../shared/contract/letter-body.ts'
import { letterSamples } from '../../../shared/contract/letters.ts'
import type { JsonObject } from '../../../shared/domain/definition-form.ts'
import { DraftNote } from '../../components/draft-note.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page.tsx'
import { call } from '../../lib/api.ts'
import { downloadFile } from '../../lib/files.ts'
import { instantText } from '../../lib/format.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { toast } from '../../lib/toast.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useJob } from '../../lib/use-job.ts'
import { letterKindTexts } from '../../texts/letter-kinds.ts'
import { letterTexts } from '../../texts/letters.ts'
import { useBody } from '../settings/form/use-body.ts'
import styles from './letters.module.css'
import { PdfPages } from './pdf-pages.tsx'
import { carryTemplate, takeCarried } from './template-carry.ts'
import { TemplateContent } from './template-content.tsx'
import { TemplateFieldsForm } from './template-fields-form.tsx'
import { TemplatePageForm } from './template-page-form.tsx'
import { InsertContext, type InsertTarget } from './template-text.tsx'

const words = letterKindTexts.templates
/** Pause after the last change before the page is set anew, in milliseconds. */
const pause = 500

type Json = Parameters<ReturnType<typeof useCommand<'definitions.save'>>['mutate']>[0]['body']
type Sample = (typeof letterSamples)[number]

/** A kind of letter: its parts at the left, the page itself with made-up people at the right. */
export const TemplateScreen = () => {
  const { key } = useParams({ from: '/surat/jenis/$key' })
  return <Kind key={key} templateKey={key} />
}

const Kind = ({ templateKey: key }: { templateKey: string }) => {
  const list = useCall('definitions.list', { kind: 'letter-template' })
  const row = list.data?.find((one) => one.key === key)
  const found = useCall('definitions.get', { kind: 'letter-template', key, version: null }, { enabled: row !== undefined })
  const carried = useRef<LetterTemplateBody | null | undefined>(undefined)
  const carriedAt = useRef(-1)
  if (carried.current === undefined) carried.current = takeCarried(key)
  if (list.error !== null || found.error !== null)
    return (
      <Page title={words.title}>
        <ErrorBox error={list.error ?? found.error} onRetry={() => void list.refetch()} />
      </Page>
    )
  if (list.data === undefined || (row !== undefined && found.data === undefined)) return <Loading />
  // The version that was read with the body: the list may know of a newer one a moment earlier.
  const version = found.data?.version ?? 0
  if (carriedAt.current < 0) carriedAt.current = version
  const stored = found.data === undefined ? null : (found.data.body as unknown as LetterTemplateBody)
  // What came from a file is shown until it is saved; from then on the office's own version.
  if (version > carriedAt.current) carried.current = null
  const body = carried.current ?? stored
  if (body === null)
    return (
      <Page title={words.title}>
        <Text>{words.empty}</Text>
      </Page>
    )
  return <Editor key={`${key}-${version}`} templateKey={key} version={version} stored={stored} initial={body} />
}

const Editor = (props: {
  templateKey: string
  version: number
  stored: LetterTemplateBody | null
  initial: LetterTemplateBody
}) => {
  const may = useMay()
  const navigate = useNavigate()
  // The same draft as of the form in Pengaturan: whichever is opened next goes on with it.
  const edited = useBody(props.initial as unknown as JsonObject)
  const body = edited.body as unknown as LetterTemplateBody
  const setBody = (next: LetterTemplateBody): void => edited.change(() => next as unknown as JsonObject)
  const draft = useDraft(`definition.letter-template.${props.templateKey}.v${props.version}`, edited.form, { onlyChanged: true })
  const [sample, setSample] = useState<Sample>('biasa')
  const [headed, setHeaded] = useState(false)
  const [shown, setShown] = useState<OutputOf<'letters.previewTemplate'> | null>(null)
  const target = useRef<InsertTarget>({ insert: null })
  const preview = useJob('letters.previewTemplate')
  const save = useCommand('definitions.save')
  const writable = may('definitions.write')
  const changed = JSON.stringify(body) !== JSON.stringify(props.stored)
  const { start } = preview
  const running = useRef(false)
  const again = useRef(false)
  const latest = useRef({ body, sample, headed })
  latest.current = { body, sample, headed }
  // One preview at a time: what was typed meanwhile is shown next, and nothing piles up.
  const look = useCallback(async (): Promise<void> => {
    if (running.current) {
      again.current = true
      return
    }
    running.current = true
    do {
      again.current = false
      const now = latest.current
      const made = await start({ body: now.body as unknown as Json, sample: now.sample, headedPaper: now.headed })
      if (made !== null) setShown((before) => (made.file === null ? { ...made, file: before?.file ?? null } : made))
    } while (again.current)
    running.current = false
  }, [start])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown follows what is edited
  useEffect(() => {
    const timer = window.setTimeout(() => void look(), pause)
    return () => window.clearTimeout(timer)
  }, [body, sample, headed, look])

  const problems = shown?.problems ?? []
  const store = (): void => {
    if (!writable || !changed || save.isPending) return
    save.mutate(
      { kind: 'letter-template', key: props.templateKey, baseVersion: props.version, body: body as unknown as Json },
      {
        onSuccess: ({ version }) => {
          draft.clear()
          toast.done(words.saved(version))
        },
      },
    )
  }
  useShortcuts({ save: store })
  const reset = (): void => {
    draft.discard()
    if (props.stored !== null) setBody(props.stored)
  }
  const exportFile = (): void => {
    call('letters.exportTemplate', { key: props.templateKey }).then(downloadFile, toast.error)
  }
  const copy = (): void => {
    const key = `${props.templateKey}-salinan`
    carryTemplate(key, { ...body, name: `${body.name} (salinan)` })
    toast.done(words.copied)
    void navigate({ to: '/surat/jenis/$key', params: { key } })
  }
  const leave = (): void => void navigate({ to: '/surat/jenis' })
  return (
    <Page
      title={body.name}
      fill
      beside={
        <Text size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
          {words.version(props.version)}
        </Text>
      }
      action={
        <>
          <Menu position="bottom-end">
            <Menu.Target>
              <Button variant="default" px={8} aria-label="Lainnya">
                <IconDotsVertical size={16} aria-hidden />
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item disabled={props.version === 0} onClick={exportFile}>
                {words.exportFile}
              </Menu.Item>
              {writable ? <Menu.Item onClick={copy}>{words.copy}</Menu.Item> : null}
              {writable ? (
                <Menu.Item disabled={!changed || props.stored === null} onClick={reset}>
                  {words.reset}
                </Menu.Item>
              ) : null}
            </Menu.Dropdown>
          </Menu>
          <Button variant="default" onClick={leave}>
            {words.back}
          </Button>
          {writable ? (
            <Button disabled={!changed || problems.length > 0} loading={save.isPending} onClick={store}>
              {words.save}
            </Button>
          ) : null}
        </>
      }
    >
      <div className={styles.templateSides}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
        <section className={styles.left} tabIndex={0} aria-label={words.blocks}>
          <DraftNote draft={draft} />
          <ErrorBox error={save.error} />
          <InsertContext.Provider value={target.current}>
            <Tabs defaultValue="content" keepMounted={false}>
              <Tabs.List>
                {(Object.keys(words.tabs) as (keyof typeof words.tabs)[]).map((tab) => (
                  <Tabs.Tab key={tab} value={tab}>
                    {words.tabs[tab]}
                  </Tabs.Tab>
                ))}
              </Tabs.List>
              <Tabs.Panel value="content" pt="xs">
                <TemplateContent body={body} onChange={setBody} />
              </Tabs.Panel>
              <Tabs.Panel value="page" pt="xs">
                <TemplatePageForm body={body} onChange={setBody} templateKey={props.templateKey} />
              </Tabs.Panel>
              <Tabs.Panel value="fields" pt="xs">
                <TemplateFieldsForm body={body} onChange={setBody} />
              </Tabs.Panel>
              <Tabs.Panel value="history" pt="xs">
                <Versions templateKey={props.templateKey} current={props.version} onTake={setBody} />
              </Tabs.Panel>
            </Tabs>
          </InsertContext.Provider>
        </section>
        <div className={styles.right}>
          <div className={styles.bar}>
            <Group gap="xs" wrap="nowrap">
              <span>
                {words.preview}
                {shown === null ? '' : ` · ${letterTexts.detail.pages(shown.pages)}`}
              </span>
            </Group>
            <Group gap="sm" wrap="nowrap">
              <Checkbox label={words.headed} checked={headed} onChange={(event) => setHeaded(event.currentTarget.checked)} />
              <Select
                size="xs"
                aria-label={words.sample}
                w={190}
                data={letterSamples.map((value) => ({ value, label: words.samples[value] }))}
                value={sample}
                allowDeselect={false}
                onChange={(value) => setSample((value ?? 'biasa') as Sample)}
              />
            </Group>
          </div>
          {problems.length === 0 ? null : (
            <Alert
              variant="outline"
              color="red.9"
              bg="var(--tone-danger-tint)"
              p="xs"
              m="xs"
              title={words.problems(problems.length)}
            >
              <Stack gap={2}>
                {problems.slice(0, 5).map((problem) => (
                  <Text size="sm" key={`${problem.path} ${problem.message}`}>
                    {problem.message}
                  </Text>
                ))}
              </Stack>
            </Alert>
          )}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
          <section className={styles.scroll} tabIndex={0} aria-label={words.preview}>
            {preview.error === null ? (
              <PdfPages fileId={shown?.file?.fileId ?? null} />
            ) : (
              <ErrorBox error={preview.error} onRetry={() => void look()} />
            )}
          </section>
        </div>
      </div>
    </Page>
  )
}

const Versions = (props: { templateKey: string; current: number; onTake(body: LetterTemplateBody): void }) => {
  const { timeZone } = useOfficeTime()
  const history = useCall('definitions.history', { kind: 'letter-template', key: props.templateKey })
  const take = (version: number): void => {
    call('definitions.get', { kind: 'letter-template', key: props.templateKey, version }).then(
      (old) => props.onTake(old.body as unknown as LetterTemplateBody),
      toast.error,
    )
  }
  return (
    <Stack gap={6}>
      <ErrorBox error={history.error} />
      {(history.data ?? []).map((row) => (
        <Group key={row.version} justify="space-between">
          <Text size="sm" className="numeric">
            {words.version(row.version)} · {instantText(row.createdAt, timeZone)} ·{' '}
            {row.origin === 'shipped' ? words.shipped : row.createdBy}
          </Text>
          {row.version === props.current ? null : (
            <Button size="compact-sm" variant="default" onClick={() => take(row.version)}>
              {words.take}
            </Button>
          )}
        </Group>
      ))}
    </Stack>
  )
}
