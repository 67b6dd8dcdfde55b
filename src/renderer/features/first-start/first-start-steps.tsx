import { Radio, Select, Stack } from '@mantine/core'
import { useState } from 'react'
import { Controller, type UseFormReturn } from 'react-hook-form'
import { ErrorBox } from '../../components/error-box.tsx'
import { FormPassword, FormSelect, FormText } from '../../components/form-fields.tsx'
import { LetterheadPreview } from '../../components/letterhead-preview.tsx'
import { ValueList } from '../../components/value-list.tsx'
import { useCall } from '../../lib/query.ts'
import { firstStartTexts } from '../../texts/first-start.ts'
import styles from './first-start.module.css'
import type { FirstStartValues } from './first-start-form.ts'
import { districtTitle, officeDefaults } from './office-defaults.ts'

type Form = { form: UseFormReturn<FirstStartValues, unknown, FirstStartValues> }

const zones = [
  { value: 'Asia/Jakarta', label: 'WIB' },
  { value: 'Asia/Makassar', label: 'WITA' },
  { value: 'Asia/Jayapura', label: 'WIT' },
]

/** Page 1: province, district, office. */
export const OfficeStep = ({ form }: Form) => {
  const words = firstStartTexts.office
  const districts = useCall('app.districts', {})
  const code = form.watch('districtCode')
  const all = districts.data ?? []
  const [chosen, setChosen] = useState<string | null>(null)
  const province = chosen ?? all.find((district) => district.code === code)?.province ?? null
  const choose = (value: string | null): void => {
    form.setValue('districtCode', value ?? '', { shouldDirty: true, shouldValidate: form.formState.isSubmitted })
    const district = all.find((candidate) => candidate.code === value)
    if (district === undefined) return
    const defaults = officeDefaults(district.code, district.name)
    form.clearErrors('districtCode')
    for (const name of ['name', 'governmentName', 'timeZone'] as const)
      form.setValue(name, defaults[name], { shouldDirty: true, shouldValidate: true })
  }
  return (
    <div className={styles.columns}>
      {districts.error === null ? null : (
        <div className={styles.wide}>
          <ErrorBox error={districts.error} onRetry={() => void districts.refetch()} />
        </div>
      )}
      <Select
        label={words.province}
        data={[...new Set(all.map((district) => district.province))]}
        value={province}
        onChange={(value) => {
          setChosen(value)
          choose(null)
        }}
        searchable
        autoFocus
        openOnFocus={false}
        placeholder="Pilih"
      />
      <Select
        label={words.district}
        withAsterisk
        data={all
          .filter((district) => district.province === province)
          .map((district) => ({ value: district.code, label: districtTitle(district.name) }))}
        value={code === '' ? null : code}
        onChange={choose}
        disabled={province === null}
        searchable
        placeholder={province === null ? 'Pilih provinsi dulu' : 'Pilih'}
        error={form.formState.errors.districtCode?.message}
      />
      <div className={styles.wide}>
        <FormText control={form.control} name="name" label={words.name} required />
      </div>
      <FormText control={form.control} name="city" label={words.city} description={words.cityHint} required />
      <FormSelect
        control={form.control}
        name="timeZone"
        label={words.timeZone}
        description="Dipakai untuk jam dan tanggal di surat"
        options={zones}
      />
    </div>
  )
}

/** Page 2: letterhead with preview, first signatory. */
export const HeadStep = ({ form }: Form) => {
  const words = firstStartTexts.head
  const values = form.watch()
  return (
    <Stack gap="sm">
      <LetterheadPreview
        label={words.preview}
        governmentName={values.governmentName}
        name={values.name}
        unitName={values.unitName}
        address={values.address}
        phone={values.phone}
        email={values.email}
        website={values.website}
      />
      <div className={styles.columns}>
        <FormText control={form.control} name="governmentName" label={words.government} required autoFocus />
        <FormText control={form.control} name="address" label={words.address} />
        <FormText control={form.control} name="unitName" label={words.unit} />
        <FormText control={form.control} name="unitCode" label={words.unitCode} required />
        <FormText control={form.control} name="phone" label={words.phone} />
        <FormText control={form.control} name="email" label={words.email} />
        <FormText control={form.control} name="signatoryName" label={words.signatory} />
        <FormText control={form.control} name="signatoryPosition" label={words.signatoryPosition} />
        <FormText control={form.control} name="signatoryRank" label={words.signatoryRank} />
        <FormText control={form.control} name="signatoryNip" label={words.signatoryNip} />
      </div>
    </Stack>
  )
}

/** Page 3: the first user. */
export const UserStep = ({ form }: Form) => {
  const words = firstStartTexts.user
  return (
    <div className={styles.columns}>
      <FormText
        control={form.control}
        name="displayName"
        label={words.displayName}
        description="Seperti yang tertulis di catatan kasus"
        required
        autoFocus
      />
      <FormText
        control={form.control}
        name="username"
        label={words.username}
        description={words.usernameHint}
        required
        autoComplete="username"
      />
      <FormPassword
        control={form.control}
        name="password"
        label={words.password}
        description={words.passwordHint}
        autoComplete="new-password"
        required
      />
      <FormPassword
        control={form.control}
        name="again"
        label={words.again}
        description="Sekali lagi, supaya tidak salah ketik."
        autoComplete="new-password"
        required
      />
    </div>
  )
}

/** Page 4: practice or real, and what was chosen. */
export const ModeStep = ({ form }: Form) => {
  const words = firstStartTexts.mode
  const values = form.watch()
  return (
    <Stack gap="md">
      <Controller
        control={form.control}
        name="mode"
        render={({ field }) => (
          <Radio.Group value={field.value} onChange={field.onChange} aria-label={words.title}>
            <Stack gap="xs">
              <Radio value="office" label={words.office} description={words.officeText} />
              <Radio value="practice" label={words.practice} description={words.practiceText} />
            </Stack>
          </Radio.Group>
        )}
      />
      <section aria-label={words.summary}>
        <ValueList
          items={[
            { label: 'Kantor', value: values.name },
            { label: 'Kode wilayah', value: values.districtCode },
            { label: 'Tempat surat', value: values.city },
            { label: 'Penanda tangan', value: values.signatoryName },
            { label: 'Pengguna pertama', value: `${values.displayName} (${values.username})` },
          ]}
        />
      </section>
    </Stack>
  )
}
