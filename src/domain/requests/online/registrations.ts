/** From what was filled in online to what the register takes in: one registration a case. */
import type { RegistrationForm } from '../handling/register-request.ts'
import type { Content, OnlineApplication } from './application.ts'

/**
 * 一事一申请: each content a case of its own when the applicant chose so; otherwise one case that lists them all.
 * @param today day of submission, which is the day of arrival
 */
export function registrationsOf(
  { wanted, details }: OnlineApplication,
  today: Temporal.PlainDate,
): RegistrationForm[] {
  const parts = wanted.split === 'each' ? wanted.contents : [together(wanted.contents)]
  return parts.map((content) => ({
    ...applicantOf(details),
    channel: 'internet',
    arrivedOn: today,
    signedOn: undefined,
    confirmedOn: undefined,
    confirmedBy: undefined,
    subject: content.subject,
    description: content.description,
    wantedForm: wanted.wantedForm,
    wantedRoute: wanted.wantedRoute,
    writtenDownBy: undefined,
    assistance: undefined,
  }))
}

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']

function together(contents: readonly Content[]): Content {
  const [first, ...more] = contents
  if (!first) throw new Error('an application without contents was not refused')
  if (more.length === 0) return first
  return {
    subject: `${first.subject}等${contents.length}项信息`,
    description: contents
      .map(({ subject, description }, n) => `${NUMERALS[n]}、${subject}\n${description}`)
      .join('\n'),
  }
}

function applicantOf(details: OnlineApplication['details']) {
  const { agent, wantedRoute: _route, wantsMail: _mail, idType, ...given } = details
  const isOrganisation = details.applicantClass !== 'natural_person'
  const agentFields =
    agent === 'yes'
      ? { agentAuthorisation: '授权委托书见网上提交的材料' }
      : { agentName: undefined, agentIdNumber: undefined, agentPhone: undefined }
  return {
    ...given,
    idType: isOrganisation ? ('uscc' as const) : idType,
    ...(isOrganisation ? {} : { representative: undefined, contactPerson: undefined }),
    agentAuthorisation: undefined,
    ...agentFields,
  }
}

/** What the applicant can be recognised by on the tracking page. */
export function contactsOf({ details }: OnlineApplication): string[] {
  const agentPhone = details.agent === 'yes' ? details.agentPhone : undefined
  return [details.phone, details.email, agentPhone].filter((contact) => contact !== undefined)
}
