-- 建议提案办理与公开；征求意见与采纳情况

create table proposals (
  id integer generated always as identity primary key,
  agency_id integer not null references agencies,
  -- 人大代表建议 or 政协委员提案
  kind text not null check (kind in ('suggestion', 'proposal')),
  -- 届次会次
  session text not null check (session <> ''),
  number text not null check (number <> ''),
  title text not null check (title <> ''),
  -- 姓名 alone: contact data of deputies and members are never kept here
  proposer text not null default '',
  role text not null check (role in ('lead', 'assist')),
  co_units text not null default '',
  received_on date not null,
  reply_due_on date,
  replied_on date check (replied_on >= received_on),
  -- 办理结果 A 已解决、B 列入计划、C 留作参考
  result text check (result in ('A', 'B', 'C')),
  attribute text check (attribute in ('proactive', 'on-request', 'withheld')),
  ground text check (ground in ('X14a', 'X14b', 'X14c', 'X15', 'X16a', 'X16b', 'X16c', 'other')),
  reason text not null default '',
  -- 复文全文 or 摘要
  publication text not null default 'full' check (publication in ('full', 'summary')),
  document_id bigint unique references documents,
  recorded_by integer not null references users,
  recorded_at timestamptz not null,
  voided_at timestamptz,
  voided_reason text not null default '',
  version integer not null default 1,
  check (voided_at is null or voided_reason <> ''),
  check (replied_on is null or role = 'assist' or (result is not null and attribute is not null)),
  check (attribute is null or attribute = 'proactive' or (ground is not null and reason <> ''))
);
create unique index proposals_number on proposals (agency_id, kind, session, number) where voided_at is null;
create index proposals_listed on proposals (agency_id, received_on desc, id desc) where voided_at is null;

create table consultations (
  document_id bigint primary key references documents,
  agency_id integer not null references agencies,
  opens_on date not null,
  closes_on date not null check (closes_on >= opens_on),
  -- by when the adoption must be public
  result_due_on date not null check (result_due_on >= closes_on),
  -- 采纳情况
  result_document_id bigint unique references documents check (result_document_id <> document_id),
  created_by integer not null references users,
  created_at timestamptz not null
);
create index consultations_agency on consultations (agency_id, closes_on desc);

create table consultation_opinions (
  id bigint generated always as identity primary key,
  consultation_id bigint not null references consultations (document_id),
  received_at timestamptz not null,
  channel text not null check (channel in ('online', 'post', 'email', 'meeting', 'phone', 'other')),
  -- what people write may name people: sealed like their contact
  sealed_text text not null,
  sealed_contact text,
  recorded_by integer references users,
  outcome text check (outcome in ('adopted', 'partly', 'not-adopted')),
  -- for the public: what was said, in the office's words, and what came of it
  summary text not null default '',
  response text not null default '',
  decided_by integer references users,
  decided_at timestamptz,
  check ((outcome is null) = (decided_at is null)),
  check (outcome is null or summary <> ''),
  check (outcome is distinct from 'not-adopted' or response <> '')
);
create index consultation_opinions_of on consultation_opinions (consultation_id, id);
