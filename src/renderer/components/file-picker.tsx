import { Button, Group, Text } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { type DragEvent, useRef, useState } from 'react'
import { type Uploaded, uploadFile } from '../lib/files.ts'
import { ErrorBox } from './error-box.tsx'
import styles from './file-picker.module.css'

/** A place to choose or drop one file; it is sent to the host and `onFile` gets its ticket. */
export const FilePicker = (props: {
  label: string
  /** `.xlsx,.csv` */
  accept: string
  hint?: string
  disabled?: boolean
  onFile(file: Uploaded): void
}) => {
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [over, setOver] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined || props.disabled === true) return
    setBusy(true)
    setError(null)
    try {
      props.onFile(await uploadFile(file))
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
      if (input.current !== null) input.current.value = ''
    }
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    void take(event.dataTransfer.files[0])
  }
  return (
    <div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button inside does the same by keyboard */}
      <div
        className={styles.zone}
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <Group gap="md">
          <Button
            leftSection={<IconUpload size={18} aria-hidden />}
            loading={busy}
            disabled={props.disabled}
            onClick={() => input.current?.click()}
          >
            {props.label}
          </Button>
          <Text size="sm" c="dimmed">
            {props.hint ?? 'atau seret berkasnya ke sini'}
          </Text>
        </Group>
        <input
          ref={input}
          type="file"
          accept={props.accept}
          hidden
          aria-label={props.label}
          onChange={(event) => void take(event.currentTarget.files?.[0])}
        />
      </div>
      <ErrorBox error={error} />
    </div>
  )
}
