import { Drawer, Kbd, List, Table, Text, Title } from '@mantine/core'
import { helpTexts } from '../texts/help.ts'

/** F1: keys, the way of a case, and where help is. */
export const HelpPanel = (props: { open: boolean; onClose(): void }) => (
  <Drawer opened={props.open} onClose={props.onClose} position="right" title={helpTexts.title} size={420}>
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
    {helpTexts.topics.map((topic) => (
      <section key={topic.title}>
        <Title order={2} mb={4}>
          {topic.title}
        </Title>
        <List type="ordered" size="sm" mb="md" spacing={4}>
          {topic.steps.map((step) => (
            <List.Item key={step}>{step}</List.Item>
          ))}
        </List>
      </section>
    ))}
    <Text size="sm" c="dimmed">
      {helpTexts.safety}
    </Text>
  </Drawer>
)
