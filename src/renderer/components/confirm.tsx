import { Button, Group, Modal, Text } from '@mantine/core'
import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react'
import { common } from '../texts/common.ts'

/** A real question, for what cannot be undone: the consequence with its count in `text`, the deed itself on the button. */
export interface Question {
  title: string
  text: ReactNode
  /** Words of the button: "Kembalikan 312 warga", never "OK". */
  confirm: string
  danger?: boolean
}

const ConfirmContext = createContext<(question: Question) => Promise<boolean>>(() => Promise.resolve(false))

/** `const ask = useConfirm(); if (await ask({ … })) …` */
export const useConfirm = (): ((question: Question) => Promise<boolean>) => useContext(ConfirmContext)

/** Stands once around the app. */
export const ConfirmProvider = (props: { children: ReactNode }) => {
  const [question, setQuestion] = useState<Question | null>(null)
  const [open, setOpen] = useState(false)
  const resolve = useRef<(answer: boolean) => void>(() => {})
  const ask = useCallback(
    (next: Question) =>
      new Promise<boolean>((done) => {
        resolve.current = done
        setQuestion(next)
        setOpen(true)
      }),
    [],
  )
  const answer = (value: boolean): void => {
    setOpen(false)
    resolve.current(value)
  }
  return (
    <ConfirmContext.Provider value={ask}>
      {props.children}
      <Modal opened={open} onClose={() => answer(false)} title={question?.title} centered>
        <Text size="sm" component="div" mb="md">
          {question?.text}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => answer(false)} data-autofocus>
            {common.cancel}
          </Button>
          <Button color={question?.danger === true ? 'red.9' : undefined} onClick={() => answer(true)}>
            {question?.confirm}
          </Button>
        </Group>
      </Modal>
    </ConfirmContext.Provider>
  )
}
