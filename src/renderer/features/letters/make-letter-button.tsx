import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconMail } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { OutputOf } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { api } from '../../lib/api.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { letterTexts as words } from '../../texts/letters.ts'

type Kind = OutputOf<'letters.kinds'>[number]

/**
 * Begins a letter: for a referral the kinds that go to agencies (and its draft again when there is one), else the other kinds.
 * The draft holds the office's usual values; everything is filled in on its page beside the preview.
 */
export const MakeLetterButton = (props: { caseId: number; referralId?: number; compact?: boolean }) => {
  const may = useMay()
  const navigate = useNavigate()
  const { today } = useOfficeTime()
  const allowed = may('letters.write') && may('office.read')
  const kinds = useCall('letters.kinds', {}, { enabled: allowed })
  const draft = useCommand('letters.draft')
  const [busy, setBusy] = useState(false)
  if (!allowed) return null
  const fitting = (kinds.data ?? []).filter(
    (kind) => kind.needsReferral === (props.referralId !== undefined) && kind.about !== 'village',
  )
  if (kinds.data === undefined || fitting.length === 0) return null

  const open = (id: number): void => void navigate({ to: '/surat/$id', params: { id: String(id) } })
  const begin = async (kind: Kind): Promise<void> => {
    setBusy(true)
    try {
      if (props.referralId !== undefined) {
        const { letterId } = await api.referrals.get({ id: props.referralId })
        if (letterId !== null) {
          open(letterId)
          return
        }
      }
      const signatory = (await api.office.signatories({})).find((one) => one.active)
      if (signatory === undefined) throw new AppError('STATE', words.noSignatory, { hint: words.noSignatoryHint })
      const made = await draft.mutateAsync({
        caseId: props.caseId,
        referralId: props.referralId ?? null,
        kind: kind.key,
        signatoryId: signatory.id,
        letterDate: today,
        paper: kind.paper,
        fields: Object.fromEntries(kind.fields.map((field) => [field.name, field.initial])),
        copiesTo: kind.copiesTo,
      })
      open(made.id)
    } catch (error) {
      toast.error(error)
    } finally {
      setBusy(false)
    }
  }
  const only = fitting.length === 1 ? fitting[0] : undefined
  const look = {
    variant: 'default',
    size: props.compact === true ? 'compact-md' : 'sm',
    loading: busy,
    leftSection: <IconMail size={18} aria-hidden />,
  } as const
  if (only !== undefined)
    return (
      <Button {...look} onClick={() => void begin(only)}>
        {props.referralId === undefined ? words.make : only.name}
      </Button>
    )
  return (
    <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button {...look} rightSection={<IconChevronDown size={14} aria-hidden />}>
          {props.referralId === undefined ? words.make : words.makeForReferral}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {fitting.map((kind) => (
          <Menu.Item key={kind.key} onClick={() => void begin(kind)}>
            {kind.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
