-- 已有网站的迁移：以书面说明的“此前已公开”为审查依据，只此一途，只限迁移进来的第一个版本

create table imports (
  id integer generated always as identity primary key,
  agency_id integer not null references agencies,
  -- 依据 of 此前已公开, in the words of whoever answers for it
  basis text not null check (char_length(btrim(basis)) >= 4),
  manifest text not null,
  started_by integer not null references users,
  started_at timestamptz not null
);
create trigger imports_append_only before update or delete on imports
  for each row execute function refuse_change();

alter table documents
  -- set when the row is born, never afterwards: only such a document has a 发布日期 older than its record
  add column import_id integer references imports,
  add constraint documents_published_after_created check (
    import_id is not null or published_at is null or published_at >= created_at
  ),
  add constraint documents_imported_published check (
    import_id is null or (status <> 'draft' and published_at <= created_at)
  );

create function guard_document_import() returns trigger language plpgsql as $$
begin
  if new.import_id is distinct from old.import_id then
    raise exception '迁移来源不得更改' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger documents_import_guard before update of import_id on documents
  for each row execute function guard_document_import();

-- Which file became which document: running again continues where it stopped.
create table imported_documents (
  document_id bigint primary key references documents,
  import_id integer not null references imports,
  agency_id integer not null references agencies,
  -- path within the imported folder
  file text not null,
  -- of the file's bytes and its line in the manifest
  hash bytea not null,
  imported_at timestamptz not null,
  unique (agency_id, file)
);
create trigger imported_documents_append_only before update or delete on imported_documents
  for each row execute function refuse_change();

-- 原网址: answered with a permanent redirect
create table legacy_addresses (
  address text primary key check (address like '/_%' and char_length(address) <= 1000),
  document_id bigint not null references documents,
  created_at timestamptz not null
);
create index legacy_addresses_document on legacy_addresses (document_id);

alter table edition_reviews
  add column evidence text not null default 'review' check (evidence in ('review', 'already-public')),
  add constraint edition_reviews_already_public check (
    evidence = 'review' or (conclusion = 'may-publish' and checks = '{}' and char_length(btrim(opinion)) >= 4)
  );

create function guard_review_evidence() returns trigger language plpgsql as $$
begin
  if not exists (
    select 1 from editions e
    join documents d on d.id = e.document_id
    join imports i on i.id = d.import_id
    where e.id = new.edition_id and e.number = 1 and e.content_hash = new.content_hash
      and i.basis = new.opinion and i.started_by = new.reviewer_id
  ) then
    raise exception '“此前已公开”只能作迁移文件第一个版本的审查依据' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger edition_reviews_evidence before insert on edition_reviews
  for each row when (new.evidence = 'already-public') execute function guard_review_evidence();
