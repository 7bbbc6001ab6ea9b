import { namesSomebody } from '../metadata-words.ts'
import type { Report } from '../report.ts'
import { snippet } from '../snippet.ts'

/** Records of the second dataset of IPTC-IIM that name people and places. */
const RECORDS: Readonly<Record<number, string>> = {
  40: '特别说明',
  80: '作者',
  85: '作者职务',
  90: '城市',
  92: '地点',
  110: '提供者',
  115: '来源',
  116: '版权',
  118: '联系人',
  120: '说明',
  122: '撰写者',
}
const IIM = 0x04_04

/** Photoshop's resource blocks, of which one holds IPTC. */
export function readIptc(report: Report, bytes: Buffer, where: string): void {
  let at = 0
  while (at + 12 <= bytes.length && bytes.toString('latin1', at, at + 4) === '8BIM') {
    const id = bytes.readUInt16BE(at + 4)
    const nameLength = bytes[at + 6]!
    const sizeAt = at + 6 + ((nameLength + 2) & ~1)
    if (sizeAt + 4 > bytes.length) return
    const size = bytes.readUInt32BE(sizeAt)
    if (id === IIM) readRecords(report, bytes.subarray(sizeAt + 4, sizeAt + 4 + size), where)
    at = sizeAt + 4 + size + (size % 2)
  }
}

function readRecords(report: Report, bytes: Buffer, where: string): void {
  for (let at = 0; at + 5 <= bytes.length && bytes[at] === 0x1c;) {
    const length = bytes.readUInt16BE(at + 3)
    const label = bytes[at + 1] === 2 ? RECORDS[bytes[at + 2]!] : undefined
    const value = bytes.toString('utf8', at + 5, at + 5 + length).trim()
    if (label !== undefined && namesSomebody(value)) {
      report.find('metadata', where, `图片属性“${label}”写着 ${snippet(value)}`)
    }
    report.say(where, value, false)
    at += 5 + length
  }
}
