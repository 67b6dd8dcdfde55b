import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useCommand } from '../../lib/query.ts'
import { toast } from '../../lib/toast.ts'
import { takenTyped } from '../../lib/typed-name.ts'
import { peopleTexts } from '../../texts/people.ts'
import { blankPerson, PersonForm } from './person-form.tsx'

/** Registers a person; what was typed into the search is already filled in. */
export const NewPersonScreen = () => {
  const navigate = useNavigate()
  const search = useSearch({ from: '/warga/baru' })
  const create = useCommand('people.create')
  const [typed] = useState(takenTyped)
  // Who was sent here from a desk goes back to it with the person.
  const desk = search.ke === 'loket' ? '/loket' : search.ke === 'cepat' ? '/cepat' : null
  const digits = typed.replace(/\D/g, '')
  const initial = /^[\d\s.-]+$/.test(typed)
    ? { ...blankPerson, nik: digits.length === 16 ? digits : null }
    : { ...blankPerson, name: typed }
  return (
    <PersonForm
      title={peopleTexts.form.newTitle}
      draftKey="people.new"
      initial={initial}
      ownId={null}
      saving={create.isPending}
      error={create.error}
      known={{
        choice: desk === null ? 'open' : 'take',
        onChoose: (id, found) => {
          if (desk !== null) {
            found()
            void navigate({ to: desk, search: { warga: id }, replace: true })
          } else void navigate({ to: '/warga/$id', params: { id: String(id) } })
        },
      }}
      onCancel={() => window.history.back()}
      onSave={(values, refused, saved) =>
        create.mutate(values, {
          onError: refused,
          onSuccess: ({ id }) => {
            saved()
            toast.done(peopleTexts.form.saved)
            if (desk !== null) void navigate({ to: desk, search: { warga: id }, replace: true })
            else void navigate({ to: '/warga/$id', params: { id: String(id) }, replace: true })
          },
        })
      }
    />
  )
}
