import { Alert, Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { OutputOf } from '../../../shared/contract/index.ts'
import type { NumberChoice } from '../../../shared/contract/letters.ts'
import { longDate } from '../../lib/format.ts'
import { common } from '../../texts/common.ts'
import { letterTexts } from '../../texts/letters.ts'

const words = letterTexts.detail

/** What number the letter gets, what has to be asked before it does, and the last word before the print. */
export const PrintLetterDialog = (props: {
  next: OutputOf<'letters.nextNumber'>
  onClose(): void
  onPrint(choice: NumberChoice): void
}) => {
  const { next } = props
  const [way, setWay] = useState<'next' | 'insert'>(next.insert === null ? 'next' : 'insert')
  const [typed, setTyped] = useState('')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const reasonMissing = next.asks !== null && reason.trim() === ''
  const print = (): void => {
    setTried(true)
    if (reasonMissing || next.problem !== null) return
    props.onPrint({
      insertAfter: next.asks !== null && way === 'insert' ? (next.insert?.after ?? null) : null,
      typed: typed.trim(),
      reason: reason.trim(),
    })
  }
  return (
    <Modal opened onClose={props.onClose} title={words.printTitle} centered>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          print()
        }}
      >
        <Stack gap="sm">
          {next.problem === null ? null : (
            <Alert color="red" role="alert" title={next.problem.message}>
              {next.problem.hint}
            </Alert>
          )}
          {next.number !== null && next.asks === null && next.source !== 'typed' ? (
            <Text size="sm">
              {words.printNumber}{' '}
              <strong className="numeric" data-testid="next-number">
                {next.number}
              </strong>
              {next.left === null ? '' : ` · ${words.printLeft(next.left)}`}
            </Text>
          ) : null}
          {next.source === 'typed' ? (
            <TextInput
              label={words.typedNumber}
              description={words.typedNumberHint}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              data-autofocus
              autoComplete="off"
              maxLength={80}
            />
          ) : null}
          {next.asks === null ? null : (
            <>
              <Alert color="yellow" role="alert" title={words.dateAsks[next.asks]}>
                {next.last === null ? words.dateAskHint : words.dateAskLast(next.last.number, longDate(next.last.letterDate))}
              </Alert>
              {next.insert === null || next.number === null ? null : (
                <Radio.Group
                  value={way}
                  onChange={(value) => setWay(value === 'insert' ? 'insert' : 'next')}
                  label={words.numberWay}
                >
                  <Stack gap={6} mt={4}>
                    <Radio value="insert" label={words.numberInsert(next.insert.number, next.insert.afterNumber)} />
                    <Radio value="next" label={words.numberNext(next.number)} />
                  </Stack>
                </Radio.Group>
              )}
              <TextInput
                label={words.numberReason}
                description={words.numberReasonHint}
                required
                value={reason}
                onChange={(event) => setReason(event.currentTarget.value)}
                error={tried && reasonMissing ? words.cancelReasonMissing : undefined}
                maxLength={300}
                {...(next.source === 'typed' ? {} : { 'data-autofocus': true })}
              />
            </>
          )}
          <Text size="sm">{next.source === 'typed' ? words.printTextTyped : words.printText}</Text>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={props.onClose}>
              {common.cancel}
            </Button>
            <Button
              type="submit"
              disabled={next.problem !== null}
              {...(next.source === 'typed' || next.asks !== null ? {} : { 'data-autofocus': true })}
            >
              {next.source === 'typed' && typed.trim() === '' ? words.printOpen : words.printConfirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
