import { Alert, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { instantText } from '../../lib/format.ts'
import { useCall } from '../../lib/query.ts'
import { useOfficeTime } from '../../lib/session.ts'
import { signingTexts } from '../../texts/signing.ts'

const words = signingTexts.ofLetter

/** Where a letter stands with its signature: the map it lies in, why it came back, the signed file. Nothing where it never was in one. */
export const LetterSigning = ({ letterId }: { letterId: number }) => {
  const { timeZone } = useOfficeTime()
  const { data } = useCall('signing.ofLetter', { letterId })
  if (data === undefined || data === null) return null
  const { map, signedFile } = data
  const back = map !== null && map.itemState === 'out' && map.reason !== ''
  return (
    <>
      {map === null || (map.itemState === 'out' && !back) ? null : (
        <Alert
          color={back ? 'yellow' : 'blue'}
          p="xs"
          flex="none"
          title={back ? words.outOfMap(map.title, map.decidedBy) : undefined}
          role="status"
        >
          <Text size="sm">{back ? map.reason : words.inMap(map.title, signingTexts.states[map.state])}</Text>
          <Link to="/surat/map/$id" params={{ id: String(map.id) }}>
            {words.toMap}
          </Link>
        </Alert>
      )}
      {signedFile === null ? null : (
        <Alert color="green" p="xs" flex="none" role="status">
          <Text size="sm">{words.signedFile(signedFile.receivedBy, instantText(signedFile.receivedAt, timeZone))}</Text>
          {signedFile.intact ? null : <Text size="sm">{words.notIntact}</Text>}
        </Alert>
      )}
    </>
  )
}
