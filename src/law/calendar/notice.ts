/**
 * A notice of the State Council General Office on one year's holidays (部分节假日安排的通知), with its later
 * adjustments already worked in. Days are ISO strings, as in the files and in what an administrator imports.
 */
export interface HolidayNotice {
  readonly year: number
  /** The notice and every later notice that adjusted the same year. */
  readonly documents: readonly NoticeDocument[]
  readonly blocks: readonly HolidayBlock[]
}

export interface NoticeDocument {
  /** 发文字号, e.g. 国办发明电〔2019〕16号 */
  readonly number: string
  /** 成文日期 */
  readonly issuedOn?: string
  readonly url?: string
}

/** One holiday: its days off, and the weekend days worked in exchange (调休上班). */
export interface HolidayBlock {
  readonly name: string
  readonly off: readonly string[]
  readonly makeUp: readonly string[]
}
