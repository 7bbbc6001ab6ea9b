import type { HolidayNotice } from '../notice.ts'

/** The second notice lengthened 春节 to 2 February, so that Saturday 1 February, first a make-up day, became a day off. */
export const notice2020: HolidayNotice = {
  year: 2020,
  documents: [
    {
      number: '国办发明电〔2019〕16号',
      issuedOn: '2019-11-21',
      url: 'https://www.gov.cn/zhengce/zhengceku/2019-11/21/content_5454164.htm',
    },
    {
      number: '国办发明电〔2020〕1号',
      issuedOn: '2020-01-26',
      url: 'https://www.gov.cn/zhengce/zhengceku/2020-01/27/content_5472352.htm',
    },
  ],
  blocks: [
    {
      name: '元旦',
      off: ['2020-01-01'],
      makeUp: [],
    },
    {
      name: '春节',
      off: [
        '2020-01-24',
        '2020-01-25',
        '2020-01-26',
        '2020-01-27',
        '2020-01-28',
        '2020-01-29',
        '2020-01-30',
        '2020-01-31',
        '2020-02-01',
        '2020-02-02',
      ],
      makeUp: ['2020-01-19'],
    },
    {
      name: '清明节',
      off: ['2020-04-04', '2020-04-05', '2020-04-06'],
      makeUp: [],
    },
    {
      name: '劳动节',
      off: ['2020-05-01', '2020-05-02', '2020-05-03', '2020-05-04', '2020-05-05'],
      makeUp: ['2020-04-26', '2020-05-09'],
    },
    {
      name: '端午节',
      off: ['2020-06-25', '2020-06-26', '2020-06-27'],
      makeUp: ['2020-06-28'],
    },
    {
      name: '国庆节、中秋节',
      off: [
        '2020-10-01',
        '2020-10-02',
        '2020-10-03',
        '2020-10-04',
        '2020-10-05',
        '2020-10-06',
        '2020-10-07',
        '2020-10-08',
      ],
      makeUp: ['2020-09-27', '2020-10-10'],
    },
  ],
}
