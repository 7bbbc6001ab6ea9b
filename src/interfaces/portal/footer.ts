/** What an inspector of government sites looks for at the foot of every page (政府网站发展指引), in its order. */
import { html, nothing, raw, type Html } from '../../platform/web/html.ts'
import * as paths from './paths.ts'
import { OPEN_DATA } from './feeds/paths.ts'
import type { PortalSite } from './portal-site.ts'
import { SUBSCRIBE } from './subscriptions/paths.ts'

export function footer(site: PortalSite): Html {
  return html`<footer class="mq-footer">
    <div class="govuk-width-container">
      <ul class="mq-footer__facts">
        ${facts(site).map(([name, value]) => value !== undefined && html`<li>${name}：${value}</li> `)}
      </ul>
      ${marks(site)}
      <ul class="mq-footer__links">
        ${LINKS.map(([text, href]) => html`<li><a href="${href}">${text}</a></li> `)}
      </ul>
    </div>
  </footer>`
}

const LINKS: readonly (readonly [string, string])[] = [
  ['站点地图', paths.SITE_MAP],
  ['关于本站', paths.ABOUT],
  ['信息纠错', paths.CORRECTION],
  ['年报检查', paths.CHECK],
  ['订阅', SUBSCRIBE],
  ['数据开放', OPEN_DATA],
  ['工作人员登录', '/office'],
]

type Fact = readonly [name: string, value: Html | string | undefined]

function facts(site: PortalSite): readonly Fact[] {
  const { sponsor, name, contact, idCode, icpFiling, policeFiling } = site
  return [
    ['主办单位', sponsor ?? name],
    ['联系方式', contact],
    ['网站标识码', idCode],
    ['ICP备案', icpFiling && official('https://beian.miit.gov.cn/', icpFiling)],
    ['公安备案', policeFiling && official(policeRecord(policeFiling), policeFiling)],
  ]
}

/** The record of this very number in the national register of the public security organs. */
function policeRecord(filing: string): string {
  return `https://beian.mps.gov.cn/#/query/webSearch?code=${filing.replaceAll(/\D/g, '')}`
}

function official(href: string, text: string): Html {
  return html`<a href="${href}" rel="external">${text}</a>`
}

/**
 * The two marks that sites usually load from elsewhere as a script with a picture. Nothing is loaded here: a drawing of
 * our own, the words, and the official address with this site's code in it.
 */
function marks({ partyGovernmentMark, idCode }: PortalSite): Html {
  if (partyGovernmentMark === undefined && idCode === undefined) return nothing
  return html`<ul class="mq-footer__marks">
    ${
      partyGovernmentMark !== undefined &&
      mark(
        `https://bszs.conac.cn/sitename?method=show&id=${partyGovernmentMark}`,
        SHIELD,
        '党政机关网站标识',
      )
    }
    ${
      idCode !== undefined &&
      mark(
        `https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=${encodeURIComponent(idCode)}`,
        LENS,
        '政府网站找错',
      )
    }
  </ul>`
}

const SHIELD = 'M12 2 4 5v6c0 5 3.4 9 8 11 4.6-2 8-6 8-11V5zM8 12l3 3 5-6'
const LENS = 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.5 15.5 21 21'

function mark(href: string, drawing: string, text: string): Html {
  return html`<li>
    <a href="${href}" rel="external"
      >${raw(
        `<svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true" focusable="false"><path d="${drawing}"/></svg>`,
      )}${text}</a
    >
  </li>`
}
