import { zodResolver } from '@hookform/resolvers/zod'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { officeSeed } from '../../../shared/contract/app.ts'
import type { OfficeRecord } from '../../../shared/contract/office.ts'
import { DraftNote } from '../../components/draft-note.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { FilePicker } from '../../components/file-picker.tsx'
import { FormSelect, FormText } from '../../components/form-fields.tsx'
import { LetterheadPreview } from '../../components/letterhead-preview.tsx'
import { Loading } from '../../components/loading.tsx'
import { Section } from '../../components/page.tsx'
import { fileUrl } from '../../lib/files.ts'
import { showOnField } from '../../lib/form-errors.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { toast } from '../../lib/toast.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { common } from '../../texts/common.ts'
import { settingsTexts } from '../../texts/settings.ts'
import { PhotoBounds } from './photo-bounds-form.tsx'
import styles from './settings.module.css'

const words = settingsTexts.office
const schema = z.object({
  ...officeSeed.omit({ signatories: true, units: true, districtCode: true }).shape,
  paper: z.enum(['F4', 'A4']),
})

/** Office data and letterhead, with its preview and logo. */
export const OfficeTab = () => {
  const office = useCall('office.get', {})
  if (office.error !== null) return <ErrorBox error={office.error} onRetry={() => void office.refetch()} />
  if (office.data === undefined) return <Loading />
  return (
    <>
      <OfficeForm key={office.data.version} office={office.data} />
      <PhotoBounds />
    </>
  )
}

const OfficeForm = (props: { office: OfficeRecord }) => {
  const { office } = props
  const may = useMay()
  const update = useCommand('office.update')
  const setLogo = useCommand('office.setLogo')
  const logo = useCall('office.logo', {}, { enabled: office.hasLogo })
  const writable = may('office.write')
  const initial = schema.parse(
    Object.fromEntries(Object.keys(schema.shape).map((key) => [key, office[key as keyof OfficeRecord]])),
  )
  const form = useForm({ resolver: zodResolver(schema), defaultValues: initial, disabled: !writable })
  const draft = useDraft('office', form, { onlyChanged: true })
  const values = { ...initial, ...form.watch() }
  const submit = form.handleSubmit((ready) =>
    update.mutate(
      { version: office.version, ...ready },
      {
        onSuccess: () => {
          draft.clear()
          toast.done(words.saved)
        },
        onError: (error) => void showOnField(form, error),
      },
    ),
  )
  useShortcuts(writable ? { save: () => void submit() } : {})
  const { control } = form
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <DraftNote draft={draft} />
      <div className={styles.office}>
        <div className="card">
          <div className={styles.form}>
            <div className={styles.wide}>
              <FormText control={control} name="governmentName" label={words.government} required />
            </div>
            <div className={styles.wide}>
              <FormText control={control} name="name" label={words.name} required />
            </div>
            <FormText control={control} name="unitName" label={words.unitName} />
            <FormText control={control} name="unitCode" label={words.unitCode} />
            <div className={styles.wide}>
              <FormText control={control} name="address" label={words.address} />
            </div>
            <FormText control={control} name="phone" label={words.phone} />
            <FormText control={control} name="email" label={words.email} />
            <FormText control={control} name="website" label={words.website} />
            <FormText control={control} name="city" label={words.city} required />
            <FormSelect
              control={control}
              name="timeZone"
              label={words.timeZone}
              description={words.timeZoneHint}
              options={[
                { value: 'Asia/Jakarta', label: 'WIB' },
                { value: 'Asia/Makassar', label: 'WITA' },
                { value: 'Asia/Jayapura', label: 'WIT' },
              ]}
            />
            <FormSelect
              control={control}
              name="paper"
              label={words.paper}
              description={words.paperHint}
              options={[
                { value: 'F4', label: 'F4' },
                { value: 'A4', label: 'A4' },
              ]}
            />
          </div>
          <Text size="sm" c="dimmed" mt="sm">
            {words.district}: {office.districtName}, {office.provinceName}
          </Text>
          <ErrorBox error={update.error} />
          {writable ? (
            <Group justify="flex-end" mt="sm">
              <Button type="submit" loading={update.isPending}>
                {common.save}
              </Button>
            </Group>
          ) : null}
        </div>
        <Stack gap="xs">
          <LetterheadPreview
            label={words.preview}
            governmentName={values.governmentName}
            name={values.name}
            unitName={values.unitName}
            address={values.address}
            phone={values.phone}
            email={values.email}
            website={values.website}
            logo={office.hasLogo && logo.data ? fileUrl(logo.data) : null}
          />
          {writable ? (
            <Section title={words.logo}>
              <FilePicker
                label={words.logoChoose}
                accept="image/png,image/jpeg"
                hint={words.logoHint}
                disabled={setLogo.isPending}
                onFile={(file) =>
                  setLogo.mutate({ fileId: file.fileId }, { onSuccess: () => toast.done(words.logoSaved), onError: toast.error })
                }
              />
              {office.hasLogo ? (
                <Button
                  mt="xs"
                  variant="default"
                  onClick={() =>
                    setLogo.mutate({ fileId: null }, { onSuccess: () => toast.done(words.logoSaved), onError: toast.error })
                  }
                >
                  {words.logoRemove}
                </Button>
              ) : null}
            </Section>
          ) : null}
        </Stack>
      </div>
    </form>
  )
}
