/** 成批导入: files and a sheet that says what they are become drafts, row by row, after somebody has compared them. */
import type { ProposedHeader } from '../../../law/document-rules-propose.ts'

export const BATCH_STATES = [
  'gathering', // 收集文件、核对
  'drafting', // 正在建立草稿
  'finished', // 已完成
  'discarded', // 已放弃
] as const
export type BatchState = (typeof BATCH_STATES)[number]

export interface Batch {
  readonly id: number
  readonly agencyId: number
  readonly name: string
  readonly state: BatchState
  readonly createdBy: number
  readonly createdAt: Temporal.Instant
}

/** A field of a header as it was read from a file. */
export type ReadHeader = {
  readonly [K in keyof ProposedHeader]?: { readonly value: string; readonly from: string }
}

export interface BatchFile {
  readonly fileId: number
  readonly name: string
  readonly size: number
  readonly sha256: string
  /** null: not read yet */
  readonly readAt: Temporal.Instant | null
  readonly header: ReadHeader
  readonly warnings: readonly string[]
  /** why it could not be read */
  readonly problem: string | null
}

export interface BatchRow {
  /** of the line in the sheet */
  readonly number: number
  readonly fileName: string
  /** what the sheet says, by field */
  readonly given: Readonly<Partial<Record<SheetField, string>>>
  /** somebody wants a draft of it */
  readonly chosen: boolean
  readonly editionId: number | null
  /** why it did not become a draft */
  readonly problem: string | null
}

/** The columns of the sheet besides the file, in their order, and what they are called. */
export const SHEET_FIELDS = {
  attachments: '附件',
  title: '标题',
  documentNumber: '发文字号',
  publisher: '发布机构',
  category: '组配分类',
  disclosure: '公开方式',
  formedOn: '成文日期',
  subjectCategory: '主题分类',
  genre: '体裁分类',
  keywords: '关键词',
  summary: '内容概述',
  normativeKind: '文件性质',
  registrationNumber: '统一登记号',
  effectiveFrom: '施行日期',
  expiresOn: '有效期至',
  repealedOn: '废止日期',
} as const
export type SheetField = keyof typeof SHEET_FIELDS

export const FILE_COLUMN = '文件名'

export const SHEET_FIELD_KEYS = Object.keys(SHEET_FIELDS) as SheetField[]

export const MOST_ROWS = 500
export const MOST_FILES = 1000

/** Rows that stand for a file alone are numbered from here, apart from the lines of a sheet. */
export const FROM_FILES = 10_000
