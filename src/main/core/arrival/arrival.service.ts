import { startOf, stateLabel } from '../../../shared/domain/need-flow.ts'
import { type Register, registerLabels, registers } from '../../../shared/domain/need-states.ts'
import { flowOf } from '../cases/flows.ts'
import type { Handlers, QueryContext } from '../context.ts'
import { currentDefinitions } from '../definitions/definitions.repo.ts'
import { writeSetting } from '../settings.repo.ts'
import { counterKey, readCounterSettings } from './counter-settings.ts'
import { addConsultation, addGuest, changeGuest, consultationOf, consultationsOf, guestsOf } from './guests.service.ts'
import { printSlip } from './print-slip.ts'
import { printTicket } from './print-ticket.ts'
import { callNext, displayOf, issueTicket, moveTicket, queueOf } from './queue.service.ts'
import { repeatsOf } from './repeats.service.ts'

/** Roles of the field write complaints first; whoever also stands at the counter begins with services. */
const fieldRoles = ['facilitator', 'supervisor']
const counterRoles = ['front-office', 'back-office', 'puskesos-coordinator', 'manager', 'admin']

const registerOrder = ({ actor }: QueryContext): readonly Register[] =>
  actor.roles.some((role) => fieldRoles.includes(role)) && !actor.roles.some((role) => counterRoles.includes(role))
    ? [...registers].reverse()
    : registers

/** Use cases of arrival: queue, guest book, consultations, warnings, slips. */
export const arrivalHandlers: Handlers<'arrival'> = {
  desk: (context) => ({
    settings: readCounterSettings(context.db).settings,
    registers: registerOrder(context).flatMap((key) => {
      const flow = flowOf(context.db, key)
      const start = startOf(flow, context.actor.permissions)
      return start === null ? [] : [{ key, name: registerLabels[key], begins: stateLabel(flow, start) }]
    }),
  }),
  settings: ({ db }) => readCounterSettings(db),
  saveSettings: (context, { version, settings }) => {
    const saved = writeSetting(context.db, counterKey, settings, { userId: context.actor.userId, now: context.now() }, version)
    context.audit({ entity: 'office', detail: { setting: counterKey, version: saved } })
    return { version: saved }
  },
  queue: queueOf,
  display: displayOf,
  issueTicket,
  callNext,
  moveTicket,
  printTicket,
  guests: guestsOf,
  addGuest,
  updateGuest: changeGuest,
  consultations: consultationsOf,
  consultation: consultationOf,
  addConsultation,
  repeats: repeatsOf,
  pasteForms: ({ db }) =>
    currentDefinitions(db, 'paste-form').map(({ key, body: { name, description, register, channel, fields } }) => ({
      key,
      name,
      description,
      register,
      channel,
      fields,
    })),
  slip: printSlip,
}
