import { Tabs } from '@mantine/core'
import { type WorkFilter, type WorkTab, workTabs } from '../../../shared/contract/case-work.ts'
import { number } from '../../lib/format.ts'
import { useCall } from '../../lib/query.ts'
import { workTexts } from '../../texts/work.ts'

/** Lists that are always offered; the others only while they hold something. */
const always: ReadonlySet<WorkTab> = new Set(['action', 'overdue', 'all'])

/** The lists of work with how many needs each holds; `cases` is the list of all cases. */
export const WorkTabs = (props: {
  value: WorkTab | 'cases'
  withCases: boolean
  filter?: Partial<WorkFilter>
  onChange(value: WorkTab | 'cases'): void
}) => {
  const counts = useCall('cases.workCounts', props.filter ?? {}, { keep: true })
  const shown = workTabs.filter((tab) => always.has(tab) || tab === props.value || (counts.data?.[tab] ?? 0) > 0)
  return (
    <Tabs
      value={props.value}
      onChange={(value) => props.onChange((value ?? 'action') as WorkTab | 'cases')}
      variant="pills"
      mb={8}
      styles={{ tab: { paddingInline: 10, paddingBlock: 6, fontSize: 14 }, list: { gap: 4 } }}
    >
      <Tabs.List aria-label={workTexts.lists}>
        {props.withCases ? <Tabs.Tab value="cases">{workTexts.cases}</Tabs.Tab> : null}
        {shown.map((tab) => (
          <Tabs.Tab key={tab} value={tab}>
            {workTexts.tabs[tab]}
            {counts.data === undefined ? '' : ` ${number(counts.data[tab])}`}
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs>
  )
}
