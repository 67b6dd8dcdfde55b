import { Button, Group, TextInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { call } from '../lib/api.ts'
import { firstStartTexts } from '../texts/first-start.ts'
import { ErrorBox } from './error-box.tsx'

const words = firstStartTexts.key

/** Asks to type the printed recovery key again; the core compares. */
export const RecoveryKeyForm = (props: { onConfirmed(): void; autoFocus?: boolean; beside?: ReactNode }) => {
  const [typed, setTyped] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    setError(null)
    try {
      await call('app.confirmRecoveryKey', { recoveryKey: typed.trim() })
      props.onConfirmed()
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form onSubmit={(event) => void submit(event)} className="no-print">
      <TextInput
        label={words.retype}
        description={words.retypeHint}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        autoComplete="off"
        spellCheck={false}
        autoFocus={props.autoFocus}
        mb="sm"
      />
      <ErrorBox error={error} />
      <Group mt="sm" justify="space-between">
        <Button type="submit" loading={busy} disabled={typed.trim() === ''}>
          {words.confirm}
        </Button>
        {props.beside}
      </Group>
    </form>
  )
}
