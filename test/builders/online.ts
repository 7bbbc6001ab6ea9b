import {
  DetailsForm,
  WantedForm,
  type OnlineApplication,
} from '../../src/domain/requests/online/application.ts'

/** The fields of a good online application as they are typed, page by page. */
export const WANTED = {
  'contents.0.subject': '示例地块征收补偿方案',
  'contents.0.description': '请提供示例地块2025年的征收补偿方案及批准文件。',
  wantedForm: 'electronic',
  wantedRoute: 'platform',
}
export const WHO = { applicantClass: 'natural_person', agent: 'no' }
export const DETAILS = {
  applicantName: '示例甲',
  idType: 'other',
  idNumber: 'EXAMPLE-0001',
  phone: '000-0000-0001',
  email: 'jia@example.cn',
}

/** A whole application; say only what the test is about. */
export function onlineApplication(
  given: {
    readonly wanted?: Readonly<Record<string, unknown>>
    readonly details?: Readonly<Record<string, unknown>>
  } = {},
): OnlineApplication {
  const content = { subject: WANTED['contents.0.subject'], description: '请提供方案及批准文件。' }
  const { wantedForm, wantedRoute } = WANTED
  const wanted = WantedForm.parse({
    contents: [content],
    wantedForm,
    wantedRoute,
    ...given.wanted,
  })
  const details = DetailsForm.parse({
    ...WHO,
    ...DETAILS,
    wantedRoute: wanted.wantedRoute,
    ...given.details,
  })
  return { wanted, details }
}
