import { ActionIcon, Button, Group, Text, Tooltip, VisuallyHidden } from '@mantine/core'
import { IconEye, IconEyeOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { FamilyDetail, FamilyEvent } from '../../../shared/contract/families.ts'
import { addressLine } from '../../../shared/domain/address.ts'
import { ageOn } from '../../../shared/domain/dates.ts'
import { useConfirm } from '../../components/confirm.tsx'
import { Section } from '../../components/page.tsx'
import { StatusBadge } from '../../components/status-badge.tsx'
import { ValueList } from '../../components/value-list.tsx'
import { instantDay, shortDate } from '../../lib/format.ts'
import { useCommand } from '../../lib/query.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { common } from '../../texts/common.ts'
import { familyTexts } from '../../texts/families.ts'
import people from '../people/people.module.css'
import styles from './families.module.css'
import { MemberMenu, type Opened } from './family-actions.tsx'

const words = familyTexts.page

/** Number of the card; the eye shows it for 30 seconds (written to the audit trail first). */
export const CardNumber = (props: { family: FamilyDetail }) => {
  const may = useMay()
  const reveal = useCommand('families.reveal')
  const [value, setValue] = useState<string | null>(null)
  useEffect(() => {
    if (value === null) return
    const timer = window.setTimeout(() => setValue(null), 30_000)
    return () => window.clearTimeout(timer)
  }, [value])
  if (props.family.kkMasked === '') return <Text c="dimmed">{words.noNumber}</Text>
  const label = value === null ? `${common.reveal}: No. KK` : `${common.hide} No. KK`
  return (
    <Group gap={4} wrap="nowrap">
      <span className="numeric">{value ?? props.family.kkMasked}</span>
      {may('people.reveal') ? (
        <Tooltip label={value === null ? `${label} (dicatat di jejak audit)` : label}>
          <ActionIcon
            variant="subtle"
            size={32}
            aria-label={label}
            loading={reveal.isPending}
            onClick={() =>
              value === null
                ? reveal.mutate({ id: props.family.id }, { onSuccess: (answer) => setValue(answer.value), onError: toast.error })
                : setValue(null)
            }
          >
            {value === null ? <IconEye size={18} aria-hidden /> : <IconEyeOff size={18} aria-hidden />}
          </ActionIcon>
        </Tooltip>
      ) : null}
    </Group>
  )
}

const PersonLink = (props: { id: number; children: string }) => (
  <Link to="/warga/$id" params={{ id: String(props.id) }}>
    {props.children}
  </Link>
)

/** Members of today. */
export const MembersSection = (props: { family: FamilyDetail; onOpen(opened: Opened): void }) => {
  const { family } = props
  const { today } = useOfficeTime()
  const may = useMay()
  return (
    <Section title={`${words.members} (${family.members.length + family.hidden})`}>
      {family.members.length === 0 ? (
        <Text size="sm" c="dimmed">
          {family.hidden > 0 ? '' : words.membersNone}
        </Text>
      ) : (
        <table className={people.list} aria-label={words.members}>
          <thead>
            <tr>
              {['Nama', 'Hubungan', 'L/P', 'Lahir', 'NIK', 'Sejak', ''].map((title) => (
                <th key={title} scope="col">
                  {title === '' ? <VisuallyHidden>{words.actions}</VisuallyHidden> : title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {family.members.map((member) => (
              <tr key={member.personId}>
                <td>
                  <PersonLink id={member.personId}>{member.name}</PersonLink>
                  {member.openCases === 0 ? null : (
                    <Text size="xs" c="dimmed">
                      {words.openCases(member.openCases)}
                    </Text>
                  )}
                </td>
                <td>{member.relation}</td>
                <td>{member.sex ?? ''}</td>
                <td className="numeric">
                  {shortDate(member.birthDate)}
                  {member.birthDate === null ? '' : ` (${ageOn(member.birthDate, today)})`}
                </td>
                <td className="numeric">{member.nikMasked === '' ? member.internalNumber : member.nikMasked}</td>
                <td className="numeric">
                  {member.fromDate === null ? '' : `${member.fromKnown ? '' : `${words.recorded} `}${shortDate(member.fromDate)}`}
                </td>
                <td>
                  {may('people.write') && family.state !== 'moved' ? <MemberMenu member={member} onOpen={props.onOpen} /> : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {family.hidden === 0 ? null : (
        <Text size="sm" c="dimmed" mt="xs">
          {words.hidden(family.hidden)}
        </Text>
      )}
    </Section>
  )
}

/** Members of before. */
export const FormerSection = (props: { family: FamilyDetail }) =>
  props.family.former.length === 0 ? null : (
    <Section title={words.former}>
      <table className={people.list} aria-label={words.former}>
        <thead>
          <tr>
            {['Nama', 'Hubungan', 'Sejak', 'Sampai'].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.family.former.map((member) => (
            <tr key={`${member.personId} ${member.toDate}`}>
              <td>
                <PersonLink id={member.personId}>{member.name}</PersonLink>
                {member.lifeStatus === 'dead' ? ' (meninggal)' : ''}
              </td>
              <td>{member.relation}</td>
              <td className="numeric">
                {member.fromDate === null ? '' : `${member.fromKnown ? '' : `${words.recorded} `}${shortDate(member.fromDate)}`}
              </td>
              <td className="numeric">{shortDate(member.toDate)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )

/** Where the family lives, and with whom under one roof. */
export const HomeSections = (props: { family: FamilyDetail }) => {
  const { family } = props
  return (
    <>
      <Section title={words.home}>
        <ValueList
          items={[
            { label: 'Alamat', value: addressLine(family) },
            { label: 'Desa/Kelurahan', value: family.village },
          ]}
        />
      </Section>
      <Section title={words.household}>
        {family.household === null ? (
          <Text size="sm" c="dimmed">
            {words.householdNone}
          </Text>
        ) : (
          <>
            <Group justify="space-between" mb={4}>
              <Text size="sm">
                {family.household.number === '' ? '' : `${words.householdNumber}: ${family.household.number}`}
              </Text>
              <Link to="/rumah-tangga/$id" params={{ id: String(family.household.id) }}>
                {words.householdOpen}
              </Link>
            </Group>
            <table className={people.list} aria-label={words.household}>
              <tbody>
                {family.household.families.map((one) => (
                  <tr key={`${one.familyId} ${one.fromDate}`}>
                    <td>
                      {one.familyId === family.id ? (
                        <strong>{words.title(one.head)}</strong>
                      ) : (
                        <Link to="/keluarga/$id" params={{ id: String(one.familyId) }}>
                          {words.title(one.head)}
                        </Link>
                      )}
                    </td>
                    <td className="numeric">{`${one.members} anggota`}</td>
                    <td className="numeric">
                      {one.toDate === null ? `sejak ${shortDate(one.fromDate)}` : `sampai ${shortDate(one.toDate)}`}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        )}
      </Section>
    </>
  )
}

const EventLine = (props: { event: FamilyEvent }) => {
  const { event } = props
  const { timeZone } = useOfficeTime()
  const may = useMay()
  const ask = useConfirm()
  const undo = useCommand('families.undo')
  const take = async (): Promise<void> => {
    if (await ask({ title: words.undoTitle, text: words.undoText(event.summary), confirm: words.undo }))
      undo.mutate({ eventId: event.id }, { onSuccess: () => toast.done(words.undoDone), onError: toast.error })
  }
  return (
    <li data-undone={event.undoneAt !== null}>
      <span className="numeric">{shortDate(event.on)}</span>
      <div>
        <span className={styles.what}>{event.summary}</span>
        {event.otherFamilyId === null ? null : (
          <>
            {' · '}
            <Link to="/keluarga/$id" params={{ id: String(event.otherFamilyId) }}>
              {words.otherFamily}
            </Link>
          </>
        )}
        <Text size="xs" c="dimmed">
          {[
            event.documentNumber === '' ? '' : `No. ${event.documentNumber}`,
            event.note,
            `dicatat ${event.by}, ${instantDay(event.at, timeZone)}`,
            event.undoneAt === null ? '' : words.undone(event.undoneBy, instantDay(event.undoneAt, timeZone)),
          ]
            .filter((part) => part !== '')
            .join(' · ')}
        </Text>
      </div>
      {event.newest && may('people.write') ? (
        <Button size="compact-sm" variant="default" loading={undo.isPending} onClick={() => void take()}>
          {words.undo}
        </Button>
      ) : (
        <span />
      )}
    </li>
  )
}

/** What happened to the family, newest first; the newest can be taken back. */
export const TimelineSection = (props: { family: FamilyDetail }) => (
  <Section title={words.timeline}>
    {props.family.events.length === 0 ? (
      <Text size="sm" c="dimmed">
        {words.timelineNone}
      </Text>
    ) : (
      <ol className={styles.timeline} aria-label={words.timeline}>
        {props.family.events.map((event) => (
          <EventLine key={event.id} event={event} />
        ))}
      </ol>
    )}
  </Section>
)

/** Badge of a family that is not active. */
export const StateBadge = (props: { family: FamilyDetail }) => {
  const { state, endedOn } = props.family
  if (state === 'active') return null
  return <StatusBadge tone="neutral">{words.state[state](shortDate(endedOn))}</StatusBadge>
}
