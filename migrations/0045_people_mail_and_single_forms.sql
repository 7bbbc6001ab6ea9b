-- 人员的电子邮箱、寄给本人的每日提醒、只办一次的登记表、按办理结果查找的索引

alter table users add column email text not null default '' check (length(email) <= 254);

-- One digest a day to each person with an address of their own, and one to the body's mailbox for everybody without
alter table reminder_mails drop constraint reminder_mails_pkey;
alter table reminder_mails add column user_id integer references users;
alter table reminder_mails add unique nulls not distinct (agency_id, on_day, user_id);

-- A form of the desk that has been entered: sending it twice must not give two cases
create table entered_forms (
  token bytea primary key check (octet_length(token) = 16),
  -- of what was typed: the same form with other content is another application
  content_hash bytea not null,
  request_id bigint not null references requests,
  entered_at timestamptz not null
);
create index entered_forms_entered on entered_forms (entered_at);

-- Replaced by subject_terms; nothing asks for trigrams any more
drop index requests_subject;

-- Open cases have no disposition, so that a registration writes none of these
drop index requests_by_disposition;
create index requests_by_disposition
  on requests (agency_id, disposition, register_year, register_number, applicant_class, channel)
  where disposition is not null;
create index requests_by_disposition_received
  on requests (agency_id, disposition, coalesce(received_on, 'infinity'), id)
  where disposition is not null;
create index requests_by_disposition_due
  on requests (agency_id, disposition, coalesce(reply_due_on, 'infinity'), id)
  where disposition is not null;
