import { zodResolver } from '@hookform/resolvers/zod'
import { Button, Group, MultiSelect } from '@mantine/core'
import { type Control, Controller, type FieldPath, type FieldValues, useForm } from 'react-hook-form'
import { z } from 'zod'
import { password } from '../../../shared/contract/app.ts'
import { filledLine, regionCode } from '../../../shared/contract/common.ts'
import { contract, type OutputOf } from '../../../shared/contract/index.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { FormPassword, FormSwitch, FormText } from '../../components/form-fields.tsx'
import { RegionSet } from '../../components/region-set.tsx'
import { showOnField } from '../../lib/form-errors.ts'
import { useCommand } from '../../lib/query.ts'
import { toast } from '../../lib/toast.ts'
import { settingsTexts } from '../../texts/settings.ts'
import { RecordModal } from './record-modal.tsx'
import styles from './settings.module.css'
import type { User } from './users-tab.tsx'

const words = settingsTexts.users
type Roles = OutputOf<'users.roles'>

const editSchema = z.object({
  displayName: filledLine,
  roles: z.array(z.string()).min(1, 'Pilih paling sedikit satu peran'),
  areas: z.array(regionCode),
  active: z.boolean(),
})
const newSchema = contract.users.create.input

const RolesField = <T extends FieldValues, C, O>(props: { control: Control<T, C, O>; name: FieldPath<T>; roles: Roles }) => (
  <Controller
    control={props.control as unknown as Control<T>}
    name={props.name}
    render={({ field, fieldState }) => (
      <MultiSelect
        label={words.roles}
        withAsterisk
        data={props.roles.map((role) => ({ value: role.key, label: role.name }))}
        value={(field.value as string[] | undefined) ?? []}
        onChange={field.onChange}
        error={fieldState.error?.message}
        searchable
      />
    )}
  />
)

const AreasField = <T extends FieldValues, C, O>(props: { control: Control<T, C, O>; name: FieldPath<T> }) => (
  <Controller
    control={props.control as unknown as Control<T>}
    name={props.name}
    render={({ field }) => (
      <RegionSet
        label={words.areas}
        description={words.areasHint}
        placeholder={words.addArea}
        value={(field.value as string[] | undefined) ?? []}
        onChange={field.onChange}
        empty={words.whole}
      />
    )}
  />
)

/** A new colleague with a first password. */
export const NewUserForm = (props: { roles: Roles; onClose(): void }) => {
  const create = useCommand('users.create')
  const form = useForm<z.input<typeof newSchema>, unknown, z.output<typeof newSchema>>({
    resolver: zodResolver(newSchema),
    defaultValues: { username: '', displayName: '', password: '', roles: [], areas: [] },
  })
  const { control } = form
  return (
    <RecordModal
      title={words.add}
      form={form}
      onClose={props.onClose}
      saving={create.isPending}
      error={create.error}
      onSave={(values) =>
        create.mutate(values, {
          onSuccess: () => {
            toast.done(words.saved)
            props.onClose()
          },
          onError: (error) => void showOnField(form, error),
        })
      }
    >
      <div className={styles.form}>
        <FormText control={control} name="displayName" label={words.displayName} required autoFocus />
        <FormText control={control} name="username" label={words.username} required />
        <div className={styles.wide}>
          <FormPassword
            control={control}
            name="password"
            label={words.password}
            description={words.passwordHint}
            autoComplete="new-password"
            required
          />
        </div>
        <div className={styles.wide}>
          <RolesField control={control} name="roles" roles={props.roles} />
        </div>
        <div className={styles.wide}>
          <AreasField control={control} name="areas" />
        </div>
      </div>
    </RecordModal>
  )
}

/** Roles, area, closing an account, and a new first password. */
export const EditUserForm = (props: { user: User; roles: Roles; onClose(): void }) => {
  const { user } = props
  const update = useCommand('users.update')
  const form = useForm({
    resolver: zodResolver(editSchema),
    defaultValues: { displayName: user.displayName, roles: user.roles, areas: user.areas, active: user.active },
  })
  const { control } = form
  const reset = useCommand('users.resetPassword')
  const resetForm = useForm({ resolver: zodResolver(z.object({ password })), defaultValues: { password: '' } })
  return (
    <RecordModal
      title={`${words.edit}: ${user.username}`}
      form={form}
      onClose={props.onClose}
      saving={update.isPending}
      error={update.error}
      onSave={(values) =>
        update.mutate(
          { id: user.id, version: user.version, ...values },
          {
            onSuccess: () => {
              toast.done(words.saved)
              props.onClose()
            },
            onError: (error) => void showOnField(form, error),
          },
        )
      }
    >
      <div className={styles.form}>
        <FormText control={control} name="displayName" label={words.displayName} required autoFocus />
        <FormSwitch control={control} name="active" label={words.active} />
        <div className={styles.wide}>
          <RolesField control={control} name="roles" roles={props.roles} />
        </div>
        <div className={styles.wide}>
          <AreasField control={control} name="areas" />
        </div>
      </div>
      <Group align="end" gap="xs">
        <FormPassword
          control={resetForm.control}
          name="password"
          label={words.password}
          description={words.passwordHint}
          autoComplete="new-password"
        />
        <Button
          variant="default"
          loading={reset.isPending}
          onClick={() =>
            void resetForm.handleSubmit((values) =>
              reset.mutate(
                { id: user.id, version: user.version, password: values.password },
                {
                  onSuccess: () => {
                    toast.done(words.resetDone)
                    props.onClose()
                  },
                },
              ),
            )()
          }
        >
          {words.reset}
        </Button>
      </Group>
      <ErrorBox error={reset.error} />
    </RecordModal>
  )
}
