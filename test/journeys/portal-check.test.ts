import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { renderReportDocx } from '../../src/domain/annual-report/renderings/docx.ts'
import { renderReportHtml } from '../../src/domain/annual-report/renderings/html.ts'
import { renderReportJson } from '../../src/domain/annual-report/renderings/json.ts'
import { reportTitle } from '../../src/domain/annual-report/narrative.ts'
import { buildFigures } from '../../src/law/annual-report/sample-figures.ts'
import { chinaMoment } from '../../src/platform/kernel/time.ts'
import { createTestApp, type TestApp } from '../app.ts'
import { shownText } from './shown-text.ts'

/** Seven came, six were closed, one is carried over — but the total says seven were closed. */
const FIGURES = buildFigures('2021', {
  agency: '示例市统计局',
  year: 2023,
  requests: {
    new: ['7', '0', '0', '0', '0', '0', '7'],
    open: ['6', '0', '0', '0', '0', '0', '6'],
    total: ['7', '0', '0', '0', '0', '0', '7'],
    carried_out: ['1', '0', '0', '0', '0', '0', '1'],
  },
  review: { reconsideration: ['1', '0', '0', '0', '2'] },
})
const REPORT = {
  title: reportTitle('示例市统计局', 2023),
  figures: FIGURES,
  narrative: {
    intro: '本报告由示例市统计局编制。',
    general: '平稳。',
    problems: '不足。',
    other: '无。',
  },
  seal: null,
}

let app: TestApp
beforeAll(async () => {
  app = await createTestApp()
})
afterAll(() => app.close())

const upload = (name: string, content: Buffer) =>
  app.visitor().upload('/check', { text: '' }, [{ field: 'file', name, content }])

/** Paths of the marked cells, in page order. */
const marked = (body: string) =>
  [...body.matchAll(/<td[^>]*class="[^"]*mq-wrong[^"]*"[^>]*data-cell="([^"]+)"/g)].map(
    ([, path]) => path,
  )

describe('年报检查', () => {
  test('marks the wrong cells of a stranger’s report and says what is wrong with them', async () => {
    const page = await upload('示例市统计局.html', Buffer.from(renderReportHtml(REPORT)))
    expect(page.statusCode).toBe(200)
    const text = shownText(page.body)
    expect(text).toContain('编制机关 示例市统计局 年度 2023年')
    expect(text).toMatch(/结论 ✕ \d+处有误/)
    const cells = marked(page.body)
    expect(cells).toContain('requests.total.natural_person')
    expect(cells).toContain('review_litigation.reconsideration.total')
    expect(cells).not.toContain('requests.new.company')
    expect(text).toContain('7 ✗ （有误）')
  })

  test('a sentence leads to its cells, and each cell names its sentences', async () => {
    const { body } = await upload('report.json', Buffer.from(renderReportJson(FIGURES)))
    const cell = 'report-cell-review_litigation.reconsideration.total'
    expect(body).toContain(`<td id="${cell}"`)
    expect(body).toContain(`href="#${cell}"`)
    const described = body.match(new RegExp(`id="${cell}"[^>]*aria-describedby="([^"]+)"`))![1]!
    for (const id of described.split(' ')) expect(body).toContain(`<p id="${id}">`)
  })

  test('reads a Word file as well as pasted text', async () => {
    const docx = await renderReportDocx(REPORT, chinaMoment('2024-01-10T09:00'))
    const fromWord = await upload('年报.docx', Buffer.from(docx))
    expect(marked(fromWord.body)).toContain('requests.total.natural_person')
    const pasted = await app.visitor().upload('/check', { text: renderReportHtml(REPORT) }, [])
    expect(marked(pasted.body)).toEqual(marked(fromWord.body))
  })

  test('a report in which everything agrees is told so', async () => {
    const page = await upload(
      'report.json',
      Buffer.from(renderReportJson(buildFigures('2021', { agency: '示例市统计局' }))),
    )
    expect(shownText(page.body)).toContain('未发现问题 各表勾稽关系成立')
    expect(marked(page.body)).toEqual([])
  })

  test('what was not read is listed and not judged', async () => {
    const rows = FIGURES.requests.rows.map((row) =>
      row.key === 'open' ? { ...row, cells: row.cells.map(() => null) } : row,
    )
    const half = { ...FIGURES, agency: null, requests: { ...FIGURES.requests, rows } }
    const page = shownText((await upload('report.json', Buffer.from(renderReportJson(half)))).body)
    expect(page).toContain('没有读出来的')
    expect(page).toContain('未读')
  })

  test('what cannot be read comes back with its reason, and with what was pasted', async () => {
    const nothing = await app.visitor().upload('/check', { text: ' ' }, [])
    expect(nothing.statusCode).toBe(422)
    expect(shownText(nothing.body)).toContain('请选择一个年报文件，或者把年报内容粘贴在下面')
    const prose = await app.visitor().upload('/check', { text: '这不是<年报>。' }, [])
    expect(prose.statusCode).toBe(422)
    expect(prose.body).toContain('href="#field-text"')
    expect(prose.body).toContain('这不是&lt;年报&gt;。')
    const picture = await upload('a.pdf', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]))
    expect(picture.statusCode).toBe(422)
    expect(picture.body).toContain('href="#field-file"')
  })

  test('a file too large is refused on the form', async () => {
    const page = await upload('big.html', Buffer.alloc(20 * 1024 * 1024 + 1, 'x'))
    expect(page.statusCode).toBe(413)
    expect(shownText(page.body)).toContain('文件超过了20 MB的上限')
    expect(page.body).toContain('name="text"')
  })

  test('another site cannot send it, and nobody may send it without end', async () => {
    const foreign = await app.fastify.inject({
      method: 'POST',
      url: '/check',
      headers: {
        'sec-fetch-site': 'cross-site',
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: 'text=x',
    })
    expect(foreign.statusCode).toBe(403)
    const answers: number[] = []
    for (let n = 0; n < 25; n += 1)
      answers.push((await app.visitor().upload('/check', { text: '再来一次' }, [])).statusCode)
    expect(answers.at(-1)).toBe(429)
  })

  test('nothing that was sent is kept', async () => {
    const own = await createTestApp()
    const before = await countRows(own)
    await own.visitor().upload('/check', { text: renderReportHtml(REPORT) }, [])
    expect(await countRows(own)).toEqual(before)
    const page = await own.visitor().get('/check')
    expect(page.body).not.toContain('示例市统计局')
    expect(shownText(page.body)).toContain('不保存、不公开、不记入日志')
    await own.close()
  })
})

async function countRows({ db }: TestApp): Promise<Record<string, number>> {
  const tables = await db.introspection.getTables()
  const counts: Record<string, number> = {}
  for (const { name } of tables) {
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(name)}`.execute(
      db,
    )
    counts[name] = rows[0]!.n
  }
  return counts
}
