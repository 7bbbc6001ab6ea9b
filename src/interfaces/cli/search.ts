import { Command, InvalidArgumentError } from 'commander'
import { indexMissing, reindexAll } from '../../domain/publications/search/index-edition.ts'
import { searchPublications } from '../../domain/publications/search/search.ts'
import { systemClock } from '../../platform/kernel/time.ts'
import { startProgress } from './progress.ts'
import { withDatabase } from './session.ts'
import { print, printJson } from './terminal.ts'

const MOST = 1000

export function searchCommand(): Command {
  return new Command('search')
    .description('检索已公开的文件，次序与门户一致')
    .argument('<query...>', '标题、文号、索引号、词语或者问题')
    .option('--limit <n>', '最多列出几件', parseLimit, 10)
    .option('--json', '以 JSON 输出')
    .action(async (words: string[], { limit, json }: { limit: number; json?: true }) => {
      const found = await withDatabase(async ({ db }) => {
        await indexMissing(db)
        const query = words.join(' ')
        return searchPublications(db, { query, pageSize: limit, exactTotal: true }, systemClock())
      })
      const hits = found.hits.map(({ indexNumber, title, passage, attachment }) => ({
        indexNumber,
        title,
        passage: passage.text,
        ...(attachment && { attachment: attachment.name, page: attachment.page }),
      }))
      if (json) printJson({ hits, total: found.total })
      else {
        for (const { indexNumber, title, passage } of hits)
          print(`${indexNumber}  ${title}\n    ${passage}`)
        print(found.total === 0 ? '没有找到。' : `共 ${found.total} 件。`)
      }
    })
}

function parseLimit(text: string): number {
  if (/^\d{1,4}$/u.test(text) && Number(text) >= 1 && Number(text) <= MOST) return Number(text)
  throw new InvalidArgumentError(`应为 1 至 ${MOST} 的整数。`)
}

export function reindexCommand(): Command {
  return new Command('reindex')
    .description('重建全文检索；期间可以照常检索')
    .option('--json', '以 JSON 输出')
    .action(async ({ json }: { json?: true }) => {
      const progress = startProgress('重建检索')
      let indexed = 0
      try {
        await withDatabase(async ({ db }) => {
          for await (const { done, total } of reindexAll(db)) {
            indexed = done
            progress.update(done, total)
          }
        })
      } finally {
        progress.stop()
      }
      if (json) printJson({ indexed })
      else print(`已重建 ${indexed} 件。`)
    })
}
