/**
 * Files a second through the release gate, each in the searching process as in real life. Baseline in the same run: the
 * same file unpacked and its largest part parsed as XML (PDF: its objects read), in this process, without looking.
 *
 *     node bench/gate.ts [files of each kind]
 */
import { unzip } from '../src/platform/release-scan/archive/zip-parts.ts'
import { RELEASE_LIMITS } from '../src/platform/release-scan/limits.ts'
import { openObjects } from '../src/platform/release-scan/pdf/find-objects.ts'
import { newBudget } from '../src/platform/release-scan/report.ts'
import { scanForRelease, stopScanning } from '../src/platform/release-scan/scan.ts'
import { parseXml, xmlText } from '../src/platform/release-scan/xml/parse-xml.ts'
import { pdfFile } from '../test/leaks/pdf-file.ts'
import { row, sheetFile, text } from '../test/leaks/sheet-file.ts'
import { said, wordFile } from '../test/leaks/word-file.ts'

const count = Number(process.argv[2] ?? 40)
const LINE =
  '各有关单位应当在二十个工作日内将办理结果报送，联系电话 0631-5231234，项目代码 2020-371002-48-03-012345。'

const rows = (many: number) =>
  Array.from({ length: many }, (_, index) =>
    row(index + 2, text(`A${index + 2}`, `事项${index}`) + text(`B${index + 2}`, LINE)),
  )

const FILES: readonly (readonly [string, Buffer])[] = [
  ['通知.docx（20 段）', wordFile({ body: said(LINE).repeat(20) })],
  ['汇编.docx（5000 段）', wordFile({ body: said(LINE).repeat(5000) })],
  ['目录.xlsx（5000 行）', sheetFile({ rows: rows(5000).join('') })],
  ['名册.xlsx（100000 行）', sheetFile({ rows: rows(100_000).join('') })],
  ['目录.pdf（1 页）', await pdfFile(() => undefined)],
  [
    '汇编.pdf（100 页）',
    await pdfFile(({ document, font }) => {
      for (let number = 0; number < 100; number += 1) {
        const page = document.addPage([595, 842])
        for (let line = 0; line < 40; line += 1)
          page.drawText(`Line ${line} of the collected papers, no. ${number}`, {
            x: 60,
            y: 780 - line * 18,
            size: 11,
            font,
          })
      }
    }),
  ],
]

for (const [name, bytes] of FILES) {
  const repeats = name.includes('100000')
    ? 2
    : name.includes('5000') || name.includes('100 ')
      ? Math.ceil(count / 4)
      : count
  await scanForRelease(name, bytes)
  const took = await timed(repeats, async () => {
    const result = await scanForRelease(name, bytes)
    if (!result.ok || result.findings.length > 0) throw new Error(`${name}: not clean`)
  })
  const bare = await timed(repeats, () => readOnly(bytes))
  const size = (bytes.length / 1024).toFixed(0)
  console.log(
    `${name}，${size} KB：${took.toFixed(1)} 毫秒一个，是只解包解析的 ${(took / bare).toFixed(1)} 倍`,
  )
}
stopScanning()

async function readOnly(bytes: Buffer): Promise<void> {
  if (bytes.subarray(0, 8).includes('%PDF')) await openObjects(bytes)
  else {
    const { parts } = await unzip(bytes, newBudget(RELEASE_LIMITS))
    const [largest] = parts.toSorted((left, right) => right.bytes.length - left.bytes.length)
    parseXml(xmlText(largest!.bytes))
  }
}

/** Milliseconds for one. */
async function timed(repeats: number, act: () => Promise<void>): Promise<number> {
  const start = performance.now()
  for (let index = 0; index < repeats; index += 1) await act()
  return (performance.now() - start) / repeats
}
