import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { Section } from '../../components/page.tsx'
import { useMay } from '../../lib/session.ts'
import { fileTexts } from '../../texts/attachments.ts'
import { timelineTexts } from '../../texts/timeline.ts'
import { FilesTab } from '../attachments/files-tab.tsx'
import { TimelineView } from '../timeline/timeline-view.tsx'

/** On a person's page, opened when asked for: files, and everything that happened. */
export const PersonMore = (props: { id: number }) => {
  const may = useMay()
  const [files, setFiles] = useState(false)
  const [timeline, setTimeline] = useState(false)
  return (
    <>
      {may('cases.read') ? (
        <Section
          title={fileTexts.tab}
          action={
            <Button size="compact-md" variant="default" aria-expanded={files} onClick={() => setFiles(!files)}>
              {files ? fileTexts.hide : fileTexts.show}
            </Button>
          }
        >
          {files ? <FilesTab of="person" id={props.id} /> : null}
        </Section>
      ) : null}
      <Section
        title={timelineTexts.whole}
        action={
          <Group gap="xs">
            <Button size="compact-md" variant="default" aria-expanded={timeline} onClick={() => setTimeline(!timeline)}>
              {timeline ? timelineTexts.hide : timelineTexts.show}
            </Button>
          </Group>
        }
      >
        {timeline ? <TimelineView of="person" id={props.id} /> : null}
      </Section>
    </>
  )
}
