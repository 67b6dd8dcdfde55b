import { Button, Kbd } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { PersonPicker } from '../components/person-picker.tsx'
import { useMay } from '../lib/session.ts'
import { appTexts } from '../texts/app.ts'

let box: HTMLInputElement | null = null

/** Puts the cursor into the search box of the header (Ctrl+K). */
export const focusSearch = (): void => {
  box?.focus()
  box?.select()
}

/** Search over all people, in the header of every page. */
export const GlobalSearch = () => {
  const navigate = useNavigate()
  const may = useMay()
  return (
    <search>
      <PersonPicker
        label={appTexts.search}
        hideLabel
        placeholder={appTexts.searchHint}
        inputRef={(element) => {
          box = element
        }}
        rightSection={<Kbd size="xs">Ctrl+K</Kbd>}
        onPick={(person) => void navigate({ to: '/warga/$id', params: { id: String(person.id) } })}
        notFound={(typed) =>
          may('people.write') ? (
            <Button
              size="compact-sm"
              variant="default"
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => void navigate({ to: '/warga/baru', search: { cari: typed } })}
            >
              Daftarkan warga baru
            </Button>
          ) : null
        }
      />
    </search>
  )
}
