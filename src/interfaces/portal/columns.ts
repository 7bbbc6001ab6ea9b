/** The columns beside the five statutory entries, named wherever a reader looks for them: home, 内容 and 站点地图. */
import { listVillages } from '../../domain/catalogue/villages-store.ts'
import type { Agency } from '../../domain/organisations/agency.ts'
import { countPublicKinds } from '../../domain/publications/public-facets.ts'
import { isCategoryPublic } from '../../domain/publications/public-lists.ts'
import { INTERPRETATION_CATEGORY } from '../../domain/policies/interpretations/draft-interpretation.ts'
import type { EditionKind } from '../../domain/publications/structures/kinds.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { link } from '../../platform/web/components/button.ts'
import { cataloguePaths } from './catalogue/paths.ts'
import { participationPaths } from './participation/paths.ts'
import * as paths from './paths.ts'
import { normativePath } from './policies/addresses.ts'
import { POLICY_PACKS } from './policy-packs/addresses.ts'
import type { PortalServices } from './services.ts'

export interface PortalColumn {
  readonly text: string
  readonly href: string
}

/**
 * Those in which something stands; the catalogue and what invites an answer are always there.
 * @param unit the body that was chosen: what of it is its own
 */
export async function listColumns({ db }: PortalServices, unit?: Agency): Promise<PortalColumn[]> {
  const [kinds, villages, hasInterpretations] = await Promise.all([
    countPublicKinds(db, unit?.id),
    listVillages(db),
    // by category: those drawn up elsewhere are plain documents of it
    isCategoryPublic(db, INTERPRETATION_CATEGORY, unit?.id),
  ])
  const has = (kind: EditionKind) => kinds.has(kind)
  const ofKind = (text: string, kind: EditionKind): PortalColumn[] =>
    has(kind) ? [{ text, href: paths.contentPath({ agency: unit?.slug, kind }) }] : []
  return [
    { text: '主动公开目录', href: paths.ofUnit(cataloguePaths.catalogue, unit?.slug) },
    { text: '规范性文件', href: normativePath() },
    ...(hasInterpretations
      ? [
          {
            text: INTERPRETATION_CATEGORY,
            href: paths.contentPath({ agency: unit?.slug, category: INTERPRETATION_CATEGORY }),
          },
        ]
      : []),
    ...(has('policy-pack') || has('policy-item') ? [{ text: '惠企政策', href: POLICY_PACKS }] : []),
    { text: '征求意见', href: participationPaths.consultations },
    { text: '建议提案办理', href: participationPaths.replies },
    ...ofKind('公开事项清单', 'disclosure-lists'),
    ...(villages.length > 0 ? [{ text: '村居信息公开', href: cataloguePaths.villages }] : []),
  ]
}

export function columnLinks(columns: readonly PortalColumn[]): Html {
  return html`<nav aria-labelledby="columns">
    <h2 class="govuk-heading-s" id="columns">专题栏目</h2>
    <ul class="govuk-list mq-links">
      ${columns.map(({ text, href }) => html`<li>${link(text, href)}</li> `)}
    </ul>
  </nav>`
}
