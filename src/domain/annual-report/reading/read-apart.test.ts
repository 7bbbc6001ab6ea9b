import { deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { Refusal } from '../../../platform/kernel/refusal.ts'
import { cleanPage } from './printed-html.ts'
import { randomFigures } from './random-figures.ts'
import { readReport } from './read-report.ts'
import { readReportApart } from './read-apart.ts'

const refusalOf = (source: Uint8Array | string) =>
  readReportApart(source, '报告').then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof Refusal) return error
      throw error
    },
  )

/** One page whose drawing unpacks to half a gigabyte. */
function bombPdf(): Uint8Array {
  const drawing = deflateSync(Buffer.alloc(400_000_000, 'BT /F1 9 Tf (a) Tj ET '))
  const font = '/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>'
  const head = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 600 800]/Resources<<${font}>>>>endobj
4 0 obj<</Filter/FlateDecode/Length ${drawing.byteLength}>>stream
`
  const tail = '\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF'
  return new Uint8Array(Buffer.concat([Buffer.from(head), drawing, Buffer.from(tail)]))
}

describe('a stranger’s file is read in a process of its own', () => {
  test('and the report that comes back is the one read here', async () => {
    const page = cleanPage(randomFigures(7, '2021'))
    expect(await readReportApart(page, '年报.html')).toEqual(await readReport(page, '年报.html'))
  })

  test('a refusal comes back with its place', async () => {
    const refusal = await refusalOf('通知')
    expect(refusal?.code).toBe('invalid')
    expect(refusal?.problems[0]?.at).toBe('file')
  })

  test('a file made to take all time and memory is refused, and the next one is read', async () => {
    const [bomb, after] = await Promise.all([refusalOf(bombPdf()), refusalOf('通知')])
    expect(bomb?.message).toContain('过于复杂')
    expect(after?.message).toContain('没有找到')
  }, 60_000)
})
