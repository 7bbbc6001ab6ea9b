-- 网上申请：查询码只存带密钥的散列；身份证明另存为加密文件，这里只记哪一件申请用了哪一份

-- One press of 提交, however often it is repeated: the form's own secret makes it one.
create table online_submissions (
  id bigint generated always as identity primary key,
  ticket_hash bytea not null unique check (length(ticket_hash) = 32),
  -- keyed hash of what was submitted: a changed form sent again is told that it was not taken in
  content_hash bytea not null check (length(content_hash) = 32),
  submitted_at timestamptz not null
);

create table online_applications (
  request_id bigint primary key references requests,
  submission_id bigint not null references online_submissions,
  number_in_submission integer not null check (number_in_submission > 0),
  code_hash bytea not null unique check (length(code_hash) = 32),
  -- of each phone number and e-mail address given, bound to the code: equal contacts of two applications differ here
  contact_hashes bytea[] not null check (cardinality(contact_hashes) between 1 and 4),
  unique (submission_id, number_in_submission)
);

-- 身份证明、授权委托书
create table application_proofs (
  request_id bigint not null references online_applications,
  file_id bigint not null references stored_files,
  kind text not null check (kind in ('identity', 'authorisation')),
  primary key (request_id, file_id)
);
create index application_proofs_file on application_proofs (file_id);

-- 条例 第四十一条：申请人在网上提出的更正；由工作人员另行登记为更正事项办理
create table rectification_asks (
  id bigint generated always as identity primary key,
  request_id bigint not null references requests,
  agency_id integer not null references agencies,
  -- what is wrong, what is right and the evidence for it: personal data
  sealed_text text not null,
  asked_at timestamptz not null,
  seen_at timestamptz,
  seen_by integer references users,
  check ((seen_at is null) = (seen_by is null))
);
create index rectification_asks_request on rectification_asks (request_id);

-- 先查一查：写下想要什么，已经公开的相近文件就列出来
create index editions_public_title on editions using gin (subject_terms(title)) where state = 'published';
