import { Button, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { OutputOf } from '../../../shared/contract/index.ts'
import type { LetterDetail } from '../../../shared/contract/letters.ts'
import { ValueList } from '../../components/value-list.tsx'
import { instantText, longDate } from '../../lib/format.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { letterKindTexts } from '../../texts/letter-kinds.ts'
import { letterProofTexts as proofWords } from '../../texts/letter-proofs.ts'
import { letterTexts } from '../../texts/letters.ts'
import { EnterNumberDialog } from './enter-number-dialog.tsx'
import styles from './letters.module.css'

const words = letterTexts.detail
const more = letterKindTexts

const receiverText = (letter: LetterDetail): string =>
  `${letter.handedTo}${letter.handedRelation === '' ? '' : ` (${letter.handedRelation})`}`

/** The number; where the agenda gave it later, with the way to write it into the book or to mend it there. */
const LetterNumber = ({ letter }: { letter: LetterDetail }) => {
  const may = useMay()
  const [entering, setEntering] = useState(false)
  const open = letter.state === 'printed' && letter.number === null
  return (
    <>
      {letter.number ??
        (letter.state === 'draft' ? letterTexts.openNumber : open ? letterTexts.waitingNumber : letterTexts.noNumber)}
      {letter.state === 'printed' && (open || letter.numberEntered) && may('letters.print') ? (
        <>
          {' '}
          <Button size="compact-sm" variant={open ? 'default' : 'subtle'} onClick={() => setEntering(true)}>
            {open ? letterTexts.enter.one : letterTexts.enter.mend}
          </Button>
        </>
      ) : null}
      {entering ? <EnterNumberDialog letter={letter} onClose={() => setEntering(false)} /> : null}
    </>
  )
}

/** What the letter is about; for a letter of the book also what was filled in. */
export const LetterAbout = (props: { letter: LetterDetail; kind: OutputOf<'letters.kinds'>[number] | undefined }) => {
  const { letter } = props
  return (
    <section className="card">
      <ValueList
        items={[
          { label: words.number, value: <LetterNumber letter={letter} /> },
          ...(letter.personId === null
            ? []
            : [
                {
                  label: words.client,
                  value: (
                    <Link to="/warga/$id" params={{ id: String(letter.personId) }}>
                      {letter.clientName}
                    </Link>
                  ),
                },
              ]),
          ...(letter.caseId === null
            ? []
            : [
                {
                  label: words.case,
                  value: (
                    <Link to="/kasus/$id" params={{ id: String(letter.caseId) }}>
                      {letter.caseNumber}
                    </Link>
                  ),
                },
              ]),
          ...(letter.applicantName === '' || letter.state === 'draft'
            ? []
            : [{ label: more.applicant.title, value: `${letter.applicantName} (${letter.applicant.relation})` }]),
          ...(letter.purposeLabel === '' ? [] : [{ label: more.field.purpose, value: letter.purposeLabel }]),
          ...(letter.validUntil === null ? [] : [{ label: more.field.validUntil, value: longDate(letter.validUntil) }]),
          ...(letter.addressee === '' ? [] : [{ label: words.addressee, value: letter.addressee }]),
          { label: words.subject, value: letter.subject },
          ...(letter.state === 'draft'
            ? []
            : [
                { label: words.date, value: longDate(letter.letterDate) },
                { label: words.signatory, value: letter.signatory },
                { label: proofWords.code, value: letter.code === '' ? proofWords.noCode : letter.code },
                ...(letter.handedOn === null
                  ? []
                  : [
                      {
                        label: words.handed,
                        value: words.handedLine(receiverText(letter), longDate(letter.handedOn), letter.handedBy),
                      },
                    ]),
                ...Object.entries(letter.fields)
                  .filter(([, value]) => value !== '')
                  .map(([name, value]) => ({
                    label: props.kind?.fields.find((field) => field.name === name)?.label ?? name,
                    value,
                  })),
              ]),
        ]}
      />
    </section>
  )
}

/** Who printed it and when, copy by copy. */
export const LetterCopies = ({ letter }: { letter: LetterDetail }) => {
  const { timeZone } = useOfficeTime()
  return (
    <section className="card" aria-labelledby="catatan-cetak">
      <Title order={2} id="catatan-cetak" mb={4}>
        {words.copyLog}
      </Title>
      {letter.printedAt === null ? (
        <Text size="sm" c="dimmed">
          {words.copyNone}
        </Text>
      ) : (
        <ul className={styles.copies}>
          <li>
            {words.copyFirst}: {instantText(letter.printedAt, timeZone)}
            {letter.printedBy === '' ? '' : `, ${letter.printedBy}`}
          </li>
          {letter.copyLog.map((copy) => (
            <li key={copy.copy}>
              {words.copyAgain(copy.copy)}: {instantText(copy.at, timeZone)}
              {copy.by === '' ? '' : `, ${copy.by}`}
            </li>
          ))}
        </ul>
      )}
      {letter.sha256 === null ? null : (
        <Text className={styles.hash} c="dimmed" mt={4}>
          {words.fingerprint}: {letter.sha256}
        </Text>
      )}
    </section>
  )
}
