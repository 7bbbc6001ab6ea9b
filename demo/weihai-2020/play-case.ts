import type { Officer } from '../../src/domain/accounts/officer.ts'
import type { CaseRoom } from '../../src/domain/requests/case-room.ts'
import {
  ApprovalForm,
  reviewLegally,
  reviewSecrecy,
  signOff,
} from '../../src/domain/requests/handling/approve-reply.ts'
import { closeCase } from '../../src/domain/requests/handling/close-case.ts'
import { deliverReply, DeliveryForm } from '../../src/domain/requests/handling/deliver-reply.ts'
import { draftReply } from '../../src/domain/requests/handling/draft-reply.ts'
import { issueReply } from '../../src/domain/requests/handling/issue-reply.ts'
import {
  registerRequest,
  RegistrationForm,
} from '../../src/domain/requests/handling/register-request.ts'
import { fileRemedy } from '../../src/domain/requests/handling/remedies.ts'
import type { Handled } from '../../src/domain/requests/handling/take-step.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import type { DemoArrival, DemoCase } from './demo-case.ts'
import type { Act } from './replay.ts'

/** Who works on a case: everybody once, nobody on their own draft. */
export interface CaseDesk {
  readonly clerk: Officer
  readonly reviewer: Officer
  readonly adviser: Officer
  readonly head: Officer
}

/** The life of a case as far as it has come, each act through the verb an officer would use. */
export function caseActs(room: CaseRoom, desk: CaseDesk, demo: DemoCase): Act[] {
  const { clerk, reviewer, adviser, head } = desk
  let handled: Handled
  const acts: Act[] = []
  const act = (
    at: string | undefined,
    time: string,
    run: (now: Temporal.Instant) => Promise<Handled>,
  ) => {
    if (at === undefined) return
    acts.push({
      at: chinaMoment(`${at}T${time}`),
      run: async (now) => {
        handled = await run(now)
      },
    })
  }
  const approval = () =>
    ApprovalForm.parse({
      decision: 'approved',
      contentHash: handled.state.reply?.contentHash,
      opinion: '同意（示例）。',
    })

  act(demo.arrival.confirmedOn ?? demo.arrival.arrivedOn, '09:10', (now) =>
    registerRequest(room, clerk, registration(demo.arrival), now),
  )
  act(demo.draftedOn, '10:20', (now) => draftReply(room, clerk, handled, demo.reply!, now))
  act(demo.secrecyOn, '14:30', (now) => reviewSecrecy(room, reviewer, handled, approval(), now))
  act(demo.legalOn, '15:40', (now) => reviewLegally(room, adviser, handled, approval(), now))
  act(demo.signedOn, '09:30', (now) => signOff(room, head, handled, approval(), now))
  act(demo.signedOn, '10:00', (now) =>
    issueReply(room, clerk, handled, { happenedOn: Temporal.PlainDate.from(demo.signedOn!) }, now),
  )
  act(demo.delivery?.on, '15:00', (now) =>
    deliverReply(room, clerk, handled, deliveryForm(demo.delivery!), now),
  )
  act(demo.closedOn, '16:30', (now) =>
    closeCase(room, clerk, handled, { archiveNumber: undefined }, now),
  )
  act(demo.remedy?.on, '10:00', (now) => {
    const { kind, body, on } = demo.remedy!
    const form = { kind, body, happenedOn: Temporal.PlainDate.from(on) }
    return fileRemedy(room, clerk, handled, form, now)
  })
  return acts
}

/** Contact data that reach nobody. */
export function registration(arrival: DemoArrival): RegistrationForm {
  return RegistrationForm.parse({
    ...arrival,
    idType: arrival.applicantClass === 'natural_person' ? 'resident-id' : 'uscc',
    // the same applicant has the same number, so that a repeat is recognised
    idNumber: `示例证件-${arrival.applicantName}`,
    phone: '0631-0000000',
    email: 'applicant@example.invalid',
    address: '示例市示例路1号',
    postcode: '264200',
    description: `${arrival.subject}。内容为示例。`,
  })
}

function deliveryForm({ way, on, proof }: NonNullable<DemoCase['delivery']>): DeliveryForm {
  return DeliveryForm.parse({
    way,
    happenedOn: on,
    proof,
    trackingNumber: way === 'china-post' ? 'XA00000000000（示例）' : undefined,
  })
}
