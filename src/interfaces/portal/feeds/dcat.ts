/** The catalogue of this platform's data in DCAT-AP 3: a catalogue, one dataset, and the ways to get it. */
import type { Agency } from '../../../domain/organisations/agency.ts'
import * as paths from '../paths.ts'
import type { Addresses } from './harvested-json.ts'
import { feedPaths, OPEN_DATA } from './paths.ts'

const LANGUAGE = { '@id': 'http://publications.europa.eu/resource/authority/language/ZHO' }
const MEDIA_TYPE = 'https://www.iana.org/assignments/media-types/'
/** 条例 第六条、第二十三条 leave public information to everybody; no licence beyond that is given or needed. */
const LICENCE_SECTION = '#licence'

const CONTEXT = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const

interface Distribution {
  readonly id: string
  readonly path: string
  readonly title: string
  readonly description: string
  readonly mediaType: string
}

const DISTRIBUTIONS: readonly Distribution[] = [
  {
    id: 'documents',
    path: feedPaths.documents,
    title: '全部文件',
    description: '现在公开的全部文件，每行一个JSON对象，含正文',
    mediaType: 'application/x-ndjson',
  },
  {
    id: 'changes',
    path: feedPaths.changes,
    title: '变动',
    description: '自某一时刻以来公开和撤下的文件，按先后排列，可以接续收取',
    mediaType: 'application/json',
  },
  {
    id: 'atom',
    path: feedPaths.atom,
    title: '最新公开（Atom）',
    description: '最新公开的五十件',
    mediaType: 'application/atom+xml',
  },
  {
    id: 'json-feed',
    path: feedPaths.json,
    title: '最新公开（JSON Feed）',
    description: '最新公开的五十件',
    mediaType: 'application/feed+json',
  },
]

/** @param changedAt of the newest change; undefined while nothing is public */
export function dcatCatalogue(
  agency: Agency,
  changedAt: Temporal.Instant | undefined,
  address: Addresses,
): object {
  const id = (fragment: string) => `${address(feedPaths.catalogue)}#${fragment}`
  const inChinese = (text: string) => ({ '@value': text, '@language': 'zh' })
  const shared = {
    'dct:publisher': publisherOf(agency, address),
    'dct:language': LANGUAGE,
    ...(changedAt && {
      'dct:modified': { '@value': changedAt.toString(), '@type': 'xsd:dateTime' },
    }),
    'dct:license': licenceOf(address),
  }
  const page = { 'foaf:page': { '@id': address(OPEN_DATA), '@type': 'foaf:Document' } }
  return {
    '@context': CONTEXT,
    '@id': id('catalogue'),
    '@type': 'dcat:Catalog',
    'dct:title': inChinese(`${agency.name}政府信息公开`),
    'dct:description': inChinese(`${agency.name}依法主动公开的政府信息，供其他系统收取`),
    'foaf:homepage': { '@id': address(paths.HOME), '@type': 'foaf:Document' },
    ...shared,
    'dcat:dataset': [
      {
        '@id': id('documents'),
        '@type': 'dcat:Dataset',
        'dct:identifier': id('documents'),
        'dct:title': inChinese('主动公开的政府信息'),
        'dct:description': inChinese(
          '主动公开文件的标题、文号、索引号、分类、有效性、相互关系、附件和正文',
        ),
        'dcat:contactPoint': contactOf(agency, id('contact')),
        'dcat:keyword': ['政府信息公开', '主动公开', '规范性文件'].map(inChinese),
        'dcat:theme': {
          '@id': 'http://publications.europa.eu/resource/authority/data-theme/GOVE',
        },
        'dct:accrualPeriodicity': {
          '@id': 'http://publications.europa.eu/resource/authority/frequency/CONT',
        },
        'dct:accessRights': {
          '@id': 'http://publications.europa.eu/resource/authority/access-right/PUBLIC',
        },
        ...shared,
        ...page,
        'dcat:distribution': DISTRIBUTIONS.map((one) => ({
          '@id': id(`distribution-${one.id}`),
          '@type': 'dcat:Distribution',
          'dct:title': inChinese(one.title),
          'dct:description': inChinese(one.description),
          'dcat:accessURL': { '@id': address(one.path) },
          'dcat:downloadURL': { '@id': address(one.path) },
          'dcat:mediaType': { '@id': `${MEDIA_TYPE}${one.mediaType}` },
          'dct:license': licenceOf(address),
        })),
      },
    ],
  }
}

const publisherOf = ({ name }: Agency, address: Addresses) => ({
  '@id': `${address(feedPaths.catalogue)}#publisher`,
  '@type': ['foaf:Agent', 'foaf:Organization'],
  'foaf:name': { '@value': name, '@language': 'zh' },
  'foaf:homepage': { '@id': address(paths.HOME) },
})

/** What may be done with the data stands on the page that explains them. */
const licenceOf = (address: Addresses) => ({
  '@id': `${address(OPEN_DATA)}${LICENCE_SECTION}`,
  '@type': 'dct:LicenseDocument',
})

const contactOf = ({ name, email, phone }: Agency, id: string) => ({
  '@id': id,
  '@type': 'vcard:Organization',
  'vcard:fn': name,
  ...(email !== '' && { 'vcard:hasEmail': { '@id': `mailto:${email}` } }),
  ...(phone !== '' && {
    'vcard:hasTelephone': { '@id': `tel:${phone.replaceAll(/[^\d+-]/g, '')}` },
  }),
})
