import { Button } from '@mantine/core'
import { IconMail } from '@tabler/icons-react'
import { useState } from 'react'
import { useMay } from '../../lib/session.ts'
import { letterKindTexts } from '../../texts/letter-kinds.ts'
import { NewLetterDialog } from './new-letter-dialog.tsx'

/** Opens the dialog for a letter without a case; on a resident's page the resident is known. */
export const NewLetterButton = (props: { person?: { id: number; name: string }; primary?: boolean }) => {
  const may = useMay()
  const [opened, setOpened] = useState(false)
  if (!may('letters.write') || !may('office.read')) return null
  return (
    <>
      <Button
        variant={props.primary === true ? 'filled' : 'default'}
        leftSection={<IconMail size={18} aria-hidden />}
        onClick={() => setOpened(true)}
      >
        {letterKindTexts.create.button}
      </Button>
      <NewLetterDialog
        opened={opened}
        onClose={() => setOpened(false)}
        {...(props.person === undefined ? {} : { person: props.person })}
      />
    </>
  )
}
