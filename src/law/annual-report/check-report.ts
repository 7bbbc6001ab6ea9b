import { indexFigures } from './figure-index.ts'
import type { ReportFigures } from './figures.ts'
import { checkActive2019, checkActive2021 } from './identities-active.ts'
import { checkCells } from './identities-cells.ts'
import { checkDocument } from './identities-document.ts'
import { checkLikeness } from './identities-likeness.ts'
import { checkAgainstRecords, checkAgainstUnits } from './identities-records.ts'
import { checkRequests } from './identities-requests.ts'
import { checkReview } from './identities-review.ts'
import { checkStructure } from './identities-structure.ts'
import { checkNarrative } from './identities-text.ts'
import { checkAgainstLastYear } from './identities-years.ts'
import type { ReportProblem } from './problem.ts'
import type { ReportContext } from './report-context.ts'

/**
 * Every identity of the annual report, over one set of figures: S0 (the document), S3 (requests), S4 (review and
 * litigation), A19/A21 (table 二 of the two forms), TX (the running text), AG (the sum of units). What the context
 * does not know is not checked. Cells that were not read (`null`) take part in no identity.
 *
 * @returns problems in the order a reader meets them: tables first, then what lies around them.
 */
export function checkReport(
  figures: ReportFigures,
  context: ReportContext,
): readonly ReportProblem[] {
  return [...yieldProblems(figures, context)]
}

function* yieldProblems(figures: ReportFigures, context: ReportContext): Generator<ReportProblem> {
  const index = indexFigures(figures)
  yield* checkStructure(figures)
  yield* checkCells(figures, context)
  yield* figures.format === '2019' ? checkActive2019(index) : checkActive2021(index, context)
  yield* checkRequests(index, context)
  yield* checkReview(index, context)
  if (context.lastYear) yield* checkAgainstLastYear(index, context.lastYear, context)
  if (context.ledger ?? context.registers) yield* checkAgainstRecords(index, context)
  if (context.units) yield* checkAgainstUnits(index, context.units)
  yield* checkDocument(index, context)
  yield* checkNarrative(index, context)
  if (context.narrative !== undefined && context.otherTexts) {
    yield* checkLikeness(context.narrative, context.otherTexts)
  }
}
