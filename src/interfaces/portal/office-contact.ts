import type { Agency } from '../../domain/organisations/agency.ts'
import { html, safeHref, type Html } from '../../platform/web/html.ts'
import { summaryList } from '../../platform/web/components/summary-list.ts'

/** What 条例 第十二条 wants known of the office, in its order; a fact the office has not entered is left out. */
export function contactRows(agency: Agency): { key: string; value: Html | string }[] {
  const rows: [string, Html | string][] = [
    ['机构名称', agency.name],
    ['办公地址', agency.address],
    ['办公时间', agency.officeHours],
    ['联系电话', agency.phone],
    ['传真号码', agency.fax],
    ['电子邮箱', emailLink(agency.email)],
    ['邮政编码', agency.postcode],
    ['网站', websiteLink(agency.website)],
  ]
  return rows.flatMap(([key, value]) => (value === '' ? [] : [{ key, value }]))
}

export function contactList(agency: Agency, options: { compact?: boolean } = {}): Html {
  return summaryList(contactRows(agency), options)
}

/** A body that has not stated how it is reached is reached through the one whose portal this is. */
export function isReachable({ address, phone, email }: Agency): boolean {
  return `${address}${phone}${email}` !== ''
}

/** Host name of the office's own website, as it entered it with or without a scheme. */
export function websiteHost({ website }: Pick<Agency, 'website'>): string | undefined {
  if (website === '') return undefined
  return (
    URL.parse(/^https?:\/\//i.test(website) ? website : `http://${website}`)?.hostname || undefined
  )
}

/** A line for the foot of the page. */
export function contactLine(agency: Agency): string | undefined {
  const { address, phone, officeHours, email } = agency
  const facts = [address, phone && `电话${phone}`, officeHours, email].filter((fact) => fact !== '')
  return facts.length > 0 ? facts.join('，') : undefined
}

function emailLink(email: string): Html | '' {
  return email === '' ? '' : html`<a class="govuk-link" href="mailto:${email}">${email}</a>`
}

function websiteLink(website: string): Html | '' {
  if (website === '') return ''
  const address = /^https?:\/\//i.test(website) ? website : `http://${website}`
  return html`<a class="govuk-link" href="${safeHref(address)}">${website}</a>`
}
