import { SegmentedControl } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { familyTexts } from '../../texts/families.ts'

/** The two lists of the register: people, families. */
export const RegisterTabs = (props: { shown: 'people' | 'families' }) => {
  const navigate = useNavigate()
  return (
    <SegmentedControl
      aria-label={familyTexts.tabs.label}
      value={props.shown}
      onChange={(value) => void navigate({ to: value === 'people' ? '/warga' : '/keluarga' })}
      data={[
        { value: 'people', label: familyTexts.tabs.people },
        { value: 'families', label: familyTexts.tabs.families },
      ]}
    />
  )
}
