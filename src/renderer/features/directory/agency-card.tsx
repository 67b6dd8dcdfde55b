import { Button, Group, Stack, Text } from '@mantine/core'
import { type Agency, agencyKindLabels, weekdays } from '../../../shared/contract/directory.ts'
import { RegionName } from '../../components/region-set.tsx'
import { StatusBadge } from '../../components/status-badge.tsx'
import { ValueList } from '../../components/value-list.tsx'
import { levelLabels } from '../../texts/cases.ts'
import { directoryTexts as words } from '../../texts/directory.ts'

/** Services of an agency with the papers each asks for. */
export const Offers = (props: { offers: Agency['offers'] }) => (
  <Stack gap={6}>
    {props.offers.map((offer) => (
      <div key={offer.name}>
        <Text size="sm" fw={600}>
          {offer.name}
        </Text>
        {offer.description === '' ? null : <Text size="sm">{offer.description}</Text>}
        {offer.documents.length === 0 ? null : (
          <Text size="sm" c="dimmed">
            {words.documentsShort}: {offer.documents.join(', ')}
          </Text>
        )}
      </div>
    ))}
  </Stack>
)

/** One agency: contact, hours, services with their papers. */
export const AgencyCard = (props: { agency: Agency; onEdit: (() => void) | null }) => {
  const { agency } = props
  const bare = agency.address === '' && agency.phone === '' && agency.contacts.length === 0
  const joined = (parts: string[]): string => parts.filter((part) => part !== '').join(', ')
  return (
    <section className="card" aria-label={agency.name}>
      <Group justify="space-between" wrap="nowrap" align="start" mb={4}>
        <div>
          <Text fw={700}>{agency.name}</Text>
          <Text size="sm" c="dimmed">
            {joined([agencyKindLabels[agency.kind], levelLabels[agency.level], agency.city])}
          </Text>
        </div>
        <Group gap="xs" wrap="nowrap">
          {agency.government ? null : <StatusBadge tone="warning">{words.outside}</StatusBadge>}
          {agency.active ? null : <StatusBadge tone="neutral">{words.unused}</StatusBadge>}
          {bare ? <StatusBadge tone="info">{words.incomplete}</StatusBadge> : null}
          {props.onEdit === null ? null : (
            <Button size="compact-sm" variant="default" onClick={props.onEdit} aria-label={`${words.edit} ${agency.name}`}>
              {words.edit}
            </Button>
          )}
        </Group>
      </Group>
      <Offers offers={agency.offers} />
      {agency.offers.length === 0 && agency.services !== '' ? <Text size="sm">{agency.services}</Text> : null}
      <ValueList
        items={[
          { label: words.fields.address, value: agency.address },
          { label: words.fields.phone, value: joined([agency.phone, agency.email, agency.website]) },
          {
            label: words.fields.contacts,
            value: agency.contacts.map((one) => joined([one.name, one.title, one.phone, one.email])).join('; '),
          },
          {
            label: words.fields.schedule,
            value: agency.schedule
              .map((one) =>
                joined([
                  one.days.map((day) => weekdays[day - 1] ?? '').join(', '),
                  one.opens === '' ? '' : `${one.opens}–${one.closes}`,
                  one.note,
                ]),
              )
              .join('; '),
          },
          {
            label: words.fields.locations,
            value:
              agency.locations.length === 0
                ? ''
                : agency.locations.map((one, index) => (
                    <span key={`${one.name}/${one.address}`}>
                      {index === 0 ? '' : '; '}
                      {joined([one.name, one.address, one.phone])}
                      {one.region === null ? null : (
                        <>
                          {' ('}
                          <RegionName code={one.region} />)
                        </>
                      )}
                    </span>
                  )),
          },
          { label: words.fields.codes, value: agency.codes.map(({ system, code }) => `${system}: ${code}`).join('; ') },
          {
            label: words.fields.areas,
            value:
              agency.areas.length === 0
                ? words.everywhere
                : agency.areas.map((code, index) => (
                    <span key={code}>
                      {index === 0 ? '' : '; '}
                      <RegionName code={code} />
                    </span>
                  )),
          },
          { label: words.fields.note, value: agency.note },
        ].filter(({ value }) => value !== '')}
      />
    </section>
  )
}
