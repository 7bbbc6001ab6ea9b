/**
 * The one mail that goes to an address before its owner has said yes. Anybody can have it sent to anybody, so it repeats
 * nothing that was typed: what would be subscribed to is shown where its link leads.
 */
import { z } from 'zod'
import type { Composer } from '../../../platform/mail/outbox.ts'
import { confirmToken } from '../links.ts'
import { findSubscription } from '../subscriptions-store.ts'
import { CONFIRM_WITHIN_DAYS, FREQUENCIES, type SubscriptionRoom } from '../subscription.ts'
import { findSender } from './sender.ts'

export const CONFIRMATION = 'subscription-confirmation'

const From = z.object({ subscription: z.number().int(), frequency: z.enum(FREQUENCIES) })

export function confirmationComposer({ db, outbox, addresses }: SubscriptionRoom): Composer {
  return {
    name: CONFIRMATION,
    async compose(from) {
      const { subscription: id, frequency } = From.parse(from)
      const [subscription, sender] = await Promise.all([
        findSubscription(db, outbox.sealer, id),
        findSender(db),
      ])
      if (!subscription || !sender || !addresses) return undefined
      const link = addresses.confirm(confirmToken(outbox.sealer, subscription, frequency))
      return {
        to: outbox.sealer.open(subscription.sealedAddress),
        subject: `请确认：订阅${sender.shortName}的政府信息公开`,
        body: [
          `有人在${sender.name}政府信息公开平台用这个邮箱订阅新公开的文件。`,
          `是您本人的，请打开下面的链接，核对订阅的内容，再按“确认订阅”：\n${link}`,
          `链接${CONFIRM_WITHIN_DAYS}天内有效。没有确认就不会再寄邮件，到期后这个邮箱也会从系统中删除。`,
          '不是您本人的，不用理会这封邮件。这封邮件由系统发出，请勿回复。',
          sender.name,
        ].join('\n\n'),
      }
    },
  }
}
