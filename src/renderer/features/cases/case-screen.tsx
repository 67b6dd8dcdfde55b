import { ActionIcon, Button, Group, Stack, Tabs, Text, Tooltip } from '@mantine/core'
import { IconChevronDown, IconChevronUp, IconPlus } from '@tabler/icons-react'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { CaseDetail, Need } from '../../../shared/contract/cases.ts'
import { closedStates } from '../../../shared/domain/need-states.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page.tsx'
import { StatusBadge } from '../../components/status-badge.tsx'
import { instantText } from '../../lib/format.ts'
import { useCall } from '../../lib/query.ts'
import { neighbours } from '../../lib/record-list.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { fileTexts } from '../../texts/attachments.ts'
import { caseTexts } from '../../texts/cases.ts'
import { AssessmentsPanel } from '../assessments/assessments-panel.tsx'
import { FilesTab } from '../attachments/files-tab.tsx'
import { MakeLetterButton } from '../letters/make-letter-button.tsx'
import { CaseNotices } from '../notices/case-notices.tsx'
import { StoryButton } from '../timeline/story-dialog.tsx'
import { TimelineView } from '../timeline/timeline-view.tsx'
import { AddNeedDialog } from './add-need-dialog.tsx'
import { AssignDialog } from './assign-dialog.tsx'
import { LettersTab, NeedsTab, ReferralsTab, SummaryTab } from './case-tabs.tsx'
import styles from './cases.module.css'
import { CloseCaseButton } from './close-case-button.tsx'
import { ConsentBox } from './consent-box.tsx'
import { EditCaseDialog } from './edit-case-dialog.tsx'
import { EditNeedDialog } from './edit-need-dialog.tsx'
import { NeedLine } from './need-line.tsx'
import { NoteBox } from './note-box.tsx'
import { ReferralDialog } from './referral-dialog.tsx'
import { SlipButton } from './slip-button.tsx'

const words = caseTexts.detail

/** The need that a draft is about: `step.12.solved` → 12. */
const needOfDraft = (draft: string): number => Number(/^(?:need|step|remind|escalate|referral)\.(\d+)/.exec(draft)?.[1] ?? 0)

/** One case; `isian` in the address is a draft that goes on in its dialog. */
export const CaseScreen = () => {
  const { id: idText } = useParams({ from: '/kasus/$id' })
  const id = Number(idText)
  const navigate = useNavigate()
  const { isian } = useSearch({ from: '/kasus/$id' })
  const draft = typeof isian === 'string' ? isian : ''
  const detail = useCall('cases.get', { id })
  const near = neighbours('cases', id)
  const open = (other: number | null): void => {
    if (other !== null) void navigate({ to: '/kasus/$id', params: { id: String(other) }, replace: true })
  }
  useShortcuts({ next: () => open(near.next), previous: () => open(near.previous) })
  if (detail.error !== null)
    return (
      <Page title={words.title}>
        <ErrorBox error={detail.error} onRetry={() => void detail.refetch()} />
      </Page>
    )
  if (detail.data === undefined) return <Loading />
  return (
    <CasePage
      key={`${id} ${draft}`}
      detail={detail.data}
      draft={draft}
      beside={
        near.previous === null && near.next === null ? null : (
          <Group gap={4} wrap="nowrap">
            <Tooltip label={words.previous}>
              <ActionIcon
                variant="default"
                size={32}
                aria-label={words.previous}
                disabled={near.previous === null}
                onClick={() => open(near.previous)}
              >
                <IconChevronUp size={18} aria-hidden />
              </ActionIcon>
            </Tooltip>
            <Tooltip label={words.next}>
              <ActionIcon
                variant="default"
                size={32}
                aria-label={words.next}
                disabled={near.next === null}
                onClick={() => open(near.next)}
              >
                <IconChevronDown size={18} aria-hidden />
              </ActionIcon>
            </Tooltip>
          </Group>
        )
      }
    />
  )
}

