import { ActionIcon, Button, Checkbox, Group, SegmentedControl, Text, TextInput, Title, Tooltip } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import type { Repeat } from '../../../shared/contract/arrival.ts'
import type { Programme } from '../../../shared/contract/programmes.ts'
import { papersOfLane, paperText } from '../../../shared/domain/papers.ts'
import { StatusBadge } from '../../components/status-badge.tsx'
import { number, shortDate } from '../../lib/format.ts'
import { counterTexts as words } from '../../texts/counter.ts'
import styles from './counter.module.css'
import type { ChosenNeed } from './counter-form.ts'
import { NeedDetails } from './need-details.tsx'
import { RepeatWarning } from './repeat-warning.tsx'

/** One chosen service: kind of complaint, a few words, and its papers to tick. */
export const ChosenNeedCard = (props: {
  need: ChosenNeed
  programme: Programme
  repeats: readonly Repeat[]
  onChange(need: ChosenNeed): void
  onRemove(): void
}) => {
  const { need, programme } = props
  const [open, setOpen] = useState(false)
  const papers = papersOfLane(programme.requirements, need.lane)
  const all = papers.every(({ key }) => need.papers.includes(key))
  return (
    <fieldset className={styles.need}>
      <Group justify="space-between" wrap="nowrap" mb={4}>
        <Title order={3}>{programme.name}</Title>
        <Group gap="xs" wrap="nowrap">
          <Tooltip label={words.categoryHint} multiline w={300}>
            <SegmentedControl
              size="xs"
              aria-label={words.categoryOf(programme.name)}
              value={need.category}
              onChange={(value) => props.onChange({ ...need, category: value as ChosenNeed['category'] })}
              data={[
                { value: 'kebutuhan', label: words.categories.kebutuhan },
                { value: 'kepesertaan', label: words.categories.kepesertaan },
              ]}
            />
          </Tooltip>
          <ActionIcon variant="subtle" size={32} aria-label={words.remove(programme.name)} onClick={props.onRemove}>
            <IconX size={18} aria-hidden />
          </ActionIcon>
        </Group>
      </Group>
      <ProgrammeFacts programme={programme} />
      <RepeatWarning repeats={props.repeats} />
      <TextInput
        label={words.description}
        aria-label={words.descriptionOf(programme.name)}
        placeholder={words.descriptionHint}
        value={need.description}
        maxLength={1000}
        onChange={(event) => props.onChange({ ...need, description: event.currentTarget.value })}
        mb="xs"
      />
      {programme.lanes.length === 0 ? null : (
        <SegmentedControl
          mb="xs"
          aria-label={words.laneOf(programme.name)}
          value={need.lane}
          onChange={(lane) =>
            props.onChange({
              ...need,
              lane,
              papers: papersOfLane(programme.requirements, lane).flatMap(({ key }) => (need.papers.includes(key) ? [key] : [])),
            })
          }
          data={programme.lanes.map((lane) => ({ value: lane.key, label: words.lane(lane.label, lane.serviceDays) }))}
        />
      )}
      {papers.length === 0 ? (
        <Text size="sm" c="dimmed">
          {words.papersNone}
        </Text>
      ) : (
        <>
          <Group justify="space-between" mb={4}>
            <Text size="sm" fw={600}>
              {words.papers}
            </Text>
            {all ? null : (
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => props.onChange({ ...need, papers: papers.map(({ key }) => key) })}
              >
                {words.papersAll}
              </Button>
            )}
          </Group>
          <div className={styles.papers}>
            {papers.map((paper) => (
              <Checkbox
                key={paper.key}
                label={paperText(paper)}
                title={paper.note}
                checked={need.papers.includes(paper.key)}
                onChange={(event) =>
                  props.onChange({
                    ...need,
                    papers: event.currentTarget.checked
                      ? [...need.papers, paper.key]
                      : need.papers.filter((one) => one !== paper.key),
                  })
                }
              />
            ))}
          </div>
        </>
      )}
      <Button size="compact-sm" variant="subtle" mt={4} aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? words.detailsHide : words.details}
      </Button>
      {open ? <NeedDetails need={need} programme={programme} onChange={props.onChange} /> : null}
    </fieldset>
  )
}

/** What holds for the programme today: who runs it, how many places it has, whether it takes applications. */
const ProgrammeFacts = ({ programme }: { programme: Programme }) => {
  const { owner, quota, open, opensOn } = programme
  const facts = [owner === '' ? '' : words.owner(owner), quota === null ? '' : words.quota(number(quota))].filter(
    (fact) => fact !== '',
  )
  if (facts.length === 0 && open) return null
  return (
    <Group gap="xs" mb="xs">
      {facts.length === 0 ? null : (
        <Text size="sm" c="dimmed">
          {facts.join(' · ')}
        </Text>
      )}
      {open ? null : (
        <StatusBadge tone="warning">{opensOn === null ? words.notOpen : words.opensOn(shortDate(opensOn))}</StatusBadge>
      )}
    </Group>
  )
}
