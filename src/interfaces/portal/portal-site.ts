/** Whose portal this is. */
export interface PortalSite {
  /** The body as it calls itself, e.g. 威海火炬高技术产业开发区. */
  readonly name: string
  /** Host name without a scheme, for the SiteDomain tag. */
  readonly domain: string
  /** 网站标识码, ten characters. */
  readonly idCode?: string | undefined
  /** 主办单位; the body itself when not given. */
  readonly sponsor?: string | undefined
  readonly contact?: string | undefined
  /** ICP备案号 */
  readonly icpFiling?: string | undefined
  /** 公安备案号 */
  readonly policeFiling?: string | undefined
  /** 党政机关网站标识: its code in the national register */
  readonly partyGovernmentMark?: string | undefined
}
