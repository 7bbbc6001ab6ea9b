-- 邮件订阅：留下邮箱的人确认后才寄；邮箱和检索词加密保存，退订即删

create table subscriptions (
  id bigint generated always as identity primary key,
  -- keyed, to find the same address again without opening anything
  address_hash bytea not null check (octet_length(address_hash) = 32),
  sealed_address text not null,
  -- what the portal's list is narrowed to; words that were searched for are a person's own and stand sealed
  subject jsonb not null check (jsonb_typeof(subject) = 'object'),
  sealed_query text,
  subject_hash bytea not null check (octet_length(subject_hash) = 32),
  frequency text not null check (frequency in ('daily', 'weekly')),
  -- its links are computed from this: gone with the row
  secret bytea not null check (octet_length(secret) = 16),
  asked_at timestamptz not null,
  confirmed_at timestamptz,
  -- what was published up to then has been told
  told_through timestamptz,
  -- digests in a row that the receiving server would not take
  refusals integer not null default 0,
  unique (address_hash, subject_hash),
  check ((confirmed_at is null) = (told_through is null))
);
create index subscriptions_due on subscriptions (frequency, told_through) where confirmed_at is not null;
create index subscriptions_unconfirmed on subscriptions (asked_at) where confirmed_at is null;

-- Confirmations asked for of late, so that nobody is flooded with them; forgotten after a day
create table subscription_asks (
  id bigint generated always as identity primary key,
  address_hash bytea not null,
  asked_at timestamptz not null
);
create index subscription_asks_of on subscription_asks (address_hash, asked_at);
create index subscription_asks_old on subscription_asks (asked_at);

-- Mail that is written at the moment it goes out, from records as they are then: it holds nothing of its own
alter table mail_outbox
  alter column sealed_recipient drop not null,
  alter column sealed_subject drop not null,
  alter column sealed_body drop not null,
  add column composer text check (composer ~ '^[a-z-]+$'),
  add column composed_from jsonb,
  -- many of one kind, which wait for everything else
  add column bulk boolean not null default false,
  add constraint mail_outbox_written check (
    case when composer is null
      then num_nonnulls(sealed_recipient, sealed_subject, sealed_body) = 3 and composed_from is null
      else num_nonnulls(sealed_recipient, sealed_subject, sealed_body, attachment_id) = 0
        and composed_from is not null
    end
  ),
  drop constraint mail_outbox_state_check,
  add constraint mail_outbox_state_check
    check (state in ('waiting', 'sent', 'failed', 'dropped', 'not-configured'));
drop index mail_outbox_due;
create index mail_outbox_due on mail_outbox (bulk, next_attempt_at, id) where state = 'waiting';
