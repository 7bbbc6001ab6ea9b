import type { ReportFigures } from './figures.ts'

/**
 * What is known around a set of figures. Everything but `origin` may be absent; an identity whose input is
 * absent is not checked.
 */
export interface ReportContext {
  /**
   * `inside`: produced from the records here; a blank cell is an error. `imported`: published elsewhere or in the
   * past; a blank cell is a warning and counts as nothing in sums (附录：空白不等于零).
   */
  readonly origin: 'inside' | 'imported'
  /** Whether the figures are of one organ or of a region with its units; decides which sentences are comparable. */
  readonly scope?: 'unit' | 'region'
  /** 31 January for departments, 31 March for governments (条例 第四十九条). */
  readonly bodyKind?: 'department' | 'government'
  readonly publishedOn?: Temporal.PlainDate
  readonly lastYear?: ReportFigures
  /** Last year's report is in this system too: a broken carry-over is then an error. */
  readonly lastYearIsOurs?: boolean
  /** Counts from the ledger of requests by cell path (`requests.…`, `review_litigation.…`). */
  readonly ledger?: ReadonlyMap<string, number>
  /** Counts from the registers behind table 二 by cell path (`active.…`). */
  readonly registers?: ReadonlyMap<string, number>
  /** Replies given in the year, and those of them in time. */
  readonly replies?: { readonly given: number; readonly inTime: number }
  /** Suits in which this organ only stood beside the original actor as reconsideration organ. */
  readonly coDefendantSuits?: number
  /** 信息处理费 collected in the year, 元. */
  readonly processingFees?: number
  /** Whether the organ may make 规章 (立法法 第九十一、九十三条). */
  readonly mayMakeRegulations?: boolean
  /** The running text of the report outside its tables, one paragraph per line. */
  readonly narrative?: string
  /** The title as printed, for the year it names. */
  readonly title?: string
  /** Other reports' running text: last year's, sister units'. */
  readonly otherTexts?: readonly { readonly name: string; readonly text: string }[]
  /** The units a regional report adds up. */
  readonly units?: readonly { readonly name: string; readonly figures: ReportFigures }[]
}
