import { zodResolver } from '@hookform/resolvers/zod'
import { Button, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import type { OutputOf } from '../../shared/contract/index.ts'
import { ErrorBox } from '../components/error-box.tsx'
import { FormPassword, FormText } from '../components/form-fields.tsx'
import { useCommand } from '../lib/query.ts'
import { FrontPage } from './front-page.tsx'

const schema = z.object({
  username: z.string().trim().min(1, 'Isi nama pengguna'),
  password: z.string().min(1, 'Isi kata sandi'),
})

/** Name and password of a user of this office. */
export const SignInPage = (props: { status: OutputOf<'app.status'> }) => {
  const client = useQueryClient()
  const signIn = useCommand('users.signIn')
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { username: '', password: '' } })
  const submit = form.handleSubmit((values) =>
    signIn.mutate(values, {
      onSuccess: (session) => client.setQueryData(['users', 'me', {}], session),
      // Typing replaces the wrong password at once.
      onError: () => form.setFocus('password', { shouldSelect: true }),
    }),
  )
  return (
    <FrontPage title="Masuk" lead={props.status.officeName} practice={props.status.practice}>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <FormText control={form.control} name="username" label="Nama pengguna" autoFocus autoComplete="username" />
          <FormPassword control={form.control} name="password" label="Kata sandi" autoComplete="current-password" />
          <ErrorBox error={signIn.error} />
          <Button type="submit" size="md" loading={signIn.isPending}>
            Masuk
          </Button>
        </Stack>
      </form>
      {props.status.hostNote === '' ? null : (
        <Text size="xs" c="dimmed">
          {props.status.hostNote}
        </Text>
      )}
    </FrontPage>
  )
}
