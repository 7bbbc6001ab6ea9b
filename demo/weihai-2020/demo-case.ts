import type { RegistrationForm } from '../../src/domain/requests/handling/register-request.ts'
import type { DeliveryForm } from '../../src/domain/requests/handling/deliver-reply.ts'
import type { Draft } from '../../src/domain/requests/draft.ts'
import type { RemedyForm } from '../../src/domain/requests/handling/remedies.ts'

/** How an application arrived. Days are ISO text; contact data are filled in by the loader. */
export interface DemoArrival {
  readonly channel: RegistrationForm['channel']
  readonly arrivedOn: string
  readonly signedOn?: string
  readonly confirmedOn?: string
  readonly confirmedBy?: NonNullable<RegistrationForm['confirmedBy']>
  readonly applicantClass: RegistrationForm['applicantClass']
  readonly applicantName: string
  readonly subject: string
  readonly wantedForm: RegistrationForm['wantedForm']
  readonly wantedRoute: RegistrationForm['wantedRoute']
}

/** A case as far as it has come: each act happens on its day, and the first day left out ends the story. */
export interface DemoCase {
  readonly arrival: DemoArrival
  /** given with `draftedOn` */
  readonly reply?: Draft
  readonly draftedOn?: string
  readonly secrecyOn?: string
  readonly legalOn?: string
  /** signed off and issued */
  readonly signedOn?: string
  readonly delivery?: {
    readonly way: DeliveryForm['way']
    readonly on: string
    readonly proof: string
  }
  readonly closedOn?: string
  readonly remedy?: {
    readonly kind: RemedyForm['kind']
    readonly body: string
    readonly on: string
  }
}
