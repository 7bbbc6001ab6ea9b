import { resolve } from 'node:path'
import { Command } from 'commander'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../../config.ts'
import type { OpenDatabase } from '../../platform/database/open.ts'
import { systemClock } from '../../platform/kernel/time.ts'
import {
  writeMirror,
  type Fetched,
  type MirrorReport,
} from '../../platform/web/mirror/write-mirror.ts'
import { EXIT } from './exit-codes.ts'
import { startProgress } from './progress.ts'
import { openSealer, withDatabase } from './session.ts'
import { print, printJson, say } from './terminal.ts'

export function exportCommand(): Command {
  return new Command('export')
    .description('把整个公开平台导出为静态网页，供网站故障时代为服务')
    .argument('<目录>', '写入的目录；再次导出只写有变化的文件')
    .option('--json', '以 JSON 输出结果')
    .action(async (folder: string, { json }: { json?: true }) => {
      const report = await withDatabase((database, config) =>
        exportSite(database, config, resolve(folder)),
      )
      if (json) printJson(report)
      else print(inWords(report).join('\n'))
      if (report.dead.length > 0) process.exitCode = EXIT.problems
    })
}

/** What needs a server: forms, search, the office; and feeds of single lists, of which there are as many as choices. */
const LEFT_OUT =
  /^\/(office|elder|search|subscribe|check|preview|apply\/(online|track)|consultations\/opinion|questions|data)(\/|\?|$)|^\/feed\.(atom|json)\?/

const LEFT_OUT_PAGE = {
  address: '/offline/',
  page: `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>暂时不能办理</title></head>
<body>
<h1>暂时不能办理</h1>
<p>网站正在维护，现在打开的是只供查阅的页面。检索、申请和查询请稍后再来，或者按政府信息公开指南中的电话、地址联系。</p>
<p><a href="/guide">政府信息公开指南</a> <a href="/">首页</a></p>
</body>
</html>
`,
} as const

async function exportSite(
  database: OpenDatabase,
  config: Config,
  folder: string,
): Promise<MirrorReport> {
  const { buildApp } = await import('../../app.ts')
  const app = await buildApp({
    config: { ...config, logLevel: 'silent' },
    db: database.db,
    connect: database.connect,
    sealer: await openSealer(database, config),
    clock: systemClock,
  })
  const progress = startProgress('导出')
  try {
    return await writeMirror({
      folder,
      fetch: fetcher(app),
      start: [
        '/',
        '/robots.txt',
        '/feed.atom',
        '/feed.json',
        '/sitemap.xml',
        ...(await sitemaps(app)),
      ],
      isLeftOut: (address) => LEFT_OUT.test(address),
      leftOut: LEFT_OUT_PAGE,
      onProgress: progress.update,
    })
  } finally {
    progress.stop()
    await app.close()
  }
}

/** Sitemaps name documents that no list may link to within reach: they are starting points too. */
async function sitemaps(app: FastifyInstance): Promise<string[]> {
  const located = (body: string) =>
    [...body.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => {
      const { pathname, search } = new URL(address!.replaceAll('&amp;', '&'))
      return pathname + search
    })
  const index = await app.inject({ url: '/sitemap.xml' })
  const maps = located(index.body)
  const found: string[] = []
  for (const map of maps) found.push(...located((await app.inject({ url: map })).body))
  return [...maps, ...found]
}

/** Each address asks as somebody else: limits by address are for strangers. */
function fetcher(app: FastifyInstance): (address: string) => Promise<Fetched> {
  let asked = 0
  return async (address) => {
    asked += 1
    const remoteAddress = `10.${(asked >> 16) & 255}.${(asked >> 8) & 255}.${asked & 255}`
    const { statusCode, headers, rawPayload } = await app.inject({
      url: address,
      remoteAddress,
      headers: { 'user-agent': 'mingqu-export-bot' },
    })
    return {
      status: statusCode,
      type: String(headers['content-type'] ?? ''),
      location: headers.location,
      body: rawPayload,
    }
  }
}

function inWords({ pages, written, deleted, dead }: MirrorReport): string[] {
  const lines = [`共${pages}个文件，写入${written}个，删除${deleted}个。`]
  if (dead.length === 0) return lines
  for (const { address, from, status } of dead.slice(0, 50))
    say(`打不开（${status}）：${address}，链接在 ${from === '' ? '起始地址' : from}`)
  return [...lines, `有${dead.length}个链接打不开。`]
}
