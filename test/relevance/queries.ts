/** What people type, and which documents must be among the first. The first named is expected at the very top. */
export interface RelevanceQuery {
  readonly query: string
  readonly expected: readonly string[]
}

export const QUERIES: readonly RelevanceQuery[] = [
  // numbers, however they are typed
  { query: '临人社发〔2021〕8号', expected: ['unemployment'] },
  { query: '临人社发[2021]8号', expected: ['unemployment'] },
  { query: '临政发（2020）012 号', expected: ['public-rental'] },
  { query: '请问临民发【2023】11号文的内容', expected: ['elder-allowance'] },
  { query: '〔2022〕41号', expected: ['haze'] },
  { query: '临政令第6号', expected: ['forest-fire'] },
  // titles, whole and in part
  { query: '最低生活保障审核确认实施细则', expected: ['low-income'] },
  { query: '城区机动车停放服务收费管理规定', expected: ['parking', 'interpretation-parking'] },
  { query: '《城区机动车停放服务收费管理规定》政策解读', expected: ['interpretation-parking'] },
  { query: '临澄市2022年市级财政预算草案的报告', expected: ['budget-2022'] },
  { query: '2023年财政预算', expected: ['budget'] },
  { query: '臨澄市養犬管理條例', expected: ['dog'] },
  { query: '公共租赁住房 分配', expected: ['public-rental'] },
  // words that stand in texts
  { query: '转贷资金', expected: ['enterprise-support'] },
  { query: '施教区', expected: ['school-district'] },
  { query: '国四', expected: ['haze'] },
  { query: '柳林村', expected: ['land'] },
  { query: '柳林庙会', expected: ['heritage'] },
  { query: '预售资金监管', expected: ['abolished'] },
  { query: '第二实验小学', expected: ['school-district'] },
  { query: '妇幼保健院', expected: ['bus'] },
  { query: '双价疫苗', expected: ['vaccine'] },
  { query: '牵引绳', expected: ['dog'] },
  // other words for the same
  { query: '惠企', expected: ['enterprise-support'] },
  { query: '低保', expected: ['low-income', 'disabled', 'heating'] },
  { query: '公租房', expected: ['public-rental'] },
  { query: '养狗', expected: ['dog'] },
  { query: '拆迁补偿', expected: ['expropriation'] },
  { query: '暖气费', expected: ['heating'] },
  { query: '网约车', expected: ['ride-hailing'] },
  { query: '十四五规划', expected: ['plan'] },
  { query: '落户', expected: ['hukou'] },
  { query: '信息公开年报', expected: ['disclosure-report'] },
  { query: '非遗', expected: ['heritage'] },
  { query: '学区划分', expected: ['school-district'] },
  // questions
  { query: '失业保险金怎么领', expected: ['unemployment'] },
  { query: '申请公租房需要什么条件', expected: ['public-rental'] },
  { query: '退休以后公积金还能取出来吗', expected: ['housing-fund'] },
  { query: '孩子上小学要什么材料', expected: ['enrolment'] },
  { query: '老小区装电梯政府补多少钱', expected: ['elevator', 'old-community'] },
  { query: '停车怎么收费', expected: ['parking', 'interpretation-parking'] },
  { query: '八十岁老人每月能领多少津贴', expected: ['elder-allowance'] },
  { query: '农村危房改造补助多少', expected: ['dilapidated'] },
  { query: '居住证怎么办理', expected: ['residence'] },
  { query: '大学生创业贷款最高多少', expected: ['startup-loan'] },
  { query: '门诊报销比例是多少', expected: ['medical'] },
  { query: '企业研发补助怎么申请', expected: ['tech-company'] },
  { query: '过年能不能放烟花', expected: ['fireworks'] },
  { query: '图书馆几点开门', expected: ['library'] },
  { query: '办小餐饮要办什么证', expected: ['food-workshop'] },
  { query: '事业单位招聘报名时间', expected: ['civil-servants'] },
  { query: '水费多少钱一吨', expected: ['water-price'] },
  { query: '信访多长时间答复', expected: ['petition'] },
  // numbers as they are half remembered
  { query: '2021年临人社发8号', expected: ['unemployment'] },
  { query: '临政办发41号', expected: ['haze'] },
  { query: '人社发〔2022〕15号', expected: ['unemployment-return'] },
  { query: '第6号令', expected: ['forest-fire'] },
  // another kind of document than it is
  { query: '公共租赁住房条例', expected: ['public-rental'] },
  { query: '宅基地审批条例', expected: ['homestead'] },
  { query: '防汛抗旱方案', expected: ['flood'] },
  { query: '燃气安全整治通知', expected: ['gas'] },
  // the version or the explanation that is meant
  { query: '2022年财政预算草案', expected: ['budget-2022'] },
  { query: '二〇二三年财政预算', expected: ['budget'] },
  { query: '23年招生方案', expected: ['enrolment'] },
  { query: '停车收费 解读', expected: ['interpretation-parking'] },
  { query: '图解停车收费', expected: ['interpretation-parking'] },
  // with slips of the hand
  { query: '失业保险金申领辦法', expected: ['unemployment'] },
  { query: '耕地地力保护补帖', expected: ['rural'] },
  { query: '关于印发《生活垃圾分类管理办法》的通知', expected: ['waste'] },
  { query: '网络预约出租车经营服务细则', expected: ['ride-hailing'] },
  // as people speak
  { query: '下岗了能领多少钱', expected: ['unemployment'] },
  { query: '征地补偿 柳林', expected: ['land'] },
  { query: '退伍兵安家费', expected: ['veterans'] },
  { query: '孩子打hpv疫苗免费吗', expected: ['vaccine'] },
  { query: '生孩子的津贴怎么拨', expected: ['birth'] },
  { query: '买断高层次人才住房补贴', expected: ['talent'] },
  { query: '小区里放鞭炮罚款', expected: ['fireworks'] },
  { query: '雾霾天汽车限行吗', expected: ['haze'] },
  { query: '公家吃喝花了多少钱', expected: ['three-public'] },
]

/** What nothing public answers. */
export const UNANSWERABLE: readonly string[] = [
  '量子纠缠火星移民',
  '深海采矿许可',
  'zxqv9981',
  '。。。',
]
