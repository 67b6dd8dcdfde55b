import { Button, Textarea } from '@mantine/core'
import { useForm } from 'react-hook-form'
import { ErrorBox } from '../../components/error-box.tsx'
import { useCommand } from '../../lib/query.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { toast } from '../../lib/toast.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { caseTexts } from '../../texts/cases.ts'
import styles from './cases.module.css'

const words = caseTexts.detail

/** Always at the bottom of a case: what happened, in the clerk's own words. A half-written note comes back. */
export const NoteBox = (props: { caseId: number }) => {
  const add = useCommand('cases.addNote')
  const form = useForm({ defaultValues: { note: '' } })
  const draft = useDraft(`case.note.${props.caseId}`, form)
  const note = form.watch('note')
  const save = (): void => {
    const written = form.getValues('note').trim()
    if (written === '' || add.isPending) return
    add.mutate(
      { caseId: props.caseId, note: written },
      {
        onSuccess: () => {
          draft.discard()
          toast.done(words.noteSaved)
        },
      },
    )
  }
  useShortcuts({ save })
  return (
    <div>
      <ErrorBox error={add.error} />
      <div className={styles.note}>
        <Textarea
          aria-label={words.note}
          placeholder={words.noteHint}
          autosize
          minRows={1}
          maxRows={5}
          maxLength={4000}
          value={note}
          onChange={(event) => form.setValue('note', event.currentTarget.value, { shouldDirty: true })}
        />
        <Button variant="default" onClick={save} loading={add.isPending} disabled={note.trim() === ''}>
          {words.addNote}
        </Button>
      </div>
    </div>
  )
}
