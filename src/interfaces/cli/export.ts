import { resolve } from 'node:path'
import { Command } from 'commander'
import type { Config } from '../../config.ts'
import { findLeadAgency } from '../../domain/organisations/agencies-store.ts'
import type { OpenDatabase } from '../../platform/database/open.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'
import { systemClock } from '../../platform/kernel/time.ts'
import type { MirrorReport } from '../../platform/web/mirror/write-mirror.ts'
import { EXIT } from './exit-codes.ts'
import { mirrorPortal } from './mirror-rules.ts'
import { startProgress } from './progress.ts'
import { openSealer, withDatabase } from './session.ts'
import { print, printJson, say } from './terminal.ts'

interface Options {
  readonly json?: true
  readonly baseUrl?: string
}

export function exportCommand(): Command {
  return new Command('export')
    .description('把整个公开平台导出为静态网页，供网站故障时代为服务')
    .argument('<目录>', '写入的目录；再次导出只写有变化的文件')
    .option('--base-url <网址>', '公众访问网站的网址；不写则用 MINGQU_BASE_URL，再用机构登记的网站')
    .option('--json', '以 JSON 输出结果')
    .action(async (folder: string, { json, baseUrl }: Options) => {
      const report = await withDatabase((database, config) =>
        exportSite(database, config, resolve(folder), baseUrl),
      )
      if (json) printJson(report)
      else print(inWords(report).join('\n'))
      // a link in the text of a document is its author's
      if (report.dead.some(({ own }) => own)) process.exitCode = EXIT.problems
    })
}

async function exportSite(
  database: OpenDatabase,
  config: Config,
  folder: string,
  asked: string | undefined,
): Promise<MirrorReport> {
  const origin = await getOrigin(database, config, asked)
  const { buildApp } = await import('../../app.ts')
  const app = await buildApp({
    config: { ...config, baseUrl: origin, logLevel: 'silent' },
    db: database.db,
    connect: database.connect,
    sealer: await openSealer(database, config),
    clock: systemClock,
  })
  const progress = startProgress('导出')
  try {
    return await mirrorPortal(app, { folder, origin, onProgress: progress.update })
  } finally {
    progress.stop()
    await app.close()
  }
}

/**
 * Feeds, sitemaps and data name full addresses: without knowing the site's own they would name a wrong one.
 * @throws Refusal `unavailable` where nobody has said it, and for what is no address
 */
async function getOrigin(
  { db }: OpenDatabase,
  { baseUrl }: Config,
  asked: string | undefined,
): Promise<string> {
  const stated = asked ?? baseUrl
  if (stated !== undefined) return originOf(stated)
  const website = (await findLeadAgency(db))?.website ?? ''
  if (website === '') {
    throw new Refusal(
      'unavailable',
      '不知道网站的网址，订阅、站点地图和数据接口里的网址没法写。请用 --base-url https://… 或者 MINGQU_BASE_URL 指明，也可以先在“机构信息”里登记网站。',
    )
  }
  const origin = originOf(/^https?:\/\//i.test(website) ? website : `http://${website}`)
  say(`网址用机构登记的网站：${origin}；不是这个网址的，请用 --base-url 指明。`)
  return origin
}

function originOf(address: string): string {
  const url = URL.parse(address)
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new Refusal('unavailable', `“${address}”不是网址，应写作 https://xxgk.example.gov.cn。`)
  return url.origin
}

function inWords({ pages, written, deleted, dead }: MirrorReport): string[] {
  for (const { address, from, status, own } of dead)
    say(
      `打不开（${status}）：${address}，链接在${from === '' ? '起始地址' : from}${own ? '' : '的正文里'}`,
    )
  const own = dead.filter((one) => one.own).length
  const others = dead.length - own
  return [
    `共${pages}个文件，写入${written}个，删除${deleted}个。`,
    ...(own > 0 ? [`有${own}个链接打不开。`] : []),
    ...(others > 0 ? [`文件正文里有${others}个链接打不开，请文件的发布机构核对。`] : []),
  ]
}
