import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { PersonDetail } from '../../../shared/contract/people.ts'
import { Section } from '../../components/page.tsx'
import { StatusBadge } from '../../components/status-badge.tsx'
import { instantDay, instantText, sexText, shortDate } from '../../lib/format.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { peopleTexts } from '../../texts/people.ts'
import { PersonFamily } from '../families/person-family.tsx'
import styles from './people.module.css'

const words = peopleTexts.detail

const Nothing = (props: { children: string }) => (
  <Text size="sm" c="dimmed">
    {props.children}
  </Text>
)

const SmallTable = (props: { label: string; head: string[]; children: ReactNode }) => (
  <table className={styles.list} aria-label={props.label}>
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

const PersonLink = (props: { id: number; children: string }) => (
  <Link to="/warga/$id" params={{ id: String(props.id) }}>
    {props.children}
  </Link>
)

/** The family of today, and earlier family cards. */
export const FamilySection = (props: { person: PersonDetail }) => {
  const { person } = props
  const former = person.memberships.filter((membership) => membership.toDate !== null)
  return (
    <Section title={words.family} action={<PersonFamily person={person} />}>
      {person.family.length === 0 ? (
        <Nothing>{words.familyNone}</Nothing>
      ) : (
        <SmallTable label={words.family} head={['Nama', 'Hubungan', 'L/P', 'Lahir', 'NIK']}>
          {person.family.map((member) => (
            <tr key={member.personId}>
              <td>
                {member.personId === person.id ? (
                  <strong>{member.name}</strong>
                ) : (
                  <PersonLink id={member.personId}>{member.name}</PersonLink>
                )}
              </td>
              <td>{member.relation}</td>
              <td title={sexText(member.sex)}>{member.sex ?? ''}</td>
              <td className="numeric">{shortDate(member.birthDate)}</td>
              <td className="numeric">{member.nikMasked}</td>
            </tr>
          ))}
        </SmallTable>
      )}
      {former.length === 0 ? null : (
        <Text size="xs" c="dimmed" mt="xs">
          {words.memberships}:{' '}
          {former
            .map(
              (one) =>
                `${one.kkMasked} (${[shortDate(one.fromDate), shortDate(one.toDate)].filter((day) => day !== '').join(' s.d. ')})`,
            )
            .join('; ')}
        </Text>
      )}
    </Section>
  )
}

/** Cases, letters, submissions and imports of a person. */
export const LinksSection = (props: { person: PersonDetail }) => {
  const { person } = props
  const { timeZone } = useOfficeTime()
  const may = useMay()
  return (
    <>
      <Section title={words.cases}>
        {person.cases.length === 0 ? (
          <Nothing>{words.casesNone}</Nothing>
        ) : (
          <SmallTable label={words.cases} head={['No', 'Dibuka', 'Keluhan', 'Keadaan']}>
            {person.cases.map((one) => (
              <tr key={one.id}>
                <td className="numeric">
                  {may('cases.read') ? (
                    <Link to="/kasus/$id" params={{ id: String(one.id) }}>
                      {one.number}
                    </Link>
                  ) : (
                    one.number
                  )}
                </td>
                <td className="numeric">{instantDay(one.openedAt, timeZone)}</td>
                <td>{one.summary}</td>
                <td>
                  <StatusBadge tone={one.open ? 'info' : 'neutral'}>{one.open ? 'Terbuka' : 'Ditutup'}</StatusBadge>
                </td>
              </tr>
            ))}
          </SmallTable>
        )}
      </Section>
      <Section title={words.letters}>
        {person.letters.length === 0 ? (
          <Nothing>{words.lettersNone}</Nothing>
        ) : (
          <SmallTable label={words.letters} head={['Nomor', 'Surat', 'Tanggal']}>
            {person.letters.map((letter) => (
              <tr key={letter.id}>
                <td className="numeric">
                  {may('letters.read') ? (
                    <Link to="/surat/$id" params={{ id: String(letter.id) }}>
                      {letter.number ?? 'draf'}
                    </Link>
                  ) : (
                    (letter.number ?? 'draf')
                  )}
                </td>
                <td>{letter.title}</td>
                <td className="numeric">{shortDate(letter.letterDate)}</td>
              </tr>
            ))}
          </SmallTable>
        )}
      </Section>
      <Section title={words.submissions}>
        {person.submissions.length === 0 ? (
          <Nothing>{words.submissionsNone}</Nothing>
        ) : (
          <SmallTable label={words.submissions} head={['Usulan', 'Hasil', 'Alasan']}>
            {person.submissions.map((one) => (
              <tr key={one.id}>
                <td>{one.label}</td>
                <td>
                  <StatusBadge tone={one.result === 'accepted' ? 'ok' : one.result === 'refused' ? 'danger' : 'info'}>
                    {one.result === 'accepted' ? 'Diterima' : one.result === 'refused' ? 'Ditolak' : 'Menunggu'}
                  </StatusBadge>
                </td>
                <td>{one.reason}</td>
              </tr>
            ))}
          </SmallTable>
        )}
      </Section>
      <Section title={words.imports}>
        {person.imports.length === 0 ? (
          <Nothing>{words.importsNone}</Nothing>
        ) : (
          <SmallTable label={words.imports} head={['Impor', 'Ditulis']}>
            {person.imports.map((one) => (
              <tr key={one.id}>
                <td>
                  {may('imports.read') ? (
                    <Link to="/impor/$id" params={{ id: String(one.id) }}>
                      {one.label}
                    </Link>
                  ) : (
                    one.label
                  )}
                </td>
                <td className="numeric">{instantText(one.appliedAt, timeZone)}</td>
              </tr>
            ))}
          </SmallTable>
        )}
      </Section>
    </>
  )
}

/** What changed, when, by whom, from which source; newest first as the core hands it out. */
export const HistorySection = (props: { person: PersonDetail }) => {
  const { timeZone } = useOfficeTime()
  return (
    <Section title={words.history}>
      {props.person.history.length === 0 ? (
        <Nothing>{words.historyNone}</Nothing>
      ) : (
        <SmallTable label={words.history} head={['Waktu', 'Isian', 'Sebelum', 'Sesudah', 'Dari', 'Oleh']}>
          {props.person.history.map((change, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: history rows have no key of their own and are never reordered
            <tr key={index}>
              <td className="numeric">{instantText(change.at, timeZone)}</td>
              <td>{change.field}</td>
              <td>{change.before}</td>
              <td>{change.after}</td>
              <td>{change.source}</td>
              <td>{change.by}</td>
            </tr>
          ))}
        </SmallTable>
      )}
    </Section>
  )
}
