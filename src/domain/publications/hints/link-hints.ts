import { sql } from 'kysely'
import { confirmed, pending, type HintFinding } from '../../../law/document-rules-kinds.ts'
import type { Db } from '../../../platform/database/database.ts'
import { indexNumberKey } from '../search/number-keys.ts'

const LINK = /<a\b([^>]*)>(.*?)<\/a>/gs

interface Link {
  readonly href: string
  readonly words: string
}

function linksIn(bodyHtml: string): Link[] {
  return [...bodyHtml.matchAll(LINK)].flatMap(([, attributes, inner]) => {
    const href = /\bhref="([^"]*)"/.exec(attributes!)?.[1]
    const words = inner!.replaceAll(/<[^>]*>/g, '').trim()
    return href === undefined ? [] : [{ href: href.replaceAll('&amp;', '&'), words }]
  })
}

/** LINK-001: links that cannot work, told without asking another server. */
export async function linkHints(db: Db, bodyHtml: string): Promise<HintFinding[]> {
  const links = linksIn(bodyHtml)
  const found = await Promise.all(links.map((link) => problemOf(db, bodyHtml, link)))
  return found.filter((one) => one !== undefined)
}

async function problemOf(
  db: Db,
  bodyHtml: string,
  { href, words }: Link,
): Promise<HintFinding | undefined> {
  const said = (message: string) =>
    confirmed('LINK-001', 'bodyHtml', `链接“${words || href}”${message}`)
  if (words === '') return said('没有文字，读者看不见。')
  if (href.startsWith('#')) {
    const isThere = bodyHtml.includes(`id="${href.slice(1)}"`)
    return isThere ? undefined : said('指向的位置不在正文里。')
  }
  if (/^(?:mailto|tel):/i.test(href)) return undefined
  const inPortal = /^(?:https?:\/\/[^/]+)?\/content\/([^?#]+)/.exec(href)?.[1]
  if (inPortal !== undefined && href.startsWith('/'))
    return (await isPublic(db, inPortal)) ? undefined : said('指向的文件没有公开，或者已经撤下。')
  return problemOfAddress(href, said, words)
}

const PRIVATE_HOST =
  /^(?:localhost|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|\[?::1|[^.]+$)/i

function problemOfAddress(
  href: string,
  said: (message: string) => HintFinding,
  words: string,
): HintFinding | undefined {
  if (href.startsWith('/')) return undefined
  const url = URL.parse(href)
  if (url === null) return said('的网址不完整，打不开。')
  if (PRIVATE_HOST.test(url.hostname)) return said(`指向内部网络（${url.hostname}），读者打不开。`)
  if (url.username !== '' || url.password !== '') return said('的网址里有用户名或者密码。')
  return url.protocol === 'http:'
    ? pending('LINK-001', 'bodyHtml', `链接“${words}”没有加密（http），请看能否改为https。`)
    : undefined
}

async function isPublic(db: Db, path: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (
      select 1 from search_documents where index_key = ${indexNumberKey(decoded(path))}
    ) as found
  `.execute(db)
  return rows[0]?.found === true
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
