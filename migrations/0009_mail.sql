-- 待发邮件：与引起它的那件事同一事务写下，由后台任务发出

create table mail_outbox (
  id bigint generated always as identity primary key,
  -- the address of a person, and what the letter says about their case
  sealed_recipient text not null,
  sealed_subject text not null,
  sealed_body text not null,
  attachment_id bigint references stored_files,
  state text not null check (state in ('waiting', 'sent', 'failed', 'not-configured')),
  attempts integer not null default 0,
  -- a class such as 'timeout' or 'smtp-550', never the server's own words: they repeat addresses
  last_error text not null default '' check (last_error ~ '^[a-z0-9-]*$'),
  created_at timestamptz not null,
  next_attempt_at timestamptz not null,
  sent_at timestamptz,
  check ((state = 'sent') = (sent_at is not null))
);
create index mail_outbox_due on mail_outbox (next_attempt_at, id) where state = 'waiting';
create index mail_outbox_attachment on mail_outbox (attachment_id) where attachment_id is not null;
