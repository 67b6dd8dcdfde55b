import { Select } from '@mantine/core'
import { DateInput } from '@mantine/dates'
import type { Programme } from '../../../shared/contract/programmes.ts'
import { parseDay } from '../../lib/format.ts'
import { useCall } from '../../lib/query.ts'
import { useServiceDue } from '../../lib/service-limit.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { levelLabels } from '../../texts/cases.ts'
import { counterTexts as words } from '../../texts/counter.ts'
import styles from './counter.module.css'
import type { ChosenNeed } from './counter-form.ts'

/** Level, agency, holder and due day of one need, where they differ from what the programme and the desk usually say. */
export const NeedDetails = (props: { need: ChosenNeed; programme: Programme; onChange(need: ChosenNeed): void }) => {
  const { need, programme } = props
  const may = useMay()
  const { today } = useOfficeTime()
  const dueOf = useServiceDue()
  const days = programme.lanes.find(({ key }) => key === need.lane)?.serviceDays ?? programme.serviceDays
  const colleagues = useCall('users.colleagues', {})
  const agencies = useCall('directory.list', { onlyActive: true }, { enabled: may('directory.read') })
  return (
    <div className={styles.details}>
      <Select
        label={words.level}
        data={(Object.keys(levelLabels) as (keyof typeof levelLabels)[]).map((value) => ({ value, label: levelLabels[value] }))}
        value={need.level ?? programme.level}
        allowDeselect={false}
        onChange={(value) => props.onChange({ ...need, level: value as ChosenNeed['level'] })}
      />
      {may('directory.read') ? (
        <Select
          label={words.agency}
          placeholder={words.agencyLater}
          searchable
          clearable
          limit={100}
          data={(agencies.data ?? []).map((agency) => ({ value: String(agency.id), label: agency.name }))}
          value={need.agencyId == null ? null : String(need.agencyId)}
          onChange={(value) => props.onChange({ ...need, agencyId: value === null ? null : Number(value) })}
        />
      ) : null}
      <Select
        label={words.holder}
        placeholder={words.holderSelf}
        searchable
        clearable
        data={(colleagues.data ?? [])
          .filter(({ worksOnCases }) => worksOnCases)
          .map((user) => ({
            value: String(user.id),
            label: `${user.displayName} (${user.roleNames.join(', ')})`,
          }))}
        value={need.holderId == null ? null : String(need.holderId)}
        onChange={(value) => props.onChange({ ...need, holderId: value === null ? null : Number(value) })}
      />
      <DateInput
        label={words.due}
        value={need.dueDate ?? dueOf({ serviceDays: days, serviceDaysIn: programme.serviceDaysIn })}
        onChange={(value) => props.onChange({ ...need, dueDate: value })}
        dateParser={parseDay}
        valueFormat="DD/MM/YYYY"
        minDate={today}
        popoverProps={{ returnFocus: false }}
      />
    </div>
  )
}
