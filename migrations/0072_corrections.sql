-- 信息纠错：读者指出的差错，工作台办结，凭受理号查询

create table corrections (
  id bigint generated always as identity primary key,
  agency_id integer not null references agencies,
  -- null when it is about a page that is no document
  document_id bigint references documents,
  -- which page, in the reader's words
  place text not null default '',
  kind text not null check (kind in ('wording', 'content', 'broken', 'exposure', 'display', 'other')),
  -- '' once it was erased
  text text not null,
  -- sealed; null when none was left, or once it was erased
  contact_sealed text,
  -- the reader's number, keyed: nobody finds it out from a copy of the database
  receipt_hash bytea not null unique check (octet_length(receipt_hash) = 32),
  -- of the form it came with: sent twice it is one report
  ticket_hash bytea not null unique,
  received_at timestamptz not null,
  due_on date not null,
  outcome text check (outcome in ('handled', 'dismissed')),
  -- what was done, or why nothing is: the reader sees it
  note text not null default '',
  settled_by integer references users,
  settled_at timestamptz,
  erased_at timestamptz,
  check (document_id is not null or place <> ''),
  check ((outcome is null) = (settled_at is null) and (outcome is null) = (settled_by is null)),
  check ((outcome is null) = (note = '')),
  check (erased_at is null or (text = '' and contact_sealed is null and settled_at is not null)),
  check (erased_at is not null or text <> '')
);
create index corrections_open on corrections (agency_id, due_on, id) where settled_at is null;
create index corrections_settled on corrections (agency_id, id desc) where settled_at is not null;
create index corrections_document on corrections (document_id);
create index corrections_to_erase on corrections (settled_at) where settled_at is not null and erased_at is null;
