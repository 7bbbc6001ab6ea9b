/** What pages say of themselves in the words of schema.org, for programs that read them. */
import type { Agency } from '../../domain/organisations/agency.ts'
import type { ListedReport } from '../../domain/annual-report/report.ts'
import type { Crumb } from '../../platform/web/components/navigation.ts'
import { html, raw, type Html } from '../../platform/web/html.ts'
import { feedPaths, OPEN_DATA } from './feeds/paths.ts'
import * as paths from './paths.ts'

const CONTEXT = 'https://schema.org'

/** Without a known address of the site a link stays as it is: it is read against the page's own. */
export const addressOn =
  (origin: string | undefined) =>
  (path: string): string =>
    origin === undefined ? path : new URL(path, origin).href

/** A data block: no program, so that no policy against inline scripts concerns it. */
export function dataBlock(data: object): Html {
  // nothing in a title may end the block
  const inert = JSON.stringify(data).replaceAll('<', String.raw`\u003c`)
  return html`<script type="application/ld+json">
    ${raw(inert)}
  </script>`
}

/** The way from the home page, as the page shows it. */
export function breadcrumbData(crumbs: readonly Crumb[], origin: string | undefined): Html {
  const address = addressOn(origin)
  return dataBlock({
    '@context': CONTEXT,
    '@type': 'BreadcrumbList',
    itemListElement: crumbs.map(({ text, href }, at) => ({
      '@type': 'ListItem',
      position: at + 1,
      name: text,
      ...(href !== undefined && { item: address(href) }),
    })),
  })
}

/** Whose site it is, and how it is searched. */
export function siteData(name: string, agency: Agency, origin: string | undefined): Html {
  const address = addressOn(origin)
  const { phone, email, address: street, postcode } = agency
  return dataBlock({
    '@context': CONTEXT,
    '@graph': [
      {
        '@type': 'WebSite',
        name,
        url: address(paths.HOME),
        inLanguage: 'zh-CN',
        potentialAction: {
          '@type': 'SearchAction',
          target: {
            '@type': 'EntryPoint',
            urlTemplate: `${address(paths.SEARCH)}?q={search_term_string}`,
          },
          'query-input': 'required name=search_term_string',
        },
      },
      {
        '@type': 'GovernmentOrganization',
        name: agency.name,
        url: address(paths.HOME),
        ...(phone !== '' && { telephone: phone }),
        ...(email !== '' && { email }),
        ...(street !== '' && {
          address: {
            '@type': 'PostalAddress',
            streetAddress: street,
            ...(postcode !== '' && { postalCode: postcode }),
            addressCountry: 'CN',
          },
        }),
      },
    ],
  })
}

export function reportData(
  report: Pick<ListedReport, 'agencyName' | 'agencySlug' | 'year' | 'publishedAt'>,
  origin: string | undefined,
): Html {
  const { agencyName, agencySlug, year, publishedAt } = report
  const address = addressOn(origin)
  const url = address(paths.reportPath(agencySlug, year))
  const file = (format: paths.ReportFileFormat, encodingFormat: string) => ({
    '@type': 'MediaObject',
    contentUrl: address(paths.reportFilePath(agencySlug, year, format)),
    encodingFormat,
  })
  return dataBlock({
    '@context': CONTEXT,
    '@type': 'Report',
    name: `${agencyName}${year}年政府信息公开工作年度报告`,
    url,
    mainEntityOfPage: url,
    inLanguage: 'zh-CN',
    isAccessibleForFree: true,
    temporalCoverage: String(year),
    datePublished: publishedAt.toString(),
    publisher: { '@type': 'GovernmentOrganization', name: agencyName },
    encoding: [file('pdf', 'application/pdf'), file('json', 'application/json')],
  })
}

/** All that is public, as a set of data. */
export function datasetData(agency: Agency, origin: string | undefined): Html {
  const address = addressOn(origin)
  const download = (path: string, encodingFormat: string) => ({
    '@type': 'DataDownload',
    contentUrl: address(path),
    encodingFormat,
  })
  const publisher = { '@type': 'GovernmentOrganization', name: agency.name }
  return dataBlock({
    '@context': CONTEXT,
    '@type': 'Dataset',
    name: `${agency.name}主动公开的政府信息`,
    description:
      '依法主动公开的全部文件：标题、文号、索引号、分类、有效性、相互关系、附件和正文，随公开和撤下更新。',
    url: address(OPEN_DATA),
    license: address(`${OPEN_DATA}#licence`),
    inLanguage: 'zh-CN',
    isAccessibleForFree: true,
    creator: publisher,
    publisher,
    distribution: [
      download(feedPaths.documents, 'application/x-ndjson'),
      download(feedPaths.changes, 'application/json'),
      download(feedPaths.atom, 'application/atom+xml'),
    ],
  })
}
