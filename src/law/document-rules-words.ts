/**
 * 易错词: what documents write wrongly again and again, and what is meant. Look-arounds keep apart words that merely stand
 * beside each other: 部署 must not be found in 发布署名.
 */
export interface WrongWord {
  readonly wrong: RegExp
  readonly right: string
  /** false: wrong in most places, right in some: a person decides */
  readonly certain: boolean
}

/** wrong → right, one a line; `?` in front: not certain */
const TABLE = String.raw`
帐号 账号
帐户 账户
帐目 账目
(?<!蚊)帐单 账单
转帐 转账
报帐 报账
(?<!蚊|营|篷)帐本 账本
截止目前 截至目前
截止到目前 截至目前
?截止(?=\d{4}年\d{1,2}月(?!\d{1,2}日前)) 截至
按装(?!置|修|配|机) 安装
(?<!发|公|颁)布署(?!名) 部署
报消(?!防|费) 报销
(?<!全|本|大)部份(?!额) 部分
渡假 度假
松驰 松弛
一如继往 一如既往
迫不急待 迫不及待
甘败下风 甘拜下风
自抱自弃 自暴自弃
食不裹腹 食不果腹
再接再励 再接再厉
鼎立相助 鼎力相助
鼎立支持 鼎力支持
穿流不息 川流不息
既往不究 既往不咎
默守成规 墨守成规
墨守陈规 墨守成规
出奇不意 出其不意
委屈求全 委曲求全
按步就班 按部就班
不径而走 不胫而走
脏款 赃款
(?<!内|肝|心)脏物(?!质) 赃物
贪脏枉法 贪赃枉法
循私舞弊 徇私舞弊
循私枉法 徇私枉法
营私舞蔽 营私舞弊
一股作气 一鼓作气
防碍 妨碍
幅射 辐射
烩炙人口 脍炙人口
蛛丝蚂迹 蛛丝马迹
声名雀起 声名鹊起
有持无恐 有恃无恐
追朔 追溯
走头无路 走投无路
趋之若骛 趋之若鹜
洁白无暇 洁白无瑕
装祯 装帧
饮鸠止渴 饮鸩止渴
灸手可热 炙手可热
姿意妄为 恣意妄为
编篡 编纂
作崇 作祟
座落 坐落
膨涨 膨胀
渲泄 宣泄
震憾 震撼
寒喧 寒暄
籍口 借口
凭籍 凭借
亲睐 青睐
陷井 陷阱
水笼头 水龙头
国藉 国籍
户藉 户籍
书藉 书籍
学藉 学籍
党藉 党籍
针炙 针灸
撤消 撤销
吊消 吊销
注消 注销
取销(?!售) 取消
法制政府 法治政府
法制社会 法治社会
依法制国 依法治国
政冶 政治
法冶 法治
自冶 自治
整冶 整治
帮抚 帮扶
抚贫 扶贫
攻艰 攻坚
功坚(?!力) 攻坚
防犯 防范
规犯 规范
典形 典型
审记 审计
招骋 招聘
骋请 聘请
骋任 聘任
拔款 拨款
拔付 拨付
划拔 划拨
茶毒 荼毒
末来 未来
煤碳 煤炭
(?<!自|知|克|律)己经(?!营|历|济|手|费) 已经
检查院 检察院
权利机关 权力机关
权利清单 权力清单
招聘启示 招聘启事
登陆(?=网站|网页|系统|平台|账号|账户|网址) 登录
既使 即使
即然 既然
尤如 犹如
决对 绝对
必需按照 必须按照
必需符合 必须符合
必需遵守 必须遵守
?既将 即将
?做为 作为
?其它 其他
?凑和 凑合
(?<=二)[零0O○](?=二[〇零0O○一二三四五六七八九]年) 〇
竟赛 竞赛
竟争 竞争
竟选 竞选
竟价 竞价
究竞 究竟
毕竞 毕竟
帐蓬 帐篷
粘帖 粘贴
张帖 张贴
补帖 补贴
津帖 津贴
另星 零星
辩别 辨别
分辩率 分辨率
?权利部门 权力部门
复盖 覆盖
覆行 履行
履盖 覆盖
`

export const WRONG_WORDS: readonly WrongWord[] = TABLE.trim()
  .split('\n')
  .map((line) => {
    const certain = !line.startsWith('?')
    const [wrong, right] = line.replace(/^\?/, '').split(' ')
    return { wrong: new RegExp(wrong!, 'gu'), right: right!, certain }
  })

export interface FoundWord {
  readonly word: string
  readonly right: string
  readonly certain: boolean
  /** how often */
  readonly times: number
  readonly around: string
}

/** @param own wrong → right, of the office itself: always a matter for a person */
export function findWrongWords(
  text: string,
  own: readonly { readonly word: string; readonly advice: string }[] = [],
): FoundWord[] {
  const built = WRONG_WORDS.flatMap(({ wrong, right, certain }) => {
    const found = [...text.matchAll(wrong)]
    const [first] = found
    return first
      ? [
          {
            word: first[0],
            right,
            certain,
            times: found.length,
            around: around(text, first.index, first[0].length),
          },
        ]
      : []
  })
  return [...built, ...findWords(text, own).map((one) => ({ ...one, certain: false }))]
}

/** Words of a list, as they stand. */
export function findWords(
  text: string,
  words: readonly { readonly word: string; readonly advice: string }[],
): Omit<FoundWord, 'certain'>[] {
  return words.flatMap(({ word, advice }) => {
    const at = word === '' ? -1 : text.indexOf(word)
    if (at === -1) return []
    const times = text.split(word).length - 1
    return [{ word, right: advice, times, around: around(text, at, word.length) }]
  })
}

const BESIDE = 8

function around(text: string, at: number, length: number): string {
  return text.slice(Math.max(0, at - BESIDE), at + length + BESIDE).replaceAll('\n', ' ')
}
