import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconQrcode } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useRef, useState } from 'react'
import type { LetterCheck } from '../../../shared/contract/letter-proofs.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { Page } from '../../components/page.tsx'
import { api } from '../../lib/api.ts'
import { uploadFile } from '../../lib/files.ts'
import { letterProofTexts as words } from '../../texts/letter-proofs.ts'
import { LetterTabs } from './letter-tabs.tsx'
import styles from './letters.module.css'
import { ProofResult } from './proof-result.tsx'

/** What was asked last: kept, so that a name can be compared with the same letter. */
interface Asked {
  text: string
  fileId: string | null
  shown: string
}

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text)

/** Checks a letter that somebody holds: a scanner types its code here, a clerk types ten characters, or a photo is read. */
export const ProofScreen = () => {
  const navigate = useNavigate()
  const box = useRef<HTMLInputElement>(null)
  const picker = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const [asked, setAsked] = useState<Asked | null>(null)
  const [result, setResult] = useState<LetterCheck | null>(null)
  const [error, setError] = useState<unknown>(null)

  const run = async (work: () => Promise<[Asked, LetterCheck]>): Promise<void> => {
    if (busy) return
    setBusy(true)
    setError(null)
    try {
      const [question, answer] = await work()
      setAsked(question)
      setResult(answer)
    } catch (failure) {
      setResult(null)
      setError(failure)
    } finally {
      setBusy(false)
      // The next letter is scanned at once.
      setText('')
      box.current?.focus()
    }
  }
  const ask = async (question: Asked, name = ''): Promise<[Asked, LetterCheck]> => [
    question,
    await api.letterProofs.check({ text: question.text, fileId: question.fileId, name }),
  ]
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const typed = text.trim()
    if (typed !== '') void run(() => ask({ text: typed, fileId: null, shown: shorten(typed) }))
  }
  const take = async (file: File): Promise<[Asked, LetterCheck]> => {
    // The library that reads pictures is fetched when the first one is chosen.
    const { isPdf, readCode } = await import('./read-code.ts')
    const found = await readCode(file).catch(() => {
      throw new AppError('BAD_FILE', words.noPicture, { hint: words.noPictureHint })
    })
    const pdf = await isPdf(file)
    if (found === null && !pdf) throw new AppError('BAD_FILE', words.unread, { hint: words.unreadHint })
    const fileId = pdf ? (await uploadFile(file)).fileId : null
    return ask({ text: found ?? '', fileId, shown: file.name })
  }
  return (
    <Page
      title={words.title}
      tabs={<LetterTabs shown="proof" />}
      action={
        <Button variant="default" onClick={() => void navigate({ to: '/surat/kunci' })}>
          {words.keys.button}
        </Button>
      }
    >
      <Stack gap="md" className={styles.proof}>
        <section className="card" aria-label={words.title}>
          <form onSubmit={submit}>
            <Group align="end" gap="xs" wrap="nowrap">
              <TextInput
                ref={box}
                style={{ flex: 1 }}
                size="md"
                label={words.box}
                description={words.boxHint}
                leftSection={<IconQrcode size={18} aria-hidden />}
                value={text}
                onChange={(event) => setText(event.currentTarget.value)}
                maxLength={2000}
                autoComplete="off"
                spellCheck={false}
                data-autofocus
                autoFocus
              />
              <Button size="md" type="submit" loading={busy} disabled={text.trim() === ''}>
                {words.check}
              </Button>
            </Group>
          </form>
          <Group gap="sm" mt="sm">
            <Button variant="default" loading={busy} onClick={() => picker.current?.click()}>
              {words.file}
            </Button>
            <Text size="sm" c="dimmed">
              {words.fileHint}
            </Text>
            <input
              ref={picker}
              type="file"
              hidden
              accept=".pdf,.jpg,.jpeg,.png,image/*,application/pdf"
              aria-label={words.file}
              onChange={(event) => {
                const [file] = event.currentTarget.files ?? []
                event.currentTarget.value = ''
                if (file !== undefined) void run(() => take(file))
              }}
            />
          </Group>
        </section>
        <ErrorBox error={error} />
        {result === null || asked === null ? (
          error === null ? (
            <EmptyState title={words.emptyTitle} text={words.emptyText} />
          ) : null
        ) : (
          <>
            {result.practice ? (
              <Alert variant="outline" color="red.9" bg="var(--tone-danger-tint)" title={words.practice}>
                {words.practiceText}
              </Alert>
            ) : null}
            <ProofResult result={result} asked={asked.shown} busy={busy} onName={(name) => void run(() => ask(asked, name))} />
          </>
        )}
      </Stack>
    </Page>
  )
}
