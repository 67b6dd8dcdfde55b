import { zodResolver } from '@hookform/resolvers/zod'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { line } from '../../../shared/contract/common.ts'
import type { OutputOf } from '../../../shared/contract/index.ts'
import { villageWord } from '../../../shared/domain/region-levels.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { FormText } from '../../components/form-fields.tsx'
import { Loading } from '../../components/loading.tsx'
import { showOnField } from '../../lib/form-errors.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { toast } from '../../lib/toast.ts'
import { common } from '../../texts/common.ts'
import { regionTexts } from '../../texts/regions.ts'
import styles from './settings.module.css'

const words = regionTexts.levels
const schema = z.object({ village: line.max(30), urbanVillage: line.max(30), subDistrict: line.max(30) })

/** What the office calls village, kelurahan and sub-district. */
export const LevelNamesForm = () => {
  const names = useCall('regions.levelNames', {})
  if (names.error !== null) return <ErrorBox error={names.error} onRetry={() => void names.refetch()} />
  if (names.data === undefined) return <Loading />
  return <NamesForm key={names.data.version} names={names.data} />
}

const NamesForm = ({ names }: { names: OutputOf<'regions.levelNames'> }) => {
  const { usual, version, ...values } = names
  const save = useCommand('regions.saveLevelNames')
  const form = useForm({ resolver: zodResolver(schema), defaultValues: values })
  const submit = form.handleSubmit((ready) =>
    save.mutate(
      { version, ...ready },
      { onSuccess: () => toast.done(words.saved), onError: (error) => void showOnField(form, error) },
    ),
  )
  return (
    <form onSubmit={(event) => void submit(event)} className="card">
      <Stack gap="sm" maw={760}>
        <Text size="sm">{words.intro}</Text>
        <div className={styles.form}>
          <FormText control={form.control} name="village" label={words.village} description={words.villageHint} maxLength={30} />
          <FormText
            control={form.control}
            name="urbanVillage"
            label={words.urbanVillage}
            description="Kelurahan"
            maxLength={30}
          />
          <FormText
            control={form.control}
            name="subDistrict"
            label={words.subDistrict}
            description={words.subDistrictHint}
            maxLength={30}
          />
        </div>
        <Text size="sm" c="dimmed">
          {words.usual(villageWord(usual), usual.subDistrict)}
        </Text>
        <Group gap="xs">
          <Button type="submit" loading={save.isPending}>
            {common.save}
          </Button>
          <Button variant="default" onClick={() => form.reset(usual, { keepDefaultValues: true })}>
            {words.takeUsual}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
