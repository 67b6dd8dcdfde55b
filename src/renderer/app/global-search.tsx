import { Kbd } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { PersonPicker } from '../components/person-picker.tsx'
import { RegisterLink } from '../components/register-link.tsx'
import { searchBoxRef } from '../lib/search-box.ts'
import { appTexts } from '../texts/app.ts'

/** Search over all people, in the header of every page. */
export const GlobalSearch = () => {
  const navigate = useNavigate()
  return (
    <search>
      <PersonPicker
        label={appTexts.search}
        hideLabel
        placeholder={appTexts.searchHint}
        inputRef={searchBoxRef}
        rightSection={<Kbd size="xs">Ctrl+K</Kbd>}
        onPick={(person) => void navigate({ to: '/warga/$id', params: { id: String(person.id) } })}
        notFound={(typed, clear) => <RegisterLink typed={typed} onLeave={clear} />}
      />
    </search>
  )
}
