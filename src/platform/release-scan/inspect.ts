/** What a file is, and who reads it. Works on bytes alone: no disk, no network, no clock. */
import { isOle2 } from '../files/ole2.ts'
import { isZip } from '../files/zip-directory.ts'
import { readArchive } from './archive/read-archive.ts'
import { unzip, type ZipParts } from './archive/zip-parts.ts'
import { imageKindOf, readImage } from './image/read-image.ts'
import { Unreadable } from './kinds.ts'
import type { ScanLimits } from './limits.ts'
import { readHtml } from './markup/read-html.ts'
import { readSvg } from './markup/read-svg.ts'
import { readText, textOfBytes } from './markup/read-text.ts'
import { readOfd } from './ofd/read-ofd.ts'
import { readOffice } from './ooxml/read-office.ts'
import {
  newBudget,
  newReport,
  type Budget,
  type Findings,
  type Report,
  type Scan,
} from './report.ts'

/** @throws Unreadable when the file cannot be searched to its last part */
export async function inspect(name: string, bytes: Buffer, limits: ScanLimits): Promise<Findings> {
  const { report, gathered } = newReport()
  if (bytes.length > limits.maxBytes) throw new Unreadable('too-large', '文件太大，不能检查。')
  await inspectFile(scanOf(report, newBudget(limits), 0), name, bytes)
  return gathered()
}

function scanOf(report: Report, budget: Budget, depth: number): Scan {
  const enter = async (inner: Report, name: string, bytes: Buffer) => {
    if (depth >= budget.limits.maxDepth) {
      throw new Unreadable('too-much', '文件里套文件，套得太深。')
    }
    await inspectFile(scanOf(inner, budget, depth + 1), name, bytes)
  }
  return {
    report,
    budget,
    depth,
    open: (name, bytes, where, isShown) => enter(report.within(where, isShown), name, bytes),
    async look(name, bytes) {
      const { report: own, gathered } = newReport()
      await enter(own, name, bytes)
      return gathered()
    },
  }
}

async function inspectFile(scan: Scan, name: string, bytes: Buffer): Promise<void> {
  if (bytes.length === 0) throw new Unreadable('broken', '文件是空的。')
  if (bytes.subarray(0, 1024).includes('%PDF-')) {
    const { readPdf } = await import('./pdf/read-pdf.ts')
    return readPdf(scan, bytes)
  }
  if (isZip(bytes)) return inspectZip(scan, await unzip(bytes, scan.budget))
  const image = imageKindOf(bytes)
  if (image !== undefined) return readImage(scan.report, image, bytes)
  if (isOle2(bytes)) {
    throw new Unreadable(
      'unknown-kind',
      '旧版或加密的 Office 文件不能检查，请去掉密码或另存为 docx、xlsx、pptx。',
    )
  }
  return inspectText(scan, name, bytes)
}

async function inspectZip(scan: Scan, zip: ZipParts): Promise<void> {
  const names = new Set(zip.parts.map((part) => part.name))
  if (names.has('[Content_Types].xml')) return readOffice(scan, zip)
  if (names.has('OFD.xml')) return readOfd(scan, zip)
  if (names.has('mimetype') && names.has('content.xml')) {
    throw new Unreadable(
      'unknown-kind',
      '这种文档（ODF）不能检查，请另存为 docx、xlsx、pptx 或 PDF。',
    )
  }
  return readArchive(scan, zip)
}

const OTHER_FORMATS = /^(?:\{\\rtf|%!PS|MIME-Version:|From |Received:|Return-Path:|BEGIN:VCARD)/i

async function inspectText({ report }: Scan, name: string, bytes: Buffer): Promise<void> {
  const text = await textOfBytes(bytes)
  if (text === undefined || OTHER_FORMATS.test(text)) {
    throw new Unreadable('unknown-kind', '这种文件不能检查。')
  }
  const head = text.slice(0, 2000).replace(/^\s*<\?xml[^>]*>/, '')
  const isPage =
    /\.(?:x?html?|xht)$/i.test(name) ||
    /<!doctype html|<html[\s>]|<body[\s>]|<script[\s>]/i.test(head)
  if (/<svg[\s>]|<\w+:svg[\s>]/i.test(head) && !isPage) readSvg(report, text)
  else if (isPage) readHtml(report, text)
  else if (
    /^\s*<\?xml/.test(text) &&
    /<(?:w:wordDocument|pkg:package|office:document|\w+:Workbook|Workbook)[\s>]/.test(
      text.slice(0, 4000),
    )
  ) {
    throw new Unreadable('unknown-kind', '这种文档不能检查，请另存为 docx、xlsx 或 pptx。')
  } else readText(report, text)
}
