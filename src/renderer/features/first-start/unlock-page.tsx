import { Button, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { FrontPage } from '../../app/front-page.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { call } from '../../lib/api.ts'
import { firstStartTexts } from '../../texts/first-start.ts'

const words = firstStartTexts.unlock

/** Opens data whose key this computer does not hold, with the printed recovery key. */
export const UnlockPage = (props: { officeName: string }) => {
  const client = useQueryClient()
  const [key, setKey] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    setError(null)
    try {
      await call('app.unlock', { recoveryKey: key.trim() })
      await client.invalidateQueries()
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }
  return (
    <FrontPage title={words.title} lead={props.officeName === '' ? words.lead : `${props.officeName}. ${words.lead}`} width={520}>
      <form onSubmit={(event) => void submit(event)}>
        <TextInput
          label={words.field}
          description={words.hint}
          value={key}
          onChange={(event) => setKey(event.currentTarget.value)}
          autoFocus
          autoComplete="off"
          spellCheck={false}
          mb="sm"
        />
        <ErrorBox error={error} />
        <Button type="submit" mt="sm" loading={busy} disabled={key.trim() === ''}>
          {words.open}
        </Button>
      </form>
    </FrontPage>
  )
}
