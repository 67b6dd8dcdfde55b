import { Text } from '@mantine/core'
import { IconCheck, IconMinus } from '@tabler/icons-react'
import { permissionLabels, permissions } from '../../../shared/domain/permissions.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { Loading } from '../../components/loading.tsx'
import { useCall } from '../../lib/query.ts'
import { settingsTexts } from '../../texts/settings.ts'
import styles from './settings.module.css'

const words = settingsTexts.rights

/** Which role may do what. */
export const RightsTab = () => {
  const roles = useCall('users.roles', {})
  if (roles.error !== null) return <ErrorBox error={roles.error} onRetry={() => void roles.refetch()} />
  if (roles.data === undefined) return <Loading />
  return (
    <>
      <Text size="sm" c="dimmed">
        {words.text}
      </Text>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={styles.matrix} tabIndex={0} aria-label={settingsTexts.tabs.hak}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.right}</th>
              {roles.data.map((role) => (
                <th key={role.key} scope="col" title={role.description}>
                  {role.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {permissions.map((permission) => (
              <tr key={permission}>
                <th scope="row">{permissionLabels[permission]}</th>
                {roles.data.map((role) => (
                  <td key={role.key}>
                    {role.permissions.includes(permission) ? (
                      <IconCheck size={18} className={styles.yes} role="img" aria-label={words.yes} />
                    ) : (
                      <IconMinus size={14} className={styles.no} role="img" aria-label={words.no} />
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}
