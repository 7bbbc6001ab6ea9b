/** 查不到的词: what readers looked for in vain, for whoever decides what to publish next (条例 第四十四条). */
import type { FastifyInstance } from 'fastify'
import { assertMay } from '../../../domain/accounts/permissions.ts'
import { listMisses, type Miss } from '../../../domain/publications/search/misses.ts'
import { dayOf } from '../../../platform/kernel/time.ts'
import { sendPage } from '../../../platform/web/reply.ts'
import { pageHeading } from '../../../platform/web/components/grid.ts'
import { table } from '../../../platform/web/components/table.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { officeFrame } from '../frame.ts'
import { officePage } from '../layout.ts'
import { officePaths } from '../paths.ts'
import type { OfficeServices } from '../services.ts'
import { officerOf } from '../session.ts'

const DAYS = 90
const MOST = 200

export function searchMissRoutes(app: FastifyInstance, services: OfficeServices): void {
  const { db, clock } = services
  app.get(officePaths.searchMisses, async (request, reply) => {
    const officer = officerOf(request)
    assertMay(officer, 'publications.read', officer.agencyId)
    const since = dayOf(clock()).subtract({ days: DAYS })
    const misses = await listMisses(db, since, MOST)
    const frame = await officeFrame(services, request)
    const body = searchMissesPage(misses)
    return sendPage(
      reply,
      officePage(frame, { title: '查不到的词', current: 'publications', body }),
    )
  })
}

function searchMissesPage(misses: readonly Miss[]): Html {
  return html`${pageHeading('查不到的词')}
    <p class="govuk-body">
      近${DAYS}天公众在门户检索而没有结果的词，多的在前。可以考虑主动公开，或者在文件的关键词里补上公众的说法。只按词合并计数，不记录谁查的，含号码的不记。
    </p>
    ${table<Miss>({
      caption: '查不到的词，多的在前',
      captionHidden: true,
      columns: [
        { heading: '词', rowHeader: true, cell: ({ query }) => query },
        { heading: '次数', cell: ({ times }) => String(times) },
        { heading: '最近一次', nowrap: true, cell: ({ lastOn }) => lastOn.toString() },
      ],
      rows: misses,
      empty: '近期没有查不到的词。',
    })}`
}
