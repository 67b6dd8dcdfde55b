import { Group, Pill, Text } from '@mantine/core'
import { useLevelNames } from '../lib/level-names.ts'
import { useCall } from '../lib/query.ts'
import { common } from '../texts/common.ts'
import { RegionPicker } from './region-picker.tsx'

/** Name of a region by its code, with what lies above it inside its district; the code itself when the list does not know it. */
export const RegionName = (props: { code: string }) => {
  const path = useCall('regions.path', { code: props.code })
  const names = (path.data ?? []).slice(props.code.length > 5 ? 2 : -1).map(({ name }) => name)
  return <>{names.length === 0 ? props.code : names.reverse().join(', ')}</>
}

/** Several regions, each with its name: one is added by its name, and taken off again. */
export const RegionSet = (props: {
  label: string
  description?: string
  placeholder: string
  value: readonly string[]
  onChange(codes: string[]): void
  /** What an empty set means. */
  empty: string
  /** Also regions outside the office's district. */
  wide?: boolean
}) => {
  const names = useLevelNames()
  const { value, onChange } = props
  return (
    <div>
      <RegionPicker
        label={props.label}
        description={props.description}
        value={null}
        placeholder={names.say(props.placeholder)}
        wide={props.wide}
        onChange={(code) => (code === null || value.includes(code) ? undefined : onChange([...value, code]))}
      />
      <Group gap={4} mt={4}>
        {value.length === 0 ? (
          <Text size="sm">{props.empty}</Text>
        ) : (
          value.map((code) => (
            <Pill
              key={code}
              size="md"
              withRemoveButton
              removeButtonProps={{ 'aria-label': common.dropRegion(code), tabIndex: 0, 'aria-hidden': false }}
              onRemove={() => onChange(value.filter((one) => one !== code))}
            >
              <RegionName code={code} />
            </Pill>
          ))
        )}
      </Group>
    </div>
  )
}
