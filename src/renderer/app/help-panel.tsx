import { Drawer, Kbd, List, Table, Text, Title } from '@mantine/core'
import { useLocation } from '@tanstack/react-router'
import { helpTexts } from '../texts/help.ts'

const Topics = (props: { title: string; topics: typeof helpTexts.topics }) =>
  props.topics.length === 0 ? null : (
    <section aria-label={props.title}>
      <Title order={2} mb={4}>
        {props.title}
      </Title>
      {props.topics.map((topic) => (
        <section key={topic.title}>
          <Title order={3} mb={4}>
            {topic.title}
          </Title>
          <List type="ordered" size="sm" mb="md" spacing={4}>
            {topic.steps.map((step) => (
              <List.Item key={step}>{step}</List.Item>
            ))}
          </List>
        </section>
      ))}
    </section>
  )

/** F1: what is done on this page, then the other work and the keys. */
export const HelpPanel = (props: { open: boolean; onClose(): void }) => {
  const path = useLocation({ select: (location) => location.pathname })
  const isHere = ({ at }: { at: string[] }): boolean => at.some((start) => path.startsWith(start))
  return (
    <Drawer opened={props.open} onClose={props.onClose} position="right" title={helpTexts.title} size={420}>
      <Topics title={helpTexts.here} topics={helpTexts.topics.filter(isHere)} />
      <Topics title={helpTexts.more} topics={helpTexts.topics.filter((topic) => !isHere(topic))} />
      <Title order={2} mb="xs">
        {helpTexts.keysTitle}
      </Title>
      <Table mb="lg" withRowBorders={false} aria-label={helpTexts.keysTitle}>
        <Table.Tbody>
          {helpTexts.keys.map(([key, meaning]) => (
            <Table.Tr key={key}>
              <Table.Td w={120}>
                <Kbd>{key}</Kbd>
              </Table.Td>
              <Table.Td>{meaning}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="sm" c="dimmed">
        {helpTexts.safety}
      </Text>
    </Drawer>
  )
}
