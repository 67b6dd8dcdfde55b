import { zodResolver } from '@hookform/resolvers/zod'
import { Button, Group, Stack } from '@mantine/core'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { password } from '../../shared/contract/app.ts'
import { ErrorBox } from '../components/error-box.tsx'
import { FormPassword } from '../components/form-fields.tsx'
import { showOnField } from '../lib/form-errors.ts'
import { useCommand } from '../lib/query.ts'
import { common } from '../texts/common.ts'

const schema = z
  .object({ current: z.string().min(1, 'Isi kata sandi yang sekarang'), next: password, again: z.string() })
  .refine((values) => values.next === values.again, { path: ['again'], message: 'Tidak sama dengan kata sandi baru' })
  .refine((values) => values.next !== values.current, {
    path: ['next'],
    message: 'Pilih kata sandi yang lain dari yang sekarang',
  })

/** Old password, new password twice. */
export const ChangePasswordForm = (props: { onDone(): void }) => {
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { current: '', next: '', again: '' } })
  const change = useCommand('users.changePassword')
  const submit = form.handleSubmit(({ current, next }) =>
    change.mutate({ current, next }, { onSuccess: props.onDone, onError: (error) => void showOnField(form, error) }),
  )
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <FormPassword
          control={form.control}
          name="current"
          label="Kata sandi sekarang"
          autoComplete="current-password"
          autoFocus
          required
        />
        <FormPassword
          control={form.control}
          name="next"
          label="Kata sandi baru"
          description="Paling sedikit 8 huruf atau angka"
          autoComplete="new-password"
          required
        />
        <FormPassword control={form.control} name="again" label="Ulangi kata sandi baru" autoComplete="new-password" required />
        {change.error !== null && !form.formState.errors.current ? <ErrorBox error={change.error} /> : null}
        <Group justify="flex-end">
          <Button type="submit" loading={change.isPending}>
            {common.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