/** `draft`: a half-filled form of this case whose dialog opens at once; '' = none. */
const CasePage = ({ detail, draft, beside }: { detail: CaseDetail; draft: string; beside: React.ReactNode }) => {
  const may = useMay()
  const { timeZone } = useOfficeTime()
  const [tab, setTab] = useState<string | null>('summary')
  const [adding, setAdding] = useState(draft === `need.new.${detail.id}`)
  const drafted = detail.needs.find(({ id }) => id === needOfDraft(draft))
  const [editing, setEditing] = useState(draft === `case.${detail.id}`)
  const [editingNeed, setEditingNeed] = useState<Need | null>(draft.startsWith('need.') ? (drafted ?? null) : null)
  const [assigning, setAssigning] = useState<number | null>(null)
  const [referring, setReferring] = useState<{ needId: number | null } | null>(
    draft.startsWith('referral.') && drafted !== undefined ? { needId: drafted.id } : null,
  )
  const openNeeds = detail.needs.filter((need) => !closedStates.has(need.state))
  const mayRefer = may('referrals.write') && may('directory.read')
  return (
    <Page
      title={detail.client.name}
      fill
      beside={
        <Group gap="xs" wrap="nowrap">
          <Text size="sm" className="numeric" style={{ whiteSpace: 'nowrap' }}>
            {detail.number}
          </Text>
          <StatusBadge tone={detail.state === 'open' ? 'info' : 'ok'}>
            {detail.state === 'open' ? words.stateOpen : words.stateClosed}
          </StatusBadge>
          {beside}
        </Group>
      }
      action={
        <>
          {may('cases.write') && detail.state === 'open' ? <CloseCaseButton detail={detail} /> : null}
          {may('cases.write') ? (
            <Button variant="default" leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
              {words.addNeed}
            </Button>
          ) : null}
          {mayRefer && openNeeds.length > 0 ? (
            <Button variant="default" onClick={() => setReferring({ needId: null })}>
              {words.refer}
            </Button>
          ) : null}
          <MakeLetterButton caseId={detail.id} />
        </>
      }
    >
      <Text size="sm" c="dimmed" mb="xs">
        {detail.summary}. {words.opened(instantText(detail.openedAt, timeZone), detail.openedBy, detail.channel)}.{' '}
        <Link to="/warga/$id" params={{ id: String(detail.client.id) }}>
          Buka data warga
        </Link>{' '}
        <SlipButton caseId={detail.id} />
      </Text>
      <CaseNotices caseId={detail.id} draft={draft} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={styles.needs} tabIndex={0} aria-label={words.needs}>
        {detail.needs.map((need) => (
          <NeedLine
            key={need.id}
            need={need}
            draft={draft}
            onAssign={() => setAssigning(need.id)}
            onEdit={() => setEditingNeed(need)}
            onPapers={() => setTab('needs')}
            referred={detail.referredNeeds.includes(need.id)}
            onRefer={mayRefer && !closedStates.has(need.state) ? () => setReferring({ needId: need.id }) : null}
          />
        ))}
      </section>
      <Tabs value={tab} onChange={setTab} keepMounted={false} className={styles.tabs}>
        <Tabs.List>
          <Tabs.Tab value="summary">{words.tabs.summary}</Tabs.Tab>
          <Tabs.Tab value="needs">{`${words.tabs.needs} (${detail.needs.length})`}</Tabs.Tab>
          <Tabs.Tab value="referrals">{`${words.tabs.referrals} (${detail.counts.referrals})`}</Tabs.Tab>
          <Tabs.Tab value="letters">{`${words.tabs.letters} (${detail.counts.letters})`}</Tabs.Tab>
          <Tabs.Tab value="files">{fileTexts.tab}</Tabs.Tab>
          <Tabs.Tab value="visits">{words.tabs.visits}</Tabs.Tab>
          <Tabs.Tab value="history">{`${words.tabs.history} (${detail.history.length})`}</Tabs.Tab>
        </Tabs.List>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
        <section className={styles.panel} tabIndex={0} aria-label={words.title}>
          <Tabs.Panel value="summary">
            <SummaryTab
              detail={detail}
              onAll={() => setTab('history')}
              onEdit={may('cases.write') ? () => setEditing(true) : null}
            />
            <ConsentBox caseId={detail.id} />
          </Tabs.Panel>
          <Tabs.Panel value="needs">
            <NeedsTab detail={detail} />
          </Tabs.Panel>
          <Tabs.Panel value="referrals">
            <ReferralsTab detail={detail} />
            <ConsentBox caseId={detail.id} />
          </Tabs.Panel>
          <Tabs.Panel value="letters">
            <LettersTab detail={detail} />
          </Tabs.Panel>
          <Tabs.Panel value="files">
            <FilesTab of="case" id={detail.id} />
          </Tabs.Panel>
          <Tabs.Panel value="visits">
            <AssessmentsPanel filter={{ caseId: detail.id }} personId={detail.client.id} />
          </Tabs.Panel>
          <Tabs.Panel value="history">
            <TimelineView
              of="case"
              id={detail.id}
              action={detail.state === 'closed' ? <StoryButton caseId={detail.id} /> : null}
            />
          </Tabs.Panel>
        </section>
      </Tabs>
      <Stack mt="xs">{may('cases.write') ? <NoteBox caseId={detail.id} /> : null}</Stack>
      <AddNeedDialog caseId={detail.id} clientId={detail.client.id} opened={adding} onClose={() => setAdding(false)} />
      <EditCaseDialog detail={detail} opened={editing} onClose={() => setEditing(false)} />
      <EditNeedDialog caseId={detail.id} need={editingNeed} onClose={() => setEditingNeed(null)} />
      <AssignDialog need={detail.needs.find(({ id }) => id === assigning) ?? null} onClose={() => setAssigning(null)} />
      <ReferralDialog
        needs={openNeeds}
        opened={referring !== null}
        needId={referring?.needId ?? null}
        onClose={() => setReferring(null)}
        onDone={() => setTab('referrals')}
      />
    </Page>
  )
}
