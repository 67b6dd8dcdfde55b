import { Button, Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { CaseDetail } from '../../../shared/contract/cases.ts'
import { stageOf } from '../../../shared/domain/letter-life.ts'
import { DueDate } from '../../components/due-date.tsx'
import { MaskedNumber } from '../../components/masked-number.tsx'
import { needTone, StatusBadge } from '../../components/status-badge.tsx'
import { ValueList } from '../../components/value-list.tsx'
import { instantDay, instantText, longDate, shortDate } from '../../lib/format.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { caseTexts, categoryLabels, levelLabels } from '../../texts/cases.ts'
import { letterTexts } from '../../texts/letters.ts'
import { workTexts } from '../../texts/work.ts'
import { letterTone } from '../letters/letter-state.ts'
import { MakeLetterButton } from '../letters/make-letter-button.tsx'
import { referralTone } from '../referrals/referral-state.ts'
import { NeedWork } from '../services/need-work.tsx'
import styles from './cases.module.css'

const words = caseTexts.detail

const Nothing = (props: { children: string }) => (
  <Text size="sm" c="dimmed">
    {props.children}
  </Text>
)

const SmallTable = (props: { label: string; head: string[]; children: ReactNode }) => (
  <table className={styles.table} aria-label={props.label}>
    <thead>
      <tr>
        {props.head.map((title) => (
          <th key={title} scope="col">
            {title}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>{props.children}</tbody>
  </table>
)

const Happened = (props: { event: CaseDetail['history'][number] }) => {
  const { timeZone } = useOfficeTime()
  const { event } = props
  return (
    <li className={styles.event}>
      <span className={styles.when}>{instantText(event.at, timeZone)}</span>
      <span>
        {event.text}
        {event.note === '' ? null : <span className={styles.eventNote}>{event.note}</span>}
        {event.by === '' ? null : <span className={styles.by}>{` ${words.by} ${event.by}`}</span>}
      </span>
    </li>
  )
}

/** Who, what, and the last things that happened. */
export const SummaryTab = (props: { detail: CaseDetail; onAll(): void; onEdit: (() => void) | null }) => {
  const { detail } = props
  const { client, reporter } = detail
  return (
    <div className={styles.summary}>
      <div>
        {props.onEdit === null ? null : (
          <Button size="compact-sm" variant="default" mb={6} onClick={props.onEdit}>
            {workTexts.edit.case}
          </Button>
        )}
        <ValueList
          items={[
            {
              label: words.client,
              value: (
                <Link to="/warga/$id" params={{ id: String(client.id) }}>
                  {client.name}
                </Link>
              ),
            },
            {
              label: words.nik,
              value:
                client.nikMasked === '' ? (
                  words.noNik
                ) : (
                  <MaskedNumber personId={client.id} field="nik" masked={client.nikMasked} />
                ),
            },
            { label: words.birth, value: client.birthDate === null ? '' : longDate(client.birthDate) },
            { label: words.address, value: client.address },
            { label: words.village, value: detail.village },
            { label: words.phone, value: client.phone },
            {
              label: words.reporter,
              value:
                reporter.kind === 'self'
                  ? words.reporterSelf
                  : [reporter.name, reporter.relation, reporter.phone].filter((part) => part !== '').join(', '),
            },
            { label: words.complaint, value: detail.summary },
            { label: workTexts.register, value: workTexts.registers[detail.register] },
            ...(detail.register === 'keluhan'
              ? [{ label: workTexts.edit.kind, value: workTexts.edit.kinds[detail.complaintKind] }]
              : []),
          ]}
        />
      </div>
      <div>
        <Group justify="space-between" mb={4}>
          <Text fw={600} size="sm">
            {words.latest}
          </Text>
          <Button size="compact-sm" variant="default" onClick={props.onAll}>
            {words.allHistory}
          </Button>
        </Group>
        <ol className={styles.events}>
          {detail.history
            .slice(-5)
            .reverse()
            .map((event, index) => (
              <Happened key={`${event.at}-${String(index)}`} event={event} />
            ))}
        </ol>
      </div>
    </div>
  )
}

/** Needs with everything that does not fit in a line. */
export const NeedsTab = ({ detail }: { detail: CaseDetail }) => (
  <>
    <SmallTable
      label={words.tabs.needs}
      head={['Layanan', words.category, words.level, words.stage, words.holder, words.due, words.agency, words.description]}
    >
      {detail.needs.map((need) => (
        <tr key={need.id}>
          <td>{need.programmeName}</td>
          <td>{categoryLabels[need.category] ?? need.category}</td>
          <td>{levelLabels[need.level]}</td>
          <td>
            <StatusBadge tone={needTone[need.state]}>{need.stateLabel}</StatusBadge>
          </td>
          <td>{need.holder === '' ? words.noHolder : need.holder}</td>
          <td>
            <DueDate date={need.dueDate} overdue={need.overdue} left={need.daysLeft} />
          </td>
          <td>{need.agencyName}</td>
          <td className={styles.long}>{need.description}</td>
        </tr>
      ))}
    </SmallTable>
    {detail.needs.map((need) => (
      <NeedWork key={need.id} need={need} clientId={detail.client.id} />
    ))}
  </>
)

/** Referrals of the case, each with its letter. */
export const ReferralsTab = ({ detail }: { detail: CaseDetail }) => {
  const { timeZone } = useOfficeTime()
  const may = useMay()
  if (!may('referrals.read') && detail.counts.referrals > 0)
    return <Nothing>{words.referralsHidden(detail.counts.referrals)}</Nothing>
  if (detail.referrals.length === 0) return <Nothing>{words.referralsEmpty}</Nothing>
  return (
    <SmallTable label={words.tabs.referrals} head={['Lembaga', 'Layanan', 'Keadaan', 'Dibuat', 'Jawaban ditunggu', 'Surat']}>
      {detail.referrals.map((referral) => (
        <tr key={referral.id}>
          <td>
            <Link to="/rujukan" search={{ buka: referral.id }}>
              {referral.agencyName}
            </Link>
          </td>
          <td>{detail.needs.find((need) => need.id === referral.needId)?.programmeName}</td>
          <td>
            <StatusBadge tone={referralTone(referral.state)}>{referral.stateLabel}</StatusBadge>
          </td>
          <td className="numeric">{instantDay(referral.createdAt, timeZone)}</td>
          <td className="numeric">{shortDate(referral.dueDate)}</td>
          <td>
            <MakeLetterButton caseId={detail.id} referralId={referral.id} compact />
          </td>
        </tr>
      ))}
    </SmallTable>
  )
}

/** Letters of the case. */
export const LettersTab = ({ detail }: { detail: CaseDetail }) => {
  const may = useMay()
  if (!may('letters.read') && detail.counts.letters > 0) return <Nothing>{words.lettersHidden(detail.counts.letters)}</Nothing>
  if (detail.letters.length === 0) return <Nothing>{words.lettersEmpty}</Nothing>
  return (
    <SmallTable label={words.tabs.letters} head={['Nomor', 'Surat', 'Tanggal', 'Keadaan']}>
      {detail.letters.map((letter) => (
        <tr key={letter.id}>
          <td className="numeric">
            <Link to="/surat/$id" params={{ id: String(letter.id) }}>
              {letter.number ?? words.openNumber}
            </Link>
          </td>
          <td>{letter.title}</td>
          <td className="numeric">{shortDate(letter.letterDate)}</td>
          <td>
            <StatusBadge tone={letterTone(stageOf(letter))}>{letterTexts.states[stageOf(letter)]}</StatusBadge>
            {letter.handedOn === null ? null : (
              <Text span size="sm" c="dimmed" ml="xs">
                {letterTexts.detail.handedLine(letter.handedTo, shortDate(letter.handedOn), '')}
              </Text>
            )}
          </td>
        </tr>
      ))}
    </SmallTable>
  )
}

/** Everything that happened, newest first. */
export const HistoryTab = ({ detail }: { detail: CaseDetail }) => (
  <ol className={styles.events}>
    {[...detail.history].reverse().map((event, index) => (
      <Happened key={`${event.at}-${String(index)}`} event={event} />
    ))}
  </ol>
)
